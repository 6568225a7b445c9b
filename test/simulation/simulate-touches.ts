// A seeded world of clicks, coupons, suspensions and frauds on a real database, by the real flows: each
// sale's affiliates are held against an auditor of its own, and every affiliate's balance against what it
// predicts. Throws at the first difference, naming seed and step.
// Example: simulateTouches(url, { seed: 1, steps: 200 }) → { hash: "77ab…", sales: 96, credited: 61, found:
// 12 }.
import { createHash } from "node:crypto";
import { writeClicks } from "../../src/affiliates/write-clicks.ts";
import { newUuid, publicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { listFindings } from "../../src/findings/read-findings.ts";
import { changeAffiliation } from "../../src/flows/change-affiliation.ts";
import { decideFinding } from "../../src/flows/decide-finding.ts";
import { recordNamedSale } from "../../src/flows/record-named-sale.ts";
import { refundSale } from "../../src/flows/take-back.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { readSales } from "../../src/sales/read-sale.ts";
import { type SeenSale, shareOf } from "./auditor-credit.ts";
import { balancesOf } from "./balances-of.ts";
import { HOUR, openTouches, type Touches } from "./touch-world.ts";
import { openWeakLine } from "./weak-line.ts";
import { ACTOR } from "./world.ts";

const SECOND = 1000;

export async function simulateTouches(url: string, { seed, steps }: { seed: number; steps: number }) {
  const line = openWeakLine(url);
  const trace = createHash("sha256");
  let found = 0;
  try {
    const world = await openTouches(line.db, seed);
    const { app, ws } = world;
    for (let step = 1; step <= steps; step++) {
      try {
        trace.update(`${step} ${await takeStep(world)}\n`);
        if (step % 10 === 0 || step === steps) trace.update(await compare(world));
      } catch (error) {
        throw new Error(`seed ${seed}, step ${step}: ${(error as Error).message}`, { cause: error });
      }
    }
    const [wrong] = (await verifyBooks(app, ws)).disagreements;
    if (wrong) throw new Error(`seed ${seed}: ${JSON.stringify(wrong)}`);
    found = (await inWorkspace(app.db, ws, (tx) => listFindings(tx, ws, { limit: 10_000 }))).length;
    const credited = world.sold.filter((one) => one.lines.length > 0).length;
    return { hash: trace.digest("hex"), sales: world.sold.length, credited, found };
  } finally {
    await line.db.close();
  }
}

async function takeStep(world: Touches): Promise<string> {
  const { r, clock } = world;
  clock.now += SECOND * (1 + r.below(5)) + (r.chance(0.4) ? HOUR * r.below(200) : 0);
  const dice = r.below(100);
  if (dice < 40) return await follow(world);
  if (dice < 80) return await buy(world);
  if (dice < 86) return await suspend(world);
  if (dice < 93) return await refund(world);
  return await decide(world);
}

async function follow(world: Touches): Promise<string> {
  const { r, app, ws, clock, product, affiliates, visitors, auditor } = world;
  const { party, link } = r.pick(affiliates);
  const visitor = r.pick(visitors);
  const more = { isReturning: true, device: null, subId: null, referrer: null };
  const click = { id: newUuid(app.ids), link, product, party, visitor, at: clock.now, ...more };
  await writeClicks(app.db, ws, "UTC", { clicks: [click], uncounted: [] });
  auditor.click({ party, visitor, at: clock.now });
  world.newest = visitor;
  return `click ${visitor}`;
}

async function buy(world: Touches): Promise<string> {
  const { r, app, ws, clock, product, affiliates, visitors, auditor } = world;
  const visitor = world.newest !== null && r.chance(0.5) ? world.newest : r.pick(visitors);
  const own = r.chance(0.15) ? r.pick(affiliates) : null;
  const coupon = r.chance(0.2) ? r.pick(["carla10", "dora10", "elif10", "nobody"]) : null;
  const at = clock.now - (r.chance(0.2) ? HOUR * r.below(60) : 0);
  const seen: SeenSale = { at, visitor, coupon, buyer: own?.party ?? null, paid: 1 + r.below(20_000) };
  world.n += 1;
  const claim = {
    source: "api",
    externalId: `t-${world.n}`,
    product,
    offer: null,
    happenedAt: at,
    happenedAtStated: true,
    currency: "USD",
    paid: seen.paid,
    tax: 0,
    shipping: 0,
    fees: [],
    affiliate: null,
    charge: null,
    side: { visitorId: publicId("visitor", visitor), ...(coupon === null ? {} : { coupon }) },
    metadata: null,
    buyer: {
      email: own === null ? "buyer@example.com" : `+${own.email}`.slice(1).replace("@", "+x@"),
      name: null,
      reference: null,
    },
  };
  const { id } = await recordNamedSale(app, ws, claim, ACTOR);
  const expected = auditor.credit(seen);
  const { facts } = (await inWorkspace(app.db, ws, (tx) => readSales(tx, ws, [id]))).get(id) as never as {
    facts: {
      affiliate: { party: Uuid } | null;
      side: { affiliates?: { party: Uuid; weight: number }[] } | null;
    };
  };
  const one = facts.affiliate === null ? [] : [[facts.affiliate.party, 1_000_000]];
  const recorded = facts.side?.affiliates?.map(({ party, weight }) => [party, weight]) ?? one;
  if (JSON.stringify(recorded) !== JSON.stringify(expected)) {
    throw new Error(
      `sale t-${world.n} is credited ${JSON.stringify(recorded)}, not ${JSON.stringify(expected)}`,
    );
  }
  const again = await recordNamedSale(app, ws, claim, ACTOR);
  if (again.created) throw new Error(`sale t-${world.n} told again is another`);
  const rates = expected.map(([party, weight]) => ({
    weight,
    rate: affiliates.find((two) => two.party === party)?.rate ?? 0,
  }));
  const amounts = shareOf(seen.paid, rates);
  const lines = expected.map(([party], i) => {
    const click = auditor.lastClick(party, seen);
    const isFast = click !== null && at - click < 10 * SECOND;
    const amount = amounts[i] as number;
    return { party: party as Uuid, amount, isHeld: isFast && amount > 0, isGone: false };
  });
  world.sold.push({ id, lines, isRefunded: false });
  await watchFraud(app, ws);
  return `sale ${JSON.stringify(expected)}`;
}

async function suspend({ r, app, ws, clock, affiliates, auditor }: Touches): Promise<string> {
  const one = r.pick(affiliates);
  one.isActive = !one.isActive;
  await changeAffiliation(
    app,
    ws,
    one.affiliation,
    { state: one.isActive ? "approved" : "suspended" },
    ACTOR,
  );
  auditor.standing(one.party, clock.now, one.isActive);
  return `standing ${one.isActive}`;
}

/** A whole one: what of each line is left is nothing. */
async function refund({ r, app, ws, clock, sold }: Touches): Promise<string> {
  const open = sold.filter((one) => !one.isRefunded);
  if (open.length === 0) return "nothing to refund";
  const sale = r.pick(open);
  const { facts } = (await inWorkspace(app.db, ws, (tx) => readSales(tx, ws, [sale.id]))).get(sale.id) as {
    facts: { paid: number };
  };
  const told = {
    source: "api",
    externalId: `r-${sale.id}`,
    sale: sale.id,
    happenedAt: clock.now,
    amount: facts.paid,
  };
  const rest = {
    feesReturned: "all",
    reason: null,
    recordOnly: true,
    origin: "source",
    metadata: null,
  } as const;
  await refundSale(app, ws, { ...told, ...rest }, ACTOR);
  sale.isRefunded = true;
  return "refund";
}

async function decide({ r, app, ws, sold }: Touches): Promise<string> {
  const waiting = await inWorkspace(app.db, ws, (tx) => listFindings(tx, ws, { state: "held", limit: 1000 }));
  if (waiting.length === 0) return "nothing to decide";
  const finding = r.pick(waiting);
  const state = r.pick(["released", "taken_back"] as const);
  await decideFinding(app, ws, finding.id, { state, reason: "Looked at." }, { actor: ACTOR, name: "Ana" });
  const line = sold.find((one) => one.id === finding.sale)?.lines.find((one) => one.party === finding.party);
  if (line === undefined) throw new Error(`finding ${finding.id} is about nobody`);
  line.isHeld = false;
  line.isGone = state === "taken_back";
  return `decide ${state}`;
}

/** Owed and held of every affiliate against what the auditor says of his sales. */
async function compare({ app, ws, affiliates, sold }: Touches): Promise<string> {
  const balances = await balancesOf(app.db, ws);
  let said = "";
  for (const { party } of affiliates) {
    let owed = 0;
    let held = 0;
    for (const { lines, isRefunded } of sold) {
      for (const line of lines.filter((one) => one.party === party)) {
        if (!isRefunded && !line.isGone) owed += line.amount;
        if (line.isHeld) held += line.amount;
      }
    }
    const reserved = balances.get(`reserved ${party}`) ?? 0;
    const total = (balances.get(`payable ${party}`) ?? 0) + reserved;
    if (total !== owed) throw new Error(`party ${party} is owed ${total}, not ${owed}`);
    if (reserved !== held) throw new Error(`of party ${party} ${reserved} is held, not ${held}`);
    said += `${party} ${owed} ${held}\n`;
  }
  return said;
}
