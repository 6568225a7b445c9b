// The steps of the simulated world: sales alone and in batches, told again, told differently, late; refunds,
// disputes, late fees; new contracts and terms; crashes. Each drives the real flow and holds the answer
// against the auditor's.
// Example: takeStep(world) → "sell 0 USD s12:posted s13:sale_differs".
import { publicId, type Uuid } from "../../src/base/id.ts";
import { Fault, Refusal } from "../../src/base/refusal.ts";
import { amendContract } from "../../src/flows/amend-contract.ts";
import type { App } from "../../src/flows/app.ts";
import { changeProductTerms } from "../../src/flows/change-product-terms.ts";
import { endContract } from "../../src/flows/end-contract.ts";
import type { Posted } from "../../src/flows/plan-sales.ts";
import { recordContract } from "../../src/flows/record-contract.ts";
import { recordSale } from "../../src/flows/record-sale.ts";
import { closeDispute, openDispute, recordLateFee, refundSale } from "../../src/flows/take-back.ts";
import type { FeesReturned, SaleFacts } from "../../src/sales/facts.ts";
import { tellRefund, tellSales } from "./tell-auditor.ts";
import { ACTOR, crash, randomAgreement, randomTerms, type Shop, type World } from "./world.ts";

const HOUR = 3_600_000;
const MOST_TRIES = 5;
const SOURCES = ["api", "stripe"];
const CURRENCIES = ["JPY", "USD", "KWD", "BRL"];
const UNKNOWN = "019a5c7e-5d3b-7c4e-8f00-0123456789ab" as Uuid;

const codeOf = (error: unknown): string => {
  if (error instanceof Refusal || error instanceof Fault) return error.code;
  throw error;
};

/** The same order again until the database answers: what a caller does who heard nothing. */
async function insist<T>(world: World, act: (app: App) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await act(world.r.pick(world.apps));
    } catch (error) {
      if (!(error instanceof Fault) || tries === MOST_TRIES) throw error;
      if (world.r.chance(0.7)) crash(world);
    }
  }
}

function expectSame(what: string, expected: string | null, found: string | null): void {
  if (expected === found) return;
  throw new Error(`${what}: the auditor says ${expected ?? "posted"}, the product ${found ?? "posted"}`);
}

export async function takeStep(world: World): Promise<{ shop: Shop; said: string }> {
  const { r, clock } = world;
  clock.now += 1 + r.below(7 * HOUR);
  const shop = r.pick(world.shops);
  if (r.chance(0.12)) world.line.next = r.pick(["connect", "middle", "answer"] as const);
  const acts = [sell, sell, sell, refund, refund, dispute, close, retell, fee, agree, restart];
  return { shop, said: `${shop.ws} ${await r.pick(acts)(world, shop)}` };
}

function randomSale(world: World, shop: Shop): SaleFacts {
  const { r, clock } = world;
  const paid = r.chance(0.05) ? r.below(3) : 1 + r.below(r.pick([300, 20_000, 5_000_000]));
  const tax = r.chance(0.3) ? r.below(Math.ceil(paid / 5) + 1) : 0;
  const shipping = r.chance(0.2) ? Math.min(paid - tax, r.below(900)) : 0;
  const [party, recruiter] = [r.pick(shop.partners), r.pick(shop.partners)];
  const isRecruited = r.chance(0.5) && party !== recruiter;
  const affiliate = {
    party,
    rate: r.pick([350_000, 100_000, 0, 1_000_000, 123_457]),
    rateStated: true,
    recruitedBy: isRecruited ? recruiter : null,
  };
  world.named += 1;
  return {
    source: r.pick(SOURCES),
    externalId: `s${world.named}`,
    product: r.pick(shop.products).id,
    offer: null,
    happenedAt: clock.now - (r.chance(0.3) ? r.below(72 * HOUR) : 0),
    happenedAtStated: true,
    currency: r.pick(CURRENCIES),
    paid,
    tax,
    shipping,
    fees: r.chance(0.6) ? [{ party: shop.processor, amount: r.below(Math.ceil(paid / 20) + 2) }] : [],
    affiliate: r.chance(0.5) ? affiliate : null,
    charge: null,
    side: null,
    metadata: null,
    buyer: null,
  };
}

/** What somebody may send in a batch, and what must be answered: null is that it is posted. */
function randomOrder(
  world: World,
  shop: Shop,
  before: SaleFacts[],
): { facts: SaleFacts; code: string | null } {
  const { r } = world;
  const known = [...shop.sales.slice(-30).map((sale) => sale.facts), ...before];
  if (known.length > 0 && r.chance(0.2)) return { facts: r.pick(known), code: null };
  if (known.length > 0 && r.chance(0.1)) {
    const facts = r.pick(known);
    return { facts: { ...facts, paid: facts.paid + 1 }, code: "sale_differs" };
  }
  const facts = randomSale(world, shop);
  if (r.chance(0.06)) return { facts: { ...facts, shipping: facts.paid + 1 }, code: "invalid_facts" };
  if (r.chance(0.04)) return { facts: { ...facts, product: UNKNOWN }, code: "unknown_product" };
  before.push(facts);
  return { facts, code: null };
}

async function sell(world: World, shop: Shop): Promise<string> {
  const before: SaleFacts[] = [];
  const count = world.r.chance(0.4) ? 1 : 1 + world.r.below(12);
  const orders = Array.from({ length: count }, () => randomOrder(world, shop, before));
  const known = new Set(shop.sales.map(({ facts }) => `${facts.source} ${facts.externalId}`));
  const answers = await insist(world, (app) => postAll(app, shop, orders));
  const fresh = new Map<string, { facts: SaleFacts; posted: Posted }>();
  const said = orders.map(({ facts, code }, i) => {
    const answer = answers[i] as Posted | string;
    const found = typeof answer === "string" ? answer : null;
    expectSame(`sale ${facts.externalId}`, code, found);
    const key = `${facts.source} ${facts.externalId}`;
    if (typeof answer !== "string" && !known.has(key) && (answer.created || !fresh.has(key))) {
      fresh.set(key, { facts, posted: answer });
    }
    return `${facts.externalId}:${found ?? (answer as Posted).seq}`;
  });
  await tellSales(world, shop, [...fresh.values()]);
  return `sell ${said.join(" ")}`;
}

/** A Fault of one is the Fault of all: they are all sent again. */
async function postAll(app: App, shop: Shop, orders: readonly { facts: SaleFacts }[]) {
  return Promise.all(
    orders.map(({ facts }) =>
      recordSale(app, shop.ws, facts, ACTOR).catch((error: unknown): string => {
        if (error instanceof Refusal) return error.code;
        throw error;
      }),
    ),
  );
}

async function refund(world: World, shop: Shop): Promise<string> {
  const { r, clock } = world;
  if (shop.sales.length === 0) return "refund nothing";
  const { id, facts: sale } = r.pick(shop.sales.slice(-40));
  world.named += 1;
  const facts = {
    source: sale.source,
    externalId: `r${world.named}`,
    sale: id,
    happenedAt: clock.now,
    amount: r.chance(0.2) ? Math.max(1, sale.paid) : 1 + r.below(Math.max(1, sale.paid)),
    feesReturned: r.pick(["all", "all", "none", "platform_fee", "processor_fee"] as FeesReturned[]),
    reason: null,
    recordOnly: false,
    origin: r.pick(["here", "source"] as const),
    metadata: null,
  };
  const expected = tellRefund(shop, facts, sale.externalId);
  const found = await insist(world, (app) =>
    refundSale(app, shop.ws, facts, ACTOR).then(() => null, codeOrThrow),
  );
  expectSame(`refund ${facts.externalId} of ${facts.amount}`, expected, found);
  if (found === null) shop.refunds.push(facts);
  return `refund ${sale.externalId} ${facts.amount}:${found}`;
}

/** A refusal's code; a Fault is thrown on, so that the order is sent again. */
function codeOrThrow(error: unknown): string {
  if (error instanceof Fault) throw error;
  return codeOf(error);
}

async function dispute(world: World, shop: Shop): Promise<string> {
  const { r, clock } = world;
  if (shop.sales.length === 0) return "dispute nothing";
  const { id, facts: sale } = r.pick(shop.sales.slice(-40));
  world.named += 1;
  const externalId = `d${world.named}`;
  const amount = r.chance(0.4) ? Math.max(1, sale.paid) : 1 + r.below(Math.max(1, sale.paid));
  const { source } = sale;
  const told = shop.auditor.disputeOpened({ source, sale: sale.externalId, id: externalId, amount });
  const facts = { source, externalId, sale: id, happenedAt: clock.now, amount, reason: null, metadata: null };
  const found = await insist(world, (app) =>
    openDispute(app, shop.ws, facts, ACTOR).then(() => null, codeOrThrow),
  );
  const expected = "error" in told ? told.error.code.replace("dispute_exceeds", "refund_exceeds") : null;
  expectSame(`dispute ${externalId} of ${amount}`, expected, found);
  if (found === null) shop.disputes.push({ facts, open: true });
  return `dispute ${sale.externalId} ${amount}:${found}`;
}

async function close(world: World, shop: Shop): Promise<string> {
  const { r, clock } = world;
  const one = shop.disputes.length === 0 ? undefined : r.pick(shop.disputes);
  if (one === undefined) return "close nothing";
  const { source, externalId } = one.facts;
  const outcome = r.pick(["won", "lost"] as const);
  const end = { source, externalId, happenedAt: clock.now, outcome, fee: r.pick([0, 1500]) };
  const fee = outcome === "lost" ? end.fee : 0;
  if (one.open) shop.auditor.disputeClosed({ source, id: externalId, outcome, fee });
  const found = await insist(world, (app) =>
    closeDispute(app, shop.ws, end, ACTOR).then(() => null, codeOrThrow),
  );
  // Closed before: the same end again is known, another is refused.
  if (one.open || found !== null)
    expectSame(`end of ${externalId}`, one.open ? null : "dispute_ended", found);
  one.open = false;
  return `close ${externalId} ${outcome}:${found}`;
}

async function retell(world: World, shop: Shop): Promise<string> {
  const { r } = world;
  if (shop.refunds.length === 0) return "retell nothing";
  const facts = r.pick(shop.refunds);
  const isOther = r.chance(0.4);
  const again = isOther ? { ...facts, amount: facts.amount + 1 } : facts;
  const found = await insist(world, (app) =>
    refundSale(app, shop.ws, again, ACTOR).then(({ created }) => (created ? "created" : null), codeOrThrow),
  );
  expectSame(`refund ${facts.externalId} again`, isOther ? "refund_differs" : null, found);
  return `retell ${facts.externalId}:${found}`;
}

async function fee(world: World, shop: Shop): Promise<string> {
  const { r, clock } = world;
  if (shop.sales.length === 0) return "fee nothing";
  const { id, facts: sale } = r.pick(shop.sales);
  world.named += 1;
  const { source } = sale;
  const [amount, party] = [1 + r.below(400), shop.processor];
  const facts = { source, externalId: `f${world.named}`, sale: id, happenedAt: clock.now, party, amount };
  await insist(world, (app) => recordLateFee(app, shop.ws, facts, ACTOR));
  shop.auditor.lateFee({ source, sale: sale.externalId, party: publicId("party", party), amount });
  return `fee ${sale.externalId} ${amount}`;
}

/**
 * New contracts, new versions, ends and terms; a refusal (cap, a posted sale in the way) is an answer too.
 */
async function agree(world: World, shop: Shop): Promise<string> {
  const { r, clock } = world;
  const app = r.pick(world.apps);
  const product = r.pick(shop.products);
  const starts = r.chance(0.5) ? undefined : clock.now + r.below(24 * HOUR);
  const ends = r.chance(0.3) ? clock.now + 48 * HOUR + r.below(400 * HOUR) : null;
  const agreed = { starts, ends, terms: randomAgreement(world), evidence: "simulated" };
  const contract = product.contracts.length === 0 ? undefined : r.pick(product.contracts);
  const act = r.pick(["record", "record", "amend", "amend", "amend", "end", "terms"] as const);
  const work = async () => {
    if (act === "terms") {
      await changeProductTerms(app, shop.ws, product.id, randomTerms(world, shop), starts, ACTOR);
    } else if (contract === undefined || act === "record") {
      const facts = { ...agreed, product: product.id, party: r.pick(shop.partners) };
      const id = await recordContract(app, shop.ws, facts, ACTOR);
      product.contracts.push({ id });
    } else if (act === "amend") {
      await amendContract(app, shop.ws, contract.id, agreed, ACTOR);
    } else await endContract(app, shop.ws, contract.id, { ends: starts, evidence: "simulated" }, ACTOR);
  };
  const found = await work().then(() => null, codeOf);
  return `${act}:${found}`;
}

async function restart(world: World): Promise<string> {
  crash(world);
  return "crash";
}
