// Credits the affiliates of one sale: the touches that led to it, judged by the engine under the rules of its
// product at its instant, each credited affiliate with the rate that applies to him then. What became of
// every touch is kept beside the sale.
// Example: carla's link of 1 May, sale of 10 May, 40 % for carla → affiliate carla 0.40, journey of one
// touch.
import { readKeyOfLead } from "../affiliates/lead.ts";
import { listAffiliations } from "../affiliates/read-affiliations.ts";
import type { AffiliateStanding } from "../affiliates/read-standings.ts";
import { readStandings } from "../affiliates/read-standings.ts";
import type { SaleAffiliate } from "../affiliates/resolve-affiliate.ts";
import { sha256Hex } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import { digestKey, emailKey, fingerprintKey } from "../base/person-key.ts";
import type { Tx } from "../db/transaction.ts";
import { attribute, type Credit } from "../engine/attribute.ts";
import { ruleFor } from "../engine/commission.ts";
import { emailsByFingerprint } from "../sales/buyers-of-fingerprint.ts";
import type { SaleFacts } from "../sales/facts.ts";
import type { KeptTouch, SaleJourney, UsedCoupon } from "../sales/journey.ts";
import type { CouponCounts } from "./coupon-counts.ts";
import type { ProductCredit } from "./credit-rules.ts";
import { shareOut } from "./name-affiliates.ts";
import { gatherTouches, ownTouches } from "./sale-touches.ts";

/** The sale with whom it is credited to, and its journey; as it was where nothing led to anybody. */
export async function creditAffiliates(
  tx: Tx,
  ws: number,
  facts: SaleFacts,
  credit: ProductCredit,
  counts: CouponCounts,
): Promise<SaleFacts> {
  const { rules, couponsCredit } = credit.at(facts.happenedAt);
  const gathered = await gatherTouches(tx, ws, facts, couponsCredit, counts);
  const { touches, refused, coupons, marks } = gathered;
  const own = await ownTouches(tx, ws, facts, marks, rules.windowDays);
  const parties = [...new Set(touches.map((touch) => touch.party))];
  const standings = await readStandings(tx, ws, facts.product, parties, facts.happenedAt);
  const keys = await keysOfBuyer(tx, ws, facts);
  const sale = { at: instant(facts.happenedAt), keys };
  const { credits, journey } = attribute(sale, rules, touches, (party) => standings.get(party));
  const codes = new Map(coupons.map((one) => [one.id as string, one.code]));
  const kept = journey.map(({ touch, skipped, weight }): KeptTouch => {
    const { id, party, at, by } = touch;
    const code = codes.get(id);
    return { id, party: party as Uuid, at, by, ...(code === undefined ? {} : { code }), skipped, weight };
  });
  const found = await rated(tx, ws, facts, credit, credits, standings);
  const counted = new Set(credits.map((one) => one.touch));
  const clicked = new Set(touches.filter((one) => one.by === "link").map((one) => one.party));
  const used = coupons.map(({ id, party, mostUses }): UsedCoupon => {
    const use = { coupon: id, party, clicked: clicked.has(party), counted: counted.has(id) };
    return mostUses === null ? use : { ...use, mostUses };
  });
  for (const one of used) if (one.counted) counts.count(one.coupon);
  return withJourney(facts, found, rules, [...kept, ...refused, ...own], used);
}

export interface Rated extends SaleAffiliate {
  weight: number;
  /** The commission rule; null: the rate of the affiliation. */
  rule: string | null;
}

/** Who is credited, with the rate that applies to each at the instant of the sale. */
export async function rated(
  tx: Tx,
  ws: number,
  { product, offer, happenedAt }: SaleFacts,
  credit: ProductCredit,
  credits: readonly Pick<Credit, "party" | "weight">[],
  standings: ReadonlyMap<string, AffiliateStanding>,
): Promise<Rated[]> {
  const found: Rated[] = [];
  for (const { party: name, weight } of credits) {
    const party = name as Uuid;
    const rule = ruleFor(credit.commissions, { party, offer, at: instant(happenedAt) });
    const [affiliation] = await listAffiliations(tx, ws, { product, party, limit: 1 });
    const rate = rule?.rate ?? affiliation?.rate;
    if (rate === undefined) continue;
    const recruitedBy = standings.get(party)?.recruitedBy ?? null;
    found.push({ party, weight, rate, rateStated: false, recruitedBy, rule: rule?.id ?? null });
  }
  return found;
}

export function withJourney(
  facts: SaleFacts,
  found: readonly Rated[],
  { model, windowDays, mayBuyOwn }: Omit<SaleJourney, "touches" | "rules">,
  touches: KeptTouch[],
  used: UsedCoupon[],
): SaleFacts {
  const { affiliate, affiliates } = shareOut(found.map(({ rule: _, ...one }) => one));
  const rules = found.map(({ party, rule }) => ({ party, rule }));
  const side = { ...facts.side, judged: true as const, ...(affiliates === undefined ? {} : { affiliates }) };
  const journey = { model, windowDays, mayBuyOwn, touches, rules };
  return { ...facts, affiliate, side, attributed: { journey, used } };
}

/** Who bought, in the form of an affiliate's own keys: also whose address the lead of the sale was told with. */
export async function keysOfBuyer(tx: Tx, ws: number, facts: SaleFacts): Promise<string[]> {
  const { buyer, side, product } = facts;
  const lead = side?.lead === undefined ? null : await readKeyOfLead(tx, ws, product, side.lead);
  const ofLead = lead === null ? [] : [digestKey(lead)];
  if (buyer === null) return ofLead;
  const { email, fingerprint = null } = buyer;
  const emails = new Set(email === null ? [] : [emailKey(email)]);
  if (fingerprint !== null) {
    for (const one of await emailsByFingerprint(tx, ws, fingerprint)) emails.add(emailKey(one));
  }
  const digests = [...emails].map((one) => digestKey(sha256Hex(one)));
  return [...ofLead, ...emails, ...digests, ...(fingerprint === null ? [] : [fingerprintKey(fingerprint)])];
}
