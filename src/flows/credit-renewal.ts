// A later charge of a subscription: whoever earned on the first earns again as long as the programme's rule
// for renewals says, at the rate that applies at the charge. Clicks of the time between count for nothing,
// and so does whoever's commission on the first charge a person took back.
// Example: first charge by carla on 3 May, rule twelve months → the charge of 3 April earns, that of 3 May
// no.
import { readStandings } from "../affiliates/read-standings.ts";
import { allocate } from "../base/allocate.ts";
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import { WHOLE } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import type { Standing } from "../engine/attribute.ts";
import { earnsOn } from "../engine/commission.ts";
import { readForfeited } from "../findings/read-findings.ts";
import type { SaleFacts } from "../sales/facts.ts";
import type { FirstCharge } from "../sales/first-charge.ts";
import type { KeptTouch } from "../sales/journey.ts";
import { keysOfBuyer, rated, withJourney } from "./credit-affiliates.ts";
import type { ProductCredit } from "./credit-rules.ts";

/** `first`: the first charge as it is recorded. */
export async function creditRenewal(
  tx: Tx,
  ws: number,
  facts: SaleFacts,
  credit: ProductCredit,
  first: FirstCharge,
): Promise<SaleFacts> {
  const { happenedAt, product, side } = facts;
  const { rules, renewals } = credit.at(happenedAt);
  const parties = first.shares.map((one) => one.party);
  const standings = await readStandings(tx, ws, product, parties, happenedAt);
  const keys = new Set(await keysOfBuyer(tx, ws, facts));
  const forfeited = first.id === null ? undefined : (await readForfeited(tx, ws, [first.id])).get(first.id);
  const number = side?.subscription?.charge ?? 1;
  const earns = earnsOn(renewals, { number, first: instant(first.at), at: instant(happenedAt) });
  const reasons = parties.map((party): KeptTouch["skipped"] => {
    if (!earns) return "no_renewals";
    if (forfeited?.has(party) === true) return "taken_back";
    return reasonAgainst(standings.get(party), keys, rules.mayBuyOwn);
  });
  const counted = first.shares.filter((_, i) => reasons[i] === null);
  const parts = counted.length === 0 ? [] : allocate(WHOLE, counted.map(weightOf));
  const weights = new Map(counted.map((one, i) => [one.party, parts[i] as number]));
  const touches = first.shares.map(({ party }, i): KeptTouch => {
    const weight = weights.get(party) ?? 0;
    return {
      id: first.id ?? "",
      party,
      at: first.at,
      by: "first_charge",
      skipped: reasons[i] ?? null,
      weight,
    };
  });
  const credits = [...weights].map(([party, weight]) => ({ party, weight: weight as typeof WHOLE }));
  const found = await rated(tx, ws, facts, credit, credits, standings);
  return withJourney(facts, found, rules, touches, []);
}

const weightOf = ({ weight }: { party: Uuid; weight: number }) => weight;

function reasonAgainst(
  standing: Standing | undefined,
  buyer: ReadonlySet<string>,
  mayBuyOwn: boolean,
): KeptTouch["skipped"] {
  if (standing === undefined) return "not_affiliated";
  if (standing.state !== "active") return standing.state;
  return !mayBuyOwn && standing.keys.some((key) => buyer.has(key)) ? "own_purchase" : null;
}
