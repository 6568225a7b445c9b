// Runs one import to its end or until it is stopped. Repeats without harm: it goes on behind what was
// counted, and what was recorded before adds nothing. Example: { ws: 7, import: "019a…" } → state "done".
import { isUuid, type Uuid } from "../../base/id.ts";
import { Broken } from "../../base/refusal.ts";
import type { App } from "../../flows/app.ts";
import { runImport } from "../../flows/run-import.ts";

export async function runImportJob(app: App, payload: unknown): Promise<void> {
  const { ws, import: id } = (payload ?? {}) as { ws?: unknown; import?: unknown };
  if (typeof ws !== "number" || typeof id !== "string" || !isUuid(id)) {
    throw new Broken("a job of an import that names none");
  }
  await runImport(app, ws, id as Uuid);
}
