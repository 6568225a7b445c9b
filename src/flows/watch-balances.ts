// Looks who is below zero: tells each once, forgets who rose again, and proposes to write off what has been
// owed for longer than the business waits. Posts nothing: a person approves. Repeats without harm.
// Example: bruno −15.00 since 181 days, the business waits 180 → a write-off of 15.00 is proposed.
import { publicId } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { listAdjustments } from "../parties/adjustment.ts";
import { forgetNegative, listNegatives, noteNegative } from "../parties/negative-balances.ts";
import { listOwing, type Owing } from "../reports/owed-now.ts";
import { readWriteOffDays } from "../workspaces/write-off-days.ts";
import { proposeAdjustment } from "./adjust-balance.ts";
import type { App } from "./app.ts";

const DAY = 86_400_000;

export async function watchBalances(app: App, ws: number): Promise<void> {
  const due = await inWorkspace(app.db, ws, (tx) => look(app, tx, ws));
  for (const { party, currency, owed } of due) {
    const wanted = {
      party,
      currency,
      amount: -owed,
      kind: "write_off" as const,
      reason: "Not recovered in time",
    };
    await proposeAdjustment(app, ws, wanted, { actor: "system", name: "Partage" }).catch((error: unknown) => {
      // Somebody proposed it meanwhile, or it was recovered.
      if (!(error instanceof Refusal)) throw error;
    });
  }
}

/** Answers what is owed for too long and not proposed yet, nor declined since. */
async function look(app: App, tx: Tx, ws: number): Promise<Owing[]> {
  const at = app.ids.now();
  const owing = await listOwing(tx, ws);
  const keyOf = (one: Pick<Owing, "party" | "currency">) => `${one.party} ${one.currency}`;
  const known = new Map((await listNegatives(tx, ws)).map((one) => [keyOf(one), one]));
  for (const one of owing) {
    if (known.has(keyOf(one))) continue;
    const { party, currency, owed } = one;
    if (!(await noteNegative(tx, ws, { party, currency, since: new Date(at) }))) continue;
    const event = { type: "balance.negative", subject: publicId("party", party), actor: "system", at };
    await addEvent(tx, ws, { ...event, payload: { currency, owed } });
  }
  const still = new Set(owing.map(keyOf));
  for (const one of known.values()) if (!still.has(keyOf(one))) await forgetNegative(tx, ws, one);
  const days = await readWriteOffDays(tx, ws);
  if (days === null) return [];
  const due: Owing[] = [];
  for (const one of owing) {
    const since = known.get(keyOf(one))?.since.getTime() ?? at;
    if (at - since >= days * DAY && !(await wasAnswered(tx, ws, one, since))) due.push(one);
  }
  return due;
}

async function wasAnswered(tx: Tx, ws: number, { party, currency }: Owing, since: number): Promise<boolean> {
  const asked = await listAdjustments(tx, ws, { party, kind: "write_off", limit: 20 });
  return asked.some((one) => one.currency === currency && one.createdAt.getTime() >= since);
}
