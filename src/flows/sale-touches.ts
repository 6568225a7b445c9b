// Gathers what led to one sale: clicks of its visitor, coupons that were used, or, for a later charge of a
// subscription, whoever earned on the first. Judges only what the engine does not know of: a coupon's limits.
// Example: click_… of carla on 1 May and coupon DORA10 → [carla's link, dora's coupon], to be judged.
import { type Coupon, faultOf } from "../affiliates/coupon.ts";
import { findLead, findLeadsOf } from "../affiliates/lead.ts";
import { findCoupon } from "../affiliates/read-coupons.ts";
import { readTouches } from "../affiliates/read-touches.ts";
import { isUuid, parsePublicId, type Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import type { Tx } from "../db/transaction.ts";
import type { Touch } from "../engine/attribute.ts";
import type { SaleFacts } from "../sales/facts.ts";
import type { KeptTouch } from "../sales/journey.ts";
import type { CouponCounts } from "./coupon-counts.ts";

export interface Gathered {
  /** For the engine, by public rules: links and coupons that may count. */
  touches: Touch[];
  /** What never comes before the engine, with the reason. */
  refused: KeptTouch[];
  /** Of an affiliate, whether it counts or not. */
  coupons: Coupon[];
}

/** The codes of a sale, each once. */
export function codesOf({ side }: Pick<SaleFacts, "side">): string[] {
  return side?.coupons ?? (side?.coupon === undefined ? [] : [side.coupon]);
}

export async function gatherTouches(
  tx: Tx,
  ws: number,
  facts: SaleFacts,
  couponsCredit: boolean,
  counts: CouponCounts,
): Promise<Gathered> {
  const gathered: Gathered = { touches: await linkTouches(tx, ws, facts), refused: [], coupons: [] };
  const at = instant(facts.happenedAt);
  const codes = codesOf(facts);
  const found = await Promise.all(codes.map((code) => findCoupon(tx, ws, facts.product, code)));
  const beside = found.filter((one) => one !== null).length - 1;
  for (const [i, coupon] of found.entries()) {
    const code = codes[i] as string;
    const { refused } = gathered;
    if (coupon === null) {
      refused.push(notCounted(code, { id: code, party: null, at, skipped: "unknown_coupon" }));
      continue;
    }
    gathered.coupons.push(coupon);
    const used = coupon.mostUses === null ? 0 : await counts.usesOf(tx, coupon.id);
    const fault = couponsCredit ? faultOf(coupon, at, used, beside) : "coupons_do_not_count";
    const { id, party } = coupon;
    if (fault === null) gathered.touches.push({ id, party, at, by: "coupon" });
    else refused.push(notCounted(coupon.code, { id, party, at, skipped: fault }));
  }
  return gathered;
}

function notCounted(code: string, told: Pick<KeptTouch, "id" | "party" | "at" | "skipped">): KeptTouch {
  return { ...told, by: "coupon", code, weight: 0 };
}

async function linkTouches(tx: Tx, ws: number, facts: SaleFacts): Promise<Touch[]> {
  const { product, happenedAt, side, buyer } = facts;
  const until = instant(happenedAt);
  const named = side?.lead === undefined ? null : await findLead(tx, ws, product, side.lead);
  const email = buyer?.email ?? null;
  const leads = email === null ? [] : await findLeadsOf(tx, ws, product, email, until);
  if (named !== null) leads.push(named);
  const clickIds = [...leads.flatMap((one) => one.clicks), uuidOf("click", side?.clickId)];
  const visitors = [...leads.map((one) => one.visitor), uuidOf("visitor", side?.visitorId)];
  const known = { clickIds: clickIds.filter(isThere), visitors: visitors.filter(isThere), until };
  if (known.clickIds.length === 0 && known.visitors.length === 0) return [];
  return await readTouches(tx, ws, product, known);
}

const isThere = (id: Uuid | null): id is Uuid => id !== null;

/** What does not parse leads to nothing: a sale never fails because of a mark on its way. */
export function uuidOf(prefix: "click" | "visitor", text: string | undefined): Uuid | null {
  if (text === undefined) return null;
  return parsePublicId(prefix, text) ?? (isUuid(text) ? text : null);
}
