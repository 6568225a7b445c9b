// Gathers what led to one sale: clicks of its visitor, coupons that were used, or, for a later charge of a
// subscription, whoever earned on the first. Judges only what the engine does not know of: a coupon's limits.
// Example: click_… of carla on 1 May and coupon DORA10 → [carla's link, dora's coupon], to be judged.
import { type Coupon, faultOf } from "../affiliates/coupon.ts";
import { findLead, findLeadsOf } from "../affiliates/lead.ts";
import { findCoupon } from "../affiliates/read-coupons.ts";
import { readOwnClicks, readTouches, type TouchQuery } from "../affiliates/read-touches.ts";
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
  /** What leads to clicks at all; null where the sale names nothing of it. */
  marks: TouchQuery | null;
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
  const marks = await readMarks(tx, ws, facts);
  const touches: Touch[] = marks === null ? [] : await readTouches(tx, ws, facts.product, marks);
  const gathered: Gathered = { touches, refused: [], coupons: [], marks };
  const at = instant(facts.happenedAt);
  const codes = codesOf(facts);
  const found = await Promise.all(
    codes.map((code) => findCoupon(tx, ws, { product: facts.product, code, at })),
  );
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

/** Clicks on the producer's own links within the window: told, and credited to nobody. */
export async function ownTouches(
  tx: Tx,
  ws: number,
  { product, happenedAt }: SaleFacts,
  marks: TouchQuery | null,
  windowDays: number | null,
): Promise<KeptTouch[]> {
  if (marks === null) return [];
  const since = windowDays === null ? 0 : happenedAt - windowDays * 86_400_000;
  const clicks = await readOwnClicks(tx, ws, product, marks, since);
  return clicks.map(({ id, at }) => ({ id, at, party: null, by: "link", skipped: "own_link", weight: 0 }));
}

async function readMarks(tx: Tx, ws: number, facts: SaleFacts): Promise<TouchQuery | null> {
  const { product, happenedAt, side, buyer } = facts;
  const until = instant(happenedAt);
  const named = side?.lead === undefined ? null : await findLead(tx, ws, product, side.lead);
  const email = buyer?.email ?? null;
  const leads = email === null ? [] : await findLeadsOf(tx, ws, product, email, until);
  if (named !== null) leads.push(named);
  const clickIds = [...leads.flatMap((one) => one.clicks), uuidOf("click", side?.clickId)];
  const visitors = [...leads.map((one) => one.visitor), uuidOf("visitor", side?.visitorId)];
  const known = { clickIds: clickIds.filter(isThere), visitors: visitors.filter(isThere), until };
  return known.clickIds.length === 0 && known.visitors.length === 0 ? null : known;
}

const isThere = (id: Uuid | null): id is Uuid => id !== null;

/** What does not parse leads to nothing: a sale never fails because of a mark on its way. */
export function uuidOf(prefix: "click" | "visitor", text: string | undefined): Uuid | null {
  if (text === undefined) return null;
  return parsePublicId(prefix, text) ?? (isUuid(text) ? text : null);
}
