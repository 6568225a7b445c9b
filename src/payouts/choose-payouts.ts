// Decides who is paid how much in a run, and says of everybody else why not. Pure: looks at what it is
// handed, in the order it is handed; moves nothing. What it proposes is checked again when it is begun.
// Example: bruno 945.35 BRL by Pix; carla left out: 4.10 USD, the least is 10.00 (below_minimum).
import { exchange } from "../base/exchange.ts";
import type { Uuid } from "../base/id.ts";
import type { MethodDetails, PayoutMethod } from "./method.ts";
import type { NewPayout } from "./payout.ts";
import { fitsRail, naturalRail, type RailName, roomOfRail } from "./rail-names.ts";
import type { GivenRate, LeftOut, LeftOutReason } from "./run.ts";
import { DEFAULT_SETTINGS, minimumIn, type PayoutPolicy, type PayoutSettings } from "./settings.ts";

/** What a party has in one currency, and what is known of it. */
export interface Candidate {
  party: Uuid;
  currency: string;
  /** Minor units that may be paid out today. */
  available: number;
  method: (PayoutMethod & { details: MethodDetails | null }) | null;
  settings: PayoutSettings | undefined;
  /** The number of the run that offers it already. */
  inRun: number | null;
  /** Whoever proposes leaves it out. */
  isUnwanted?: boolean;
}

export interface Circumstances {
  policy: PayoutPolicy;
  rates: readonly GivenRate[];
  /** Rails the business can pay over. */
  rails: ReadonlySet<RailName>;
  /** Epoch milliseconds. */
  now: number;
}

export type Chosen = Omit<NewPayout, "id" | "reference">;

export interface Choice {
  payouts: Chosen[];
  leftOut: LeftOut[];
}

/** Who has nothing is in neither list. */
export function choosePayouts(candidates: readonly Candidate[], given: Circumstances): Choice {
  const choice: Choice = { payouts: [], leftOut: [] };
  for (const one of candidates) {
    if (one.available === 0) continue;
    const found = choose(one, given);
    if ("reason" in found) {
      const { party, currency, available } = one;
      choice.leftOut.push({ party, currency, amount: available, ...found });
    } else choice.payouts.push(found);
  }
  return choice;
}

type Why = Pick<LeftOut, "facts"> & { reason: LeftOutReason };

const why = (reason: LeftOutReason, facts: Why["facts"] = {}): Why => ({ reason, facts });

function choose(one: Candidate, { policy, rates, rails, now }: Circumstances): Chosen | Why {
  const { party, currency, available, method, settings = DEFAULT_SETTINGS, inRun } = one;
  if (available < 0) return why("negative");
  if (inRun !== null) return why("in_other_run", { run: inRun });
  if (one.isUnwanted) return why("not_chosen");
  if (settings.held) return why("held", settings.heldWhy === "" ? {} : { why: settings.heldWhy });
  if (method === null || method.details === null) return why("no_method");
  if (method.usableAt.getTime() > now) return why("method_changed", { until: method.usableAt.getTime() });
  const to = settings.currency ?? currency;
  const paid = inCurrency(one, to, rates);
  if ("reason" in paid) return paid;
  const least = minimumIn(to, settings.minimum ?? policy.minimum);
  if (paid.amount < Math.max(least, 1)) return why("below_minimum", { minimum: least, currency: to });
  const { details } = method;
  const rail = settings.rail ?? naturalRail(details, to, (name) => rails.has(name));
  if (!fitsRail(rail, details, to))
    return why("rail_does_not_fit", { rail, kind: details.kind, currency: to });
  if (!rails.has(rail)) return why("rail_not_set_up", { rail });
  const room = roomOfRail(rail);
  if (paid.amount > room) return why("above_rail", { rail, most: room, currency: to });
  const owed = { owedCurrency: currency, owedAmount: available };
  return { party, rail, method: method.id, currency: to, ...paid, ...owed };
}

function inCurrency(
  { available, currency }: Candidate,
  to: string,
  rates: readonly GivenRate[],
): Pick<Chosen, "amount" | "rate" | "rateSource" | "rateAt"> | Why {
  if (to === currency) return { amount: available, rate: null, rateSource: null, rateAt: null };
  const given = rates.find((one) => one.from === currency && one.to === to);
  const amount = given === undefined ? null : exchange(available, currency, to, given.rate);
  if (given === undefined || amount === null) return why("no_rate", { from: currency, to });
  return { amount, rate: given.rate, rateSource: given.source, rateAt: new Date(given.at) };
}
