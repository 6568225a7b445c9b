// A seeded world on a real database: workspaces with partners, products, contracts and affiliates, made by
// the real flows under a clock and a randomness of its own, beside one auditor a workspace. Never uses the
// machine's clock.
// Example: openWorld(url, 7) → the same three workspaces, ids included, on every machine.
import type { IdSource, Uuid } from "../../src/base/id.ts";
import { parseRate } from "../../src/base/rate.ts";
import type { ContractTerms } from "../../src/contracts/contract.ts";
import type { App } from "../../src/flows/app.ts";
import { createParty } from "../../src/flows/create-party.ts";
import { createProduct } from "../../src/flows/create-product.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { openPosting } from "../../src/flows/posting.ts";
import type { DisputeFacts, RefundFacts, SaleFacts } from "../../src/sales/facts.ts";
import { Auditor } from "./auditor.ts";
import { type Random, seeded } from "./seeded.ts";
import { openWeakLine, type WeakLine } from "./weak-line.ts";

export interface Shop {
  ws: number;
  auditor: Auditor;
  partners: Uuid[];
  processor: Uuid;
  platform: Uuid;
  products: { id: Uuid; contracts: { id: Uuid }[] }[];
  /** Recorded, in ledger order. */
  sales: { id: Uuid; facts: SaleFacts }[];
  refunds: RefundFacts[];
  disputes: { facts: DisputeFacts; open: boolean }[];
}

export interface World {
  r: Random;
  ids: IdSource;
  clock: { now: number };
  line: WeakLine;
  /** Two processes as it were: each has posting desks of its own. */
  apps: [App, App];
  shops: Shop[];
  /** Names that come next: sales, refunds, disputes. */
  named: number;
}

export const ACTOR = "system";
const START = Date.UTC(2026, 2, 20);
const ZONES = ["America/Sao_Paulo", "UTC", "Pacific/Kiritimati", "America/St_Johns"];

export const ppm = (text: string) => {
  const rate = parseRate(text);
  if (rate === null || rate === undefined) throw new Error(`${text} is no rate`);
  return rate;
};

export async function openWorld(url: string, seed: number): Promise<World> {
  const r = seeded(seed);
  const bytes = seeded(seed + 0x5eed);
  const clock = { now: START };
  const ids: IdSource = {
    now: () => clock.now,
    random: (count) => Uint8Array.from({ length: count }, () => bytes.below(256)),
  };
  const line = openWeakLine(url);
  const apps: [App, App] = [openApp(line, ids), openApp(line, ids)];
  const world: World = { r, ids, clock, line, apps, shops: [], named: 0 };
  for (let i = 0; i < 3; i++) world.shops.push(await openShop(world, i));
  return world;
}

function openApp(line: WeakLine, ids: IdSource): App {
  return { db: line.db, ids, posting: openPosting(line.db, ids) };
}

/** What a kill of both processes leaves: the database alone. */
export function crash(world: World): void {
  world.apps = [openApp(world.line, world.ids), openApp(world.line, world.ids)];
}

async function openShop(world: World, index: number): Promise<Shop> {
  const { r, apps } = world;
  const app = apps[0];
  const facts = {
    name: `Shop ${index}`,
    country: "BR",
    currency: "BRL",
    timeZone: ZONES[index] ?? "UTC",
    language: "en" as const,
    holds: { default: r.below(3), card: 30 },
  };
  const { ws } = await createWorkspace(app, facts, null, ACTOR);
  const party = async (kind: "partner" | "platform" | "processor", name: string) =>
    (await createParty(app, ws, { kind, name, ref: name }, ACTOR)).id;
  const partners: Uuid[] = [];
  for (const name of ["bruno", "carla", "davi", "elif", "fumiko"])
    partners.push(await party("partner", name));
  const shop: Shop = {
    ws,
    auditor: new Auditor(),
    partners,
    processor: await party("processor", "stripe"),
    platform: await party("platform", "market"),
    products: [],
    sales: [],
    refunds: [],
    disputes: [],
  };
  for (let i = 0; i < 3; i++) {
    const terms = randomTerms(world, shop);
    const { id } = await createProduct(app, ws, { name: `Course ${i}`, terms }, ACTOR);
    shop.products.push({ id, contracts: [] });
  }
  return shop;
}

/** Fees and affiliate rules of a product. */
export function randomTerms({ r }: World, shop: Shop) {
  const platformFee = {
    party: shop.platform,
    rate: ppm(r.pick(["0.099", "0.05", "0.123456"])),
    fixed: { USD: 50, BRL: 100, JPY: 30, KWD: 75 },
    bearer: r.pick(["shared", "producer"] as const),
  };
  return {
    ...(r.chance(0.7) ? { platformFee } : {}),
    processorFee: { bearer: r.pick(["shared", "producer"] as const) },
    affiliate: { base: r.pick(["net", "gross"] as const) },
    unreturnedFees: r.pick(["producer", "pro_rata"] as const),
  };
}

/** What two sides agree: a plain share, tiers by volume or count, caps. */
export function randomAgreement({ r }: World): ContractTerms {
  const share = () => r.pick(["0.1", "0.05", "0.123457", "0.2", "0.333333"]);
  const tiers = [{ upTo: 1 + r.below(40_000), share: share() }, { share: share() }];
  const byCount = [{ upTo: 1 + r.below(6), share: share() }, { share: share() }];
  const period = r.pick(["month", "quarter", "year", "term"] as const);
  const isTiered = r.chance(0.4);
  const clauses: ContractTerms["clauses"] = [];
  if (isTiered) {
    const measure = r.pick(["net", "sales"] as const);
    clauses.push({ kind: "tiers", measure, period, tiers: measure === "net" ? tiers : byCount });
  }
  if (r.chance(0.3)) clauses.push({ kind: "cap", earned: r.below(30_000) });
  if (r.chance(0.15)) clauses.push({ kind: "cap", sales: 1 + r.below(12) });
  return {
    ...(isTiered ? {} : { share: share() }),
    base: r.pick(["after_affiliate", "net", "gross"] as const),
    scope: r.pick(["all", "all", "direct", "affiliate", "recruited"] as const),
    mayBeAffiliate: r.chance(0.7),
    clauses,
    invoices: "producer",
    responsibilities: {},
    renewals: "at_charge",
    tail: "none",
  };
}
