// That the schedule left somebody out for a reason that a person can mend, written down for those who pay:
// what is below the minimum, on hold, or waits 72 hours comes right by itself and is told to nobody.
// Example: bruno is paid in EUR and nobody gave a rate → event payout_run.left_out: 1 party, 945.35 USD,
// no_rate from USD to EUR.
import { sumMinor } from "../base/amount.ts";
import type { Uuid } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import type { Tx } from "../db/transaction.ts";
import type { LeftOutSaid } from "../notices/notice.ts";
import type { LeftOut, LeftOutReason } from "../payouts/run.ts";

const MENDABLE: readonly LeftOutReason[] = [
  "no_rate",
  "no_method",
  "rail_not_set_up",
  "rail_does_not_fit",
  "above_rail",
];

/** `fresh`: those who came up today and not before, so that nobody is told the same each morning. */
export async function noteLeftOut(
  tx: Tx,
  ws: number,
  leftOut: readonly LeftOut[],
  { fresh, subject, at }: { fresh: ReadonlySet<Uuid>; subject: string; at: number },
): Promise<void> {
  const told = leftOut.filter((one) => MENDABLE.includes(one.reason) && fresh.has(one.party));
  if (told.length === 0) return;
  const payload = {
    parties: new Set(told.map((one) => one.party)).size,
    amounts: amountsOf(told),
    reasons: reasonsOf(told),
  };
  await addEvent(tx, ws, { type: "payout_run.left_out", subject, actor: "system", payload, at });
}

function amountsOf(told: readonly LeftOut[]): { currency: string; amount: number }[] {
  return [...Map.groupBy(told, (one) => one.currency)].map(([currency, parts]) => ({
    currency,
    amount: sumMinor(parts.map((one) => one.amount)),
  }));
}

/** One of each reason and what it is about: a pair of currencies, a rail. */
function reasonsOf(told: readonly LeftOut[]): LeftOutSaid[] {
  const about = ({ reason, facts }: LeftOut) => {
    const { from, to, rail } = facts as Record<string, string | undefined>;
    return { reason, ...(from && to ? { from, to } : {}), ...(rail ? { rail } : {}) };
  };
  const groups = Map.groupBy(told, (one) => JSON.stringify(about(one)));
  return [...groups.values()].map((same) => ({
    ...about(same[0] as LeftOut),
    parties: new Set(same.map((one) => one.party)).size,
  }));
}
