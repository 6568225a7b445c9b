// What is taken back of a sale after it was put right is taken from the lines as they were split, that is
// from whom it was credited to at first: this moves the difference to whom it was put right to, by itself, as
// two people decided it already. Waits while the sale is in dispute or held; repeats without harm.
// Example: 31.36 went from the producer to carla; the sale is refunded whole: −31.36 carla, +17.92 dora.
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { listBehind, listCorrections } from "../sales/credit-correction.ts";
import type { App } from "./app.ts";
import { agreeToCorrection, endCorrection, proposeCorrection } from "./correct-credit.ts";

const BY = { actor: "system", name: "Partage", email: null, side: "producer" } as const;
const AT_ONCE = 100;

/** Answers how many sales were followed. */
export async function followCorrections(app: App, ws: number): Promise<number> {
  await finishBegun(app, ws);
  const behind = await inWorkspace(app.db, ws, (tx) => listBehind(tx, ws, AT_ONCE));
  let followed = 0;
  for (const { correction, root, sale, credited, reason } of behind) {
    const wanted = { sale: root, credited, reason, follows: { correction, sale } };
    const id = await unlessRefused(proposeCorrection(app, ws, wanted, BY));
    if (id === null) continue;
    await unlessRefused(agreeToCorrection(app, ws, id, BY));
    followed += 1;
  }
  return followed;
}

/** What a process that died had proposed; worked out anew where the sale moved on meanwhile. */
async function finishBegun(app: App, ws: number): Promise<void> {
  const begun = await inWorkspace(app.db, ws, (tx) =>
    listCorrections(tx, ws, { state: "proposed", isFollowing: true, limit: AT_ONCE }),
  );
  for (const { id } of begun) {
    const isOutdated = (why: Refusal) => why.code === "correction_outdated";
    const end = async (why: Refusal) => isOutdated(why) && (await endCorrection(app, ws, id, BY, ""));
    await agreeToCorrection(app, ws, id, BY).catch((why: unknown) => {
      if (!(why instanceof Refusal)) throw why;
      return end(why);
    });
  }
}

/**
 * Null where it is not its time: a dispute, a held commission, nothing to move, or another process was first.
 */
async function unlessRefused<T>(done: Promise<T>): Promise<T | null> {
  return await done.catch((why: unknown) => {
    if (why instanceof Refusal) return null;
    throw why;
  });
}
