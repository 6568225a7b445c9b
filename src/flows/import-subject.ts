// How events name an import, and the refusal of one that is not there.
// Example: subjectOf(id) → "import_01k9…".
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";

export function subjectOf(id: Uuid): string {
  return publicId("import", id);
}

export function noSuchImport(): Refusal {
  return new Refusal(404, "not_found", "There is no such import in this workspace.");
}
