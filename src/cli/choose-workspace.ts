// Which workspace a command works on: the one that was named, or the only one there is. Never guesses between
// two.
// Example: chooseWorkspace(db, undefined) with two → 404 no_workspace, naming both.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { listEveryWorkspace } from "../db/every-workspace.ts";
import type { Database } from "../db/pool.ts";

export async function chooseWorkspace(
  db: Database,
  asked: string | undefined,
): Promise<{ ws: number; id: Uuid }> {
  const all = await listEveryWorkspace(db);
  const named = all.map((one) => ({ ...one, name: publicId("ws", one.id) }));
  const fitting = asked === undefined ? named : named.filter((one) => one.name === asked);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  const names = named.map((one) => one.name).join(", ");
  const message = names === "" ? "There is no workspace yet." : `Say which with --workspace: ${names}`;
  throw new Refusal(404, "no_workspace", message);
}
