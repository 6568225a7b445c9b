// The world of touches as it begins: one business, a programme of a random model, three affiliates with a
// coupon each, eight visitors, only one rule of fraud switched on. By the real flows under a clock of its
// own.
// Example: openTouches(db, 7) → the same ids and the same model on every machine.
import { newUuid, type Uuid } from "../../src/base/id.ts";
import { FRAUD_DEFAULTS } from "../../src/findings/fraud-settings.ts";
import type { App } from "../../src/flows/app.ts";
import { createCoupon } from "../../src/flows/change-coupon.ts";
import { createAffiliation } from "../../src/flows/create-affiliation.ts";
import { createParty } from "../../src/flows/create-party.ts";
import { createProduct } from "../../src/flows/create-product.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { changeFraudSettings } from "../../src/flows/decide-finding.ts";
import { openProgram } from "../../src/flows/open-program.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { CreditAuditor, type CreditModel } from "./auditor-credit.ts";
import { type Random, seeded } from "./seeded.ts";
import { ACTOR, ppm } from "./world.ts";

export const HOUR = 3_600_000;
const WINDOW = 30;

export interface Sold {
  id: Uuid;
  lines: { party: Uuid; amount: number; isHeld: boolean; isGone: boolean }[];
  isRefunded: boolean;
}

export interface Touches {
  r: Random;
  app: App;
  ws: number;
  clock: { now: number };
  product: Uuid;
  affiliates: {
    party: Uuid;
    affiliation: Uuid;
    rate: number;
    email: string;
    link: Uuid;
    isActive: boolean;
  }[];
  visitors: Uuid[];
  auditor: CreditAuditor;
  sold: Sold[];
  /** Who clicked last: often buys at once. */
  newest: Uuid | null;
  n: number;
}

export async function openTouches(db: App["db"], seed: number): Promise<Touches> {
  const r = seeded(seed);
  const bytes = seeded(seed + 0x5eed);
  const clock = { now: Date.UTC(2026, 2, 20) };
  const random = (count: number) => Uint8Array.from({ length: count }, () => bytes.below(256));
  const ids = { now: () => clock.now, random };
  const app: App = { db, ids, posting: openPosting(db, ids) };
  const facts = { name: "School", country: "BR", currency: "USD", timeZone: "UTC", language: "en" as const };
  const { ws } = await createWorkspace(app, facts, null, ACTOR);
  const { id: product } = await createProduct(app, ws, { name: "Course" }, ACTOR);
  const model = r.pick<CreditModel>(["last", "first", "first_and_last", "linear"]);
  const auditor = new CreditAuditor(model, WINDOW);
  const world: Touches = {
    r,
    app,
    ws,
    clock,
    product,
    affiliates: [],
    visitors: [],
    auditor,
    sold: [],
    newest: null,
    n: 0,
  };
  for (const [name, rate] of [
    ["carla", "0.35"],
    ["dora", "0.2"],
    ["elif", "0.123457"],
  ] as const) {
    await join(world, name, rate);
  }
  const rules = { model, windowDays: WINDOW, mayBuyOwn: false } as const;
  const credit = { rules, renewals: { kind: "first" } as const, coproducersMay: true, couponsCredit: true };
  await openProgram(app, ws, product, { access: "request", about: "", credit, rate: ppm("0.1") }, ACTOR);
  const off = Object.fromEntries(
    Object.entries(FRAUD_DEFAULTS).map(([rule, one]) => [rule, { ...one, on: rule === "tooFast" }]),
  );
  await changeFraudSettings(app, ws, off, ACTOR);
  for (let i = 0; i < 8; i++) world.visitors.push(newUuid(ids));
  clock.now += HOUR;
  await watchFraud(app, ws);
  return world;
}

async function join({ app, ws, product, affiliates, auditor, clock }: Touches, name: string, rate: string) {
  const email = `${name}@example.com`;
  const { id: party } = await createParty(app, ws, { kind: "partner", name, ref: name, email }, ACTOR);
  const facts = { product, party, code: name, rate: ppm(rate) };
  const { id: affiliation } = await createAffiliation(app, ws, facts, ACTOR);
  const code = `${name}10`;
  await createCoupon(app, ws, { affiliation, code, mostUses: 5 }, ACTOR);
  auditor.standing(party, clock.now, true);
  auditor.coupon(code, party, 5);
  const link = newUuid(app.ids);
  affiliates.push({ party, affiliation, rate: ppm(rate), email, link, isActive: true });
}
