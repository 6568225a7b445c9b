// A sale of the world of touches, by whatever mark leads to it, and what the auditors say of it: who is
// credited with which weight, why every other touch is not, and each party's cents.
// Example: buy(world) → "sale visitor [[\"019a…\",1000000]]"; throws where the product says otherwise.
import { publicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { recordNamedSale } from "../../src/flows/record-named-sale.ts";
import type { SaleClaim } from "../../src/flows/resolve-sale.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import type { SideFacts } from "../../src/sales/facts.ts";
import { readJourney } from "../../src/sales/journey.ts";
import { readSales } from "../../src/sales/read-sale.ts";
import type { SeenSale } from "./auditor-credit.ts";
import { BEGAN, DAY, HOUR, type Touches } from "./touch-world.ts";
import { ACTOR } from "./world.ts";

interface Told {
  seen: SeenSale;
  offer: Uuid | null;
  paid: number;
  side: SideFacts;
  code: string | null;
  spelled: string | null;
}

export async function buy(world: Touches): Promise<string> {
  const { app, ws, credit } = world;
  const told = choose(world);
  world.n += 1;
  const claim = claimOf(world, told);
  const { id } = await recordNamedSale(app, ws, claim, ACTOR);
  const { credits, reasons } = credit.credit(told.seen);
  await compareCredits(world, id, credits);
  await compareReasons(world, id, reasons);
  if ((await recordNamedSale(app, ws, claim, ACTOR)).created)
    throw new Error(`sale ${world.n} told again is another`);
  book(world, id, told, credits, reasons !== null);
  await watchFraud(app, ws);
  return `sale ${JSON.stringify(credits)}`;
}

/** Marks, buyer, instant: ordinary, late, and at the very end of a click's window. */
function choose(world: Touches): Told {
  const { r, clock, visitors, affiliates, offers, clicks } = world;
  const visitor = world.newest !== null && r.chance(0.5) ? world.newest : r.pick(visitors);
  const own = r.chance(0.2) ? r.pick(affiliates) : null;
  const email =
    own === null ? r.pick(["buyer@example.com", `reader${r.below(6)}@example.org`]) : r.pick(own.emails);
  const base: SeenSale = {
    at: clock.now - (r.chance(0.25) ? HOUR * r.below(90) : 0),
    visitor: null,
    coupons: [],
    email: r.chance(0.1) ? null : email,
    card: r.chance(0.2) ? `card-${r.below(4)}` : null,
    named: null,
    subscription: null,
  };
  const told = { offer: r.pick(offers), paid: 1 + r.below(20_000), side: {}, code: null };
  const spelled = base.email !== null && r.chance(0.3) ? base.email.replace("@", "+x@") : base.email;
  const dice = r.below(100);
  if (dice < 12) {
    const { party, name } = r.pick(affiliates);
    // Told much later: how he stood then is another thing than how he stands.
    const at = r.chance(0.6) ? Math.max(BEGAN, clock.now - HOUR * r.below(500)) : base.at;
    return { ...told, spelled, seen: { ...base, at, named: party }, code: name };
  }
  if (dice < 20) {
    const edge = clicks.filter(({ at }) => at + 30 * DAY < clock.now && at > clock.now - 50 * DAY);
    const click = edge.length === 0 ? null : r.pick(edge);
    if (click === null) return { ...told, spelled, seen: base };
    const at = click.at + 30 * DAY + r.pick([0, 1, -1]);
    const side = { visitorId: publicId("visitor", click.visitor) };
    return { ...told, side, spelled, seen: { ...base, at, visitor: click.visitor } };
  }
  if (dice < 30) return charge(world, { ...told, spelled, seen: base }, visitor);
  const coupons = r.chance(0.3) ? couponsOf(world) : [];
  const marks = markOf(world, dice, visitor);
  const said =
    coupons.length === 1 ? { coupon: coupons[0] as string } : { coupon: coupons[0] as string, coupons };
  const side = coupons.length === 0 ? marks.side : { ...marks.side, ...said };
  return { ...told, side, spelled, seen: { ...base, visitor: marks.visitor, coupons } };
}

function couponsOf({ r, affiliates }: Touches): string[] {
  const one = () => (r.chance(0.1) ? "nobody10" : `${r.pick(affiliates).name}10`);
  return [...new Set(r.chance(0.25) ? [one(), one()] : [one()])];
}

/** By the cookie, by a click's id, or by nothing: then only a lead of the same address leads anywhere. */
function markOf(
  { r, clicks }: Touches,
  dice: number,
  visitor: Uuid,
): { side: SideFacts; visitor: Uuid | null } {
  if (dice < 50 && clicks.length > 0) {
    const click = r.pick(clicks.slice(-15));
    return { side: { clickId: publicId("click", click.id) }, visitor: click.visitor };
  }
  if (dice < 85) return { side: { visitorId: publicId("visitor", visitor) }, visitor };
  return { side: {}, visitor: null };
}

function charge(world: Touches, told: Told, visitor: Uuid): Told {
  const { r, subscriptions } = world;
  const isNew = subscriptions.length === 0 || r.chance(0.4);
  const one = isNew ? { ref: `sub-${world.n}`, charges: 0 } : r.pick(subscriptions);
  if (isNew) subscriptions.push(one);
  one.charges += 1;
  const subscription = { ref: one.ref, charge: one.charges };
  const by = isNew ? { visitorId: publicId("visitor", visitor) } : {};
  const seen = { ...told.seen, at: world.clock.now, subscription, visitor: isNew ? visitor : null };
  return { ...told, side: { ...by, subscription }, seen };
}

function claimOf({ product, n }: Touches, { seen, offer, paid, side, code, spelled }: Told): SaleClaim {
  return {
    ...{ source: "api", externalId: `t-${n}`, product, offer, happenedAt: seen.at, happenedAtStated: true },
    ...{ currency: "USD", paid, tax: 0, shipping: 0, fees: [], charge: null, metadata: null },
    affiliate: code === null ? null : { code },
    side: Object.keys(side).length === 0 ? null : side,
    buyer: { email: spelled, name: null, reference: null, fingerprint: seen.card },
  };
}

async function compareCredits({ clean, ws }: Touches, id: Uuid, expected: [string, number][]): Promise<void> {
  const found = await inWorkspace(clean, ws, (tx) => readSales(tx, ws, [id]));
  const facts = found.get(id)?.facts;
  const one = facts?.affiliate ? [[facts.affiliate.party, 1_000_000]] : [];
  const recorded = facts?.side?.affiliates?.map(({ party, weight }) => [party, weight]) ?? one;
  if (JSON.stringify(recorded) === JSON.stringify(expected)) return;
  throw new Error(
    `the sale is credited ${JSON.stringify(recorded)}, the auditor says ${JSON.stringify(expected)}`,
  );
}

async function compareReasons(
  { clean, ws }: Touches,
  id: Uuid,
  expected: [string | null, string | null][] | null,
): Promise<void> {
  const journey = await inWorkspace(clean, ws, (tx) => readJourney(tx, ws, id));
  const kept = journey?.touches.map(({ party, skipped }) => [party, skipped]);
  const spell = (list: unknown[] | null | undefined) =>
    JSON.stringify(list?.map((one) => JSON.stringify(one)).sort());
  if (spell(kept) === spell(expected)) return;
  throw new Error(`its journey says ${spell(kept)}, the auditor ${spell(expected)}`);
}

function book(world: Touches, id: Uuid, told: Told, credits: [string, number][], isJudged: boolean): void {
  const { credit, commission, reserve, producer } = world;
  const { seen, paid, offer } = told;
  const credited = credits.map(([party, weight]) => {
    const rate = commission.rateOf(party, offer, seen.at);
    return { party, weight, rate, recruiter: credit.standAt(party, seen.at)?.recruiter ?? null };
  });
  const split = commission.split(paid, credited);
  reserve.sell(id, [
    { party: producer, isAffiliate: false, amount: split.producer },
    ...[...split.managers].map(([party, amount]) => ({ party, isAffiliate: false, amount })),
    ...credits.map(([party], i) => ({ party, isAffiliate: true, amount: split.affiliates[i] as number })),
  ]);
  for (const [party] of credits) {
    const click = isJudged && seen.subscription?.charge !== 2 ? credit.lastClick(party, seen) : null;
    const isFast = click !== null && Math.floor((seen.at - click) / 1000) < 10;
    const isOwn = !credit.rules.mayBuyOwn && credit.isOwn(party, seen);
    if (isFast || isOwn) reserve.hold(id, party);
  }
  const began = seen.subscription?.charge === 1 ? seen.subscription.ref : null;
  world.sold.push({ id, paid, affiliates: credits.map(([party]) => party as Uuid), began });
}
