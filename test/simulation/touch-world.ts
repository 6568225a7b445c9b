// The world of touches as it begins: one business, a programme of random rules, two managers, five affiliates
// with two links and a coupon each, an account under another address, ten visitors. By the real flows under
// a clock of its own. Example: openTouches(line, 7) → the same ids and the same rules on every machine.
import { linkAccount } from "../../src/access/party-accounts.ts";
import { readCommissionRules } from "../../src/affiliates/read-commission-rules.ts";
import { newUuid, type Uuid } from "../../src/base/id.ts";
import { type Database, openDatabase } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { FRAUD_DEFAULTS } from "../../src/findings/fraud-settings.ts";
import type { App } from "../../src/flows/app.ts";
import { createCoupon } from "../../src/flows/change-coupon.ts";
import { createAffiliation } from "../../src/flows/create-affiliation.ts";
import { createOffer } from "../../src/flows/create-offer.ts";
import { createParty } from "../../src/flows/create-party.ts";
import { createProduct } from "../../src/flows/create-product.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { changeFraudSettings } from "../../src/flows/decide-finding.ts";
import { makeLink } from "../../src/flows/make-link.ts";
import { openProgram } from "../../src/flows/open-program.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { recordContract } from "../../src/flows/record-contract.ts";
import { storeDestination } from "../../src/flows/store-destination.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { CommissionAuditor } from "./auditor-commission.ts";
import { CreditAuditor, type CreditModel, type CreditRulesTold, type RenewalKind } from "./auditor-credit.ts";
import { ReserveAuditor } from "./auditor-reserve.ts";
import { type Random, seeded } from "./seeded.ts";
import { ACTOR, ppm } from "./world.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const COUPON_USES = 4;
/** Everybody of the world has joined. */
export const BEGAN = Date.UTC(2026, 2, 20) + HOUR;
const WINDOW = 30;

export interface Sold {
  id: Uuid;
  paid: number;
  /** Who earn on it. */
  affiliates: Uuid[];
  /** The subscription that it began. */
  began: string | null;
}

export interface Promoter {
  name: string;
  party: Uuid;
  affiliation: Uuid;
  links: string[];
  state: "approved" | "suspended" | "blocked" | "refused";
  recruiter: Uuid | null;
  /** The party's own, and that of an account which speaks for it. */
  emails: [string, string];
}

export interface Touches {
  r: Random;
  app: App;
  /** Reads what is stored, whatever bug is planted. */
  clean: Database;
  ws: number;
  producer: Uuid;
  clock: { now: number };
  product: Uuid;
  offers: (Uuid | null)[];
  managers: Uuid[];
  affiliates: Promoter[];
  visitors: Uuid[];
  clicks: { id: Uuid; visitor: Uuid; at: number }[];
  subscriptions: { ref: string; charges: number }[];
  credit: CreditAuditor;
  commission: CommissionAuditor;
  reserve: ReserveAuditor;
  knownRules: Set<string>;
  sold: Sold[];
  disputes: { sale: Uuid; id: string }[];
  /** Who clicked last: often buys at once. */
  newest: Uuid | null;
  n: number;
  /** Disputes opened so far. */
  disputed: number;
}

export async function openTouches(db: Database, url: string, seed: number): Promise<Touches> {
  const r = seeded(seed);
  const bytes = seeded(seed + 0x5eed);
  const clock = { now: BEGAN - HOUR };
  const random = (count: number) => Uint8Array.from({ length: count }, () => bytes.below(256));
  const ids = { now: () => clock.now, random };
  const app: App = { db, ids, posting: openPosting(db, ids) };
  const facts = { name: "School", country: "BR", currency: "USD", timeZone: "UTC", language: "en" as const };
  const { ws, id: workspace, producer } = await createWorkspace(app, facts, null, ACTOR);
  const { id: product } = await createProduct(app, ws, { name: "Course" }, ACTOR);
  const price = { currency: "USD", price: 4900, kind: "one_time", guaranteeDays: 0 } as const;
  const offer = await createOffer(app, ws, product, { name: "Once", ...price } as never, ACTOR);
  const rules: CreditRulesTold = {
    model: r.pick<CreditModel>(["last", "first", "first_and_last", "linear"]),
    windowDays: WINDOW,
    mayBuyOwn: r.chance(0.2),
    couponsCredit: r.chance(0.85),
    renewals: r.pick<RenewalKind>([
      { kind: "all" },
      { kind: "first" },
      { kind: "charges", count: 2 },
      { kind: "months", count: 3 },
    ]),
  };
  const world: Touches = {
    ...{ r, app, ws, producer, clock, product, clean: openDatabase({ url, connections: 1 }) },
    ...{ offers: [null, offer.id], managers: [], affiliates: [], visitors: [], clicks: [] },
    ...{ subscriptions: [], credit: new CreditAuditor(rules), knownRules: new Set() },
    commission: new CommissionAuditor(new Map()),
    reserve: new ReserveAuditor(),
    ...{ sold: [], disputes: [], newest: null, n: 0, disputed: 0 },
  };
  await storeDestination(app, ws, { product, name: "Page", url: "https://school.example/" }, ACTOR);
  world.commission = new CommissionAuditor(await openManagers(world));
  for (const [name, rate] of RATES) await join(world, workspace, name, rate);
  const { model, windowDays, mayBuyOwn, couponsCredit, renewals } = rules;
  const credit = {
    rules: { model, windowDays, mayBuyOwn } as never,
    renewals,
    coproducersMay: true,
    couponsCredit,
  };
  await openProgram(app, ws, product, { access: "request", about: "", credit, rate: ppm("0.1") }, ACTOR);
  await learnRules(world);
  const isOn = (rule: string) => rule === "tooFast" || rule === "ownPurchase";
  const settings = Object.entries(FRAUD_DEFAULTS).map(([rule, one]) => [rule, { ...one, on: isOn(rule) }]);
  await changeFraudSettings(app, ws, Object.fromEntries(settings), ACTOR);
  for (let i = 0; i < 10; i++) world.visitors.push(newUuid(ids));
  clock.now += HOUR;
  await watchFraud(app, ws);
  return world;
}

const RATES = [
  ["carla", "0.35"],
  ["dora", "0.2"],
  ["elif", "0.123457"],
  ["fumiko", "0.333333"],
  ["gil", "0.1"],
] as const;

/** Parts per million by party. */
async function openManagers({ app, ws, product, managers }: Touches): Promise<Map<string, number>> {
  const shares = new Map<string, number>();
  for (const [name, share] of [
    ["davi", "0.1"],
    ["eva", "0.073331"],
  ] as const) {
    const { id } = await createParty(app, ws, { kind: "partner", name, ref: name }, ACTOR);
    const life = {
      clauses: [],
      invoices: "producer",
      responsibilities: {},
      renewals: "at_charge",
      tail: "none",
    } as const;
    const terms = {
      share,
      base: "after_affiliate",
      scope: "recruited",
      mayBeAffiliate: true,
      ...life,
    } as const;
    await recordContract(
      app,
      ws,
      { product, party: id, ends: null, terms, evidence: "signed" } as never,
      ACTOR,
    );
    managers.push(id);
    shares.set(id, ppm(share));
  }
  return shares;
}

async function join(world: Touches, workspace: Uuid, name: string, rate: string): Promise<void> {
  const { r, app, ws, product, credit, clock } = world;
  const emails: Promoter["emails"] = [`${name}@example.com`, `${name}.home@example.net`];
  const { id: party } = await createParty(
    app,
    ws,
    { kind: "partner", name, ref: name, email: emails[0] },
    ACTOR,
  );
  const recruiter = r.chance(0.6) ? r.pick(world.managers) : null;
  const facts = {
    product,
    party,
    code: name,
    rate: ppm(rate),
    ...(recruiter ? { recruitedBy: recruiter } : {}),
  };
  const { id: affiliation } = await createAffiliation(app, ws, facts, ACTOR);
  const link = { account: newUuid(app.ids), workspace, ws, party, mayAccept: true, at: clock.now };
  await inWorkspace(app.db, null, (tx) => linkAccount(tx, { ...link, email: emails[1] }));
  const links: string[] = [];
  for (const campaign of ["spring", "autumn"]) {
    const code = `${name}-${campaign}-${ws}`;
    links.push((await makeLink(app, ws, { affiliation, campaign, code }, ACTOR)).code);
  }
  await createCoupon(app, ws, { affiliation, code: `${name}10`, mostUses: COUPON_USES }, ACTOR);
  credit.stand(party, clock.now, "approved", recruiter);
  credit.coupon(`${name}10`, party, COUPON_USES);
  credit.addresses(party, emails);
  world.affiliates.push({ name, party, affiliation, links, state: "approved", recruiter, emails });
}

/** Tells the auditor of the rules that are new; it throws where one came without notice. */
export async function learnRules({ clean, ws, product, commission, knownRules, clock, ...world }: Touches) {
  // Whoever is blocked or refused promotes nothing, and is told nothing.
  const promoting = world.affiliates.filter((one) => one.state === "approved" || one.state === "suspended");
  const parties = promoting.map((one) => one.party);
  const isFirst = knownRules.size === 0;
  for (const rule of await inWorkspace(clean, ws, (tx) => readCommissionRules(tx, ws, product))) {
    if (knownRules.has(rule.id)) continue;
    knownRules.add(rule.id);
    const { party, offer, rate, from, until } = rule;
    const told = { party, offer, rate, from, until };
    if (isFirst) commission.rules.push(told);
    else commission.addRule(told, clock.now, parties, world.offers);
  }
}
