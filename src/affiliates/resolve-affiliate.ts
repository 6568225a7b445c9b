// Who the affiliate of a sale is, from what its caller says: a party or a code, with the rate of the
// affiliation where the caller states none, and how the affiliation stood over time. One that was suspended
// or had ended at the sale's instant is skipped: the sale is a direct sale. A party named with a rate is a
// stated fact and needs no affiliation, but one that was taken from it earns by no name.
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
  /** Suspended, blocked or ended: nothing is earned, however the party is named. */
  isOut: boolean;
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
  /** Whose code it was before, until that instant: a sale of then, however late, is theirs. */
  earlier: { until: number; named: NamedAffiliate } | null;
}

/**
 * As it stood at an instant; null: the sale counts as direct. Before the first step that was kept, as it
 * began: the caller says that it sold.
 */
export function affiliateAt(named: NamedAffiliate, at: number, isStatedFact: boolean): SaleAffiliate | null {
  const { party, rate, rateStated, stays, earlier } = named;
  if (earlier !== null && at < earlier.until) return affiliateAt(earlier.named, at, isStatedFact);
  const stay = stays.findLast((one) => one.from <= at) ?? stays[0];
  if (stay?.isOut === true || (!isStatedFact && stay?.isActive !== true)) return null;
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
    return { party: by.party, rate, rateStated: true, recruitedBy, stays, earlier: null };
  }
  if (found === null) {
    const place = "code" in by ? `${path}.code` : `${path}.rate`;
    const message =
      "code" in by ? "is nobody's on this product" : "is missing: the party has no affiliation here";
    throw new Refusal(422, "unknown_affiliate", `${place} ${message}.`, {
      details: [{ path: place, code: "unknown_affiliate", message }],
    });
  }
  const known = { rateStated: rate !== undefined, recruitedBy };
  const named = { party: found.party, rate: rate ?? found.rate, ...known, stays };
  const former = "code" in by ? await findByFormerCode(tx, ws, product, by.code) : null;
  if (former === null || former.affiliation.id === found.id) return { ...named, earlier: null };
  const theirs = (await listSteps(tx, ws, former.affiliation)).map(toStay);
  const { party, rate: own } = former.affiliation;
  const before = { party, rate: rate ?? own, ...known, stays: theirs, earlier: null };
  return { ...named, earlier: { until: former.until, named: before } };
}

function toStay({ at, state, recruitedBy }: AffiliationStep): Stay {
  const isOut = state === "suspended" || state === "blocked" || state === "ended";
  return { from: at.getTime(), isActive: state === "approved", isOut, recruitedBy };
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
  if (row) return toAffiliation(row);
  if (!("code" in by)) return null;
  return (await findByFormerCode(tx, ws, product, by.code))?.affiliation ?? null;
}

/** Who had a code before, and until when. */
async function findByFormerCode(
  tx: Tx,
  ws: number,
  product: Uuid,
  code: string,
): Promise<{ affiliation: Affiliation; until: number } | null> {
  const row = await tx
    .selectFrom("affiliate_former_code as f")
    .innerJoin("affiliation as a", (join) =>
      join.onRef("a.ws", "=", "f.ws").onRef("a.id", "=", "f.affiliation"),
    )
    .selectAll("a")
    .select("f.until as had_until")
    .where("f.ws", "=", ws)
    .where("a.ws", "=", ws)
    .where("f.product", "=", product)
    .where("f.code", "=", code.toLowerCase())
    .executeTakeFirst();
  return row ? { affiliation: toAffiliation(row), until: row.had_until.getTime() } : null;
}
