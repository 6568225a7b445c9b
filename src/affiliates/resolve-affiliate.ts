// Who the affiliate of a sale is, from what its caller says: a party or a code, with the rate and the
// recruiter of the affiliation where the caller states none. Ineligible ones (suspended, ended) are skipped:
// the sale is a direct sale. A party named with a rate is a stated fact and needs no affiliation.
// Example: { code: "carla" } → { party: carla, rate: 350000, rateStated: false, recruitedBy: davi }.
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type Affiliation, toAffiliation } from "./affiliation.ts";

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

/**
 * Null: the sale counts as direct. Throws 422 `unknown_affiliate` for a code nobody has, or a party without a
 * rate.
 */
export async function resolveAffiliate(
  tx: Tx,
  ws: number,
  product: Uuid,
  claim: AffiliateClaim,
  path = "affiliate",
): Promise<SaleAffiliate | null> {
  const found = await findAffiliation(tx, ws, product, claim.by);
  const { rate, by } = claim;
  if (rate !== undefined && "party" in by) {
    const recruitedBy = claim.recruitedBy ?? found?.recruitedBy ?? null;
    return { party: by.party, rate, rateStated: true, recruitedBy };
  }
  if (found === null) {
    const place = "code" in by ? `${path}.code` : `${path}.rate`;
    const message =
      "code" in by ? "is nobody's on this product" : "is missing: the party has no affiliation here";
    throw new Refusal(422, "unknown_affiliate", `${place} ${message}.`, {
      details: [{ path: place, code: "unknown_affiliate", message }],
    });
  }
  if (found.state !== "approved") return null;
  return {
    party: found.party,
    rate: rate ?? found.rate,
    rateStated: rate !== undefined,
    recruitedBy: claim.recruitedBy ?? found.recruitedBy,
  };
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
