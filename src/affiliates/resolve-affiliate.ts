// Who the affiliate of a sale is, from what its caller says: a party or a code, with the rate of the
// affiliation where the caller states none, and how the affiliation stood over time. One that was suspended
// or had ended at the sale's instant is skipped: the sale is a direct sale. A party named with a rate is a
// stated fact and needs no affiliation.
// Example: { code: "carla" }, a sale of 3 May told on 9 May, suspended on 5 May → carla at 35 %, recruited by
// davi.
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type Affiliation, toAffiliation } from "./affiliation.ts";
import { type AffiliationStep, listSteps } from "./read-steps.ts";

export interface AffiliateClaim {
  by: { party: Uuid } | { code: string };
  rate?: Ppm | undefined;
  recruitedBy?: Uuid | undefined;
}

export interface SaleAffiliate {
  party: Uuid;
  rate: Ppm;
  /** False when the rate was looked up: a second delivery of the same sale may find another. */
  rateStated: boolean;
  recruitedBy: Uuid | null;
}

/** From `from` (epoch milliseconds) on. */
interface Stay {
  from: number;
  isActive: boolean;
  recruitedBy: Uuid | null;
}

/** Whom a name leads to, at any instant. */
export interface NamedAffiliate {
  party: Uuid;
  rate: Ppm;
  rateStated: boolean;
  /** What the caller stated of it: left out, it is looked up at the instant. */
  recruitedBy: Uuid | undefined;
  /** Oldest first; none where the party is no affiliate and its rate is stated. */
  stays: readonly Stay[];
}

/**
 * As it stood at an instant; null: the sale counts as direct. Before the first step that was kept, as it
 * began: the caller says that it sold.
 */
export function affiliateAt(named: NamedAffiliate, at: number, isStatedFact: boolean): SaleAffiliate | null {
  const { party, rate, rateStated, stays } = named;
  const stay = stays.findLast((one) => one.from <= at) ?? stays[0];
  if (!isStatedFact && stay?.isActive !== true) return null;
  return { party, rate, rateStated, recruitedBy: named.recruitedBy ?? stay?.recruitedBy ?? null };
}

/** Throws 422 `unknown_affiliate` for a code nobody has, or a party without a rate. */
export async function resolveAffiliate(
  tx: Tx,
  ws: number,
  product: Uuid,
  claim: AffiliateClaim,
  path = "affiliate",
): Promise<NamedAffiliate> {
  const found = await findAffiliation(tx, ws, product, claim.by);
  const { rate, by, recruitedBy } = claim;
  const stays = found === null ? [] : (await listSteps(tx, ws, found)).map(toStay);
  if (rate !== undefined && "party" in by) {
    return { party: by.party, rate, rateStated: true, recruitedBy, stays };
  }
  if (found === null) {
    const place = "code" in by ? `${path}.code` : `${path}.rate`;
    const message =
      "code" in by ? "is nobody's on this product" : "is missing: the party has no affiliation here";
    throw new Refusal(422, "unknown_affiliate", `${place} ${message}.`, {
      details: [{ path: place, code: "unknown_affiliate", message }],
    });
  }
  return {
    party: found.party,
    rate: rate ?? found.rate,
    rateStated: rate !== undefined,
    recruitedBy,
    stays,
  };
}

function toStay({ at, state, recruitedBy }: AffiliationStep): Stay {
  return { from: at.getTime(), isActive: state === "approved", recruitedBy };
}

async function findAffiliation(
  tx: Tx,
  ws: number,
  product: Uuid,
  by: AffiliateClaim["by"],
): Promise<Affiliation | null> {
  const query = tx.selectFrom("affiliation").selectAll().where("ws", "=", ws).where("product", "=", product);
  const row = await ("party" in by
    ? query.where("party", "=", by.party)
    : query.where((is) => is(is.fn("lower", ["code"]), "=", by.code.toLowerCase()))
  ).executeTakeFirst();
  return row ? toAffiliation(row) : null;
}
