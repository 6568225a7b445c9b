// Re-derives a workspace's books where somebody asked for it. Repeats without harm: it only reads them, and
// one that has ended is left. Example: { ws: 7, verification: "019a…" } → state "done".
import { isUuid, type Uuid } from "../../base/id.ts";
import { Broken } from "../../base/refusal.ts";
import type { App } from "../../flows/app.ts";
import { runVerification } from "../../flows/run-verification.ts";

export async function verifyBooksJob(app: App, payload: unknown): Promise<void> {
  const { ws, verification: id } = (payload ?? {}) as { ws?: unknown; verification?: unknown };
  if (typeof ws !== "number" || typeof id !== "string" || !isUuid(id)) {
    throw new Broken("a job of a verification that names none");
  }
  await runVerification(app, ws, id as Uuid);
}
