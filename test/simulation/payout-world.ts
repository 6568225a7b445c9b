// The world of payouts as it begins: one business with two people who pay, six partners paid over PayPal,
// Stripe and a list, each earning half of what its product sells. By the real flows, under a clock of its
// own, before a bank that fails in eight ways.
// Example: openPayouts(url, 7, null) → the same ids on every machine.
import type { Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import { type Database, openDatabase } from "../../src/db/pool.ts";
import type { App } from "../../src/flows/app.ts";
import { changePolicy, setPayingAccount } from "../../src/flows/change-payout-settings.ts";
import { createParty } from "../../src/flows/create-party.ts";
import { createProduct } from "../../src/flows/create-product.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { recordContract } from "../../src/flows/record-contract.ts";
import { setPayoutMethod } from "../../src/flows/set-payout-method.ts";
import type { MethodDetails } from "../../src/payouts/method.ts";
import { type FalseServices, openServices } from "../payouts/false-services.ts";
import { PayoutAuditor } from "./auditor-payouts.ts";
import { openFalseLine, type Planted } from "./false-line.ts";
import { type Random, seeded } from "./seeded.ts";
import type { WeakLine } from "./weak-line.ts";
import { ACTOR } from "./world.ts";

export const DAY = 86_400_000;
/** Sales may be paid out so many days later. */
export const HOLD_DAYS = 3;

export interface Earner {
  party: Uuid;
  product: Uuid;
  kind: "paypal" | "stripe" | "wise";
  places: number;
}

export interface SoldOnce {
  id: Uuid;
  earner: Earner;
  paid: number;
  day: number;
  isBack: boolean;
}

export interface PayoutWorld {
  r: Random;
  line: WeakLine;
  /** Reads what is stored, whatever is planted or cut. */
  clean: Database;
  app: App;
  /** Another process over the same line. */
  again(): App;
  ws: number;
  clock: { now: number };
  earners: Earner[];
  services: FalseServices;
  auditor: PayoutAuditor;
  sold: SoldOnce[];
  runs: Set<string>;
  /** What a list's bank said, by reference. */
  told: Map<string, "settled" | "failed" | "returned">;
  /** What ever left over a service, by reference, in minor units. */
  left: Map<string, number>;
  scheduledOn: number;
  counts: { runs: number; begun: number; refused: number; settled: number; back: number; deaths: number };
}

export const dayOf = ({ clock }: { clock: { now: number } }) => Math.floor(clock.now / DAY);

export function placeOf({ kind, places, party }: Earner): MethodDetails {
  const name = `p${places}-${party.slice(-6)}`;
  if (kind === "paypal") return { kind, email: `${name}@example.com` };
  if (kind === "stripe") return { kind, account: `acct_1${name.replace(/\W/g, "")}Partner` };
  return { kind, holder: "Partner", email: `${name}@example.com` };
}

export async function openPayouts(url: string, seed: number, planted: Planted | null): Promise<PayoutWorld> {
  const r = seeded(seed);
  const bytes = seeded(seed + 0x9a7);
  const line = openFalseLine(url, planted);
  const clock = { now: Date.UTC(2026, 0, 5, 9) };
  const random = (count: number) => Uint8Array.from({ length: count }, () => bytes.below(256));
  const ids = { now: () => clock.now, random };
  const safe = openSafe("a secret of the simulator, long enough", random);
  // Patience as long as any machine needs: what hangs is cut, so that no life depends on how fast it is
  // lived.
  const services = await openServices({ hangMs: 100 });
  const again = (): App => ({
    ...{ db: line.db, ids, safe, posting: openPosting(line.db, ids) },
    services: { paypal: services.url, stripe: services.url, timeoutMs: 20_000 },
  });
  const app = again();
  const facts = { name: "School", country: "BR", currency: "USD", timeZone: "UTC", language: "en" as const };
  const { ws } = await createWorkspace(app, { ...facts, holds: { default: HOLD_DAYS } }, null, ACTOR);
  const key = { clientId: "client", secret: "secret", environment: "sandbox" } as const;
  await setPayingAccount(app, ws, { rail: "paypal", ...key }, ACTOR);
  await setPayingAccount(app, ws, { rail: "stripe", apiKey: "sk_test_12345678" }, ACTOR);
  await changePolicy(app, ws, { fourEyes: true }, ACTOR);
  const world: PayoutWorld = {
    ...{ r, line, app, again, ws, clock, services, clean: openDatabase({ url, connections: 1 }) },
    ...{ earners: [], auditor: new PayoutAuditor(), sold: [], runs: new Set(), told: new Map() },
    ...{ left: new Map(), scheduledOn: 0 },
    counts: { runs: 0, begun: 0, refused: 0, settled: 0, back: 0, deaths: 0 },
  };
  for (const kind of ["paypal", "paypal", "stripe", "stripe", "wise", "wise"] as const) {
    await addEarner(world, kind);
  }
  return world;
}

async function addEarner({ app, ws, earners, auditor, clock }: PayoutWorld, kind: Earner["kind"]) {
  const name = `partner${earners.length}`;
  const { id: party } = await createParty(app, ws, { kind: "partner", name, ref: name }, ACTOR);
  const { id: product } = await createProduct(app, ws, { name: `Course ${name}` }, ACTOR);
  const life = { clauses: [], invoices: "producer", responsibilities: {}, renewals: "at_charge" } as const;
  const half = { share: "0.5", base: "after_affiliate", scope: "all", mayBeAffiliate: true } as const;
  const terms = { ...half, ...life, tail: "none" };
  const agreed = { product, party, ends: null, terms, evidence: "signed" };
  await recordContract(app, ws, agreed as never, ACTOR);
  const earner: Earner = { party, product, kind, places: 1 };
  const by = { actor: ACTOR, name: "Ana", email: null, side: "producer" as const };
  await setPayoutMethod(app, ws, party, placeOf(earner), by);
  auditor.place(party, clock.now);
  earners.push(earner);
}
