// Takes sales out of the history that were told wrong: one, or all that one import kept. What is recorded and
// split is never touched.
// Example: removeHistory(app, 7, { import: id }, actor) → 959 taken out
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { removePastSales } from "../sales/past-sale.ts";
import { readImport } from "../sources/imports.ts";
import type { App } from "./app.ts";
import { noSuchImport, subjectOf } from "./import-subject.ts";

/** Throws 404 where there is no such sale or import, 409 while the import is running. */
export async function removeHistory(
  app: App,
  ws: number,
  which: { id: Uuid } | { import: Uuid },
  actor: string,
): Promise<number> {
  return await inWorkspace(app.db, ws, async (tx) => {
    if ("import" in which) {
      const run = await readImport(tx, ws, which.import, { lock: true });
      if (run === null) throw noSuchImport();
      if (run.state === "running") {
        throw new Refusal(
          409,
          "import_running",
          "This import is running. Stop it first, or wait until it ends.",
        );
      }
    }
    const removed = await removePastSales(tx, ws, which);
    if (removed === 0 && "id" in which) {
      throw new Refusal(404, "not_found", "There is no such sale in the history of this workspace.");
    }
    if (removed > 0) {
      const subject = "id" in which ? publicId("pastsale", which.id) : subjectOf(which.import);
      const at = app.ids.now();
      await addEvent(tx, ws, { type: "history.removed", subject, actor, payload: { sales: removed }, at });
    }
    return removed;
  });
}
