// A seeded world of agreements: a business behind the real door, its producer ana and strangers whose only
// tie is an e-mail address, with real sessions and a clock of its own, beside two auditors: one of
// agreements, one of balances. Never writes to the database but through the door.
// Example: openAgreeWorld(url, 7) → the same products, names and ids on every machine.
import { addApiKey, makeSecret } from "../../src/access/api-keys.ts";
import type { Identity } from "../../src/access/identity.ts";
import { openIdentity } from "../../src/access/open-identity.ts";
import { KEY_SCOPES } from "../../src/access/permissions.ts";
import { newUuid, publicId } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { openPosting } from "../../src/flows/posting.ts";
import type { Mailing } from "../../src/flows/send-invite.ts";
import type { Server } from "../../src/server/server-type.ts";
import { Auditor } from "./auditor.ts";
import type { Fees } from "./auditor-fees.ts";
import { AgreementAuditor } from "./auditor-terms.ts";
import { chanceApart } from "./chance-apart.ts";
import { knock, type Life, type Method, type Told } from "./dying-door.ts";
import { openFalseLine, type Planted } from "./false-line.ts";
import { type Random, seeded } from "./seeded.ts";
import type { WeakLine } from "./weak-line.ts";
import { PUBLIC_URL, type WorldDoor } from "./world-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

export interface Product {
  id: string;
  offers: { once: string; monthly: string; instalments: string };
}

export interface Partner {
  email: string;
  /** Once invited. */
  party?: string;
  /** Of a session, once there is an account. */
  cookie?: string;
  /** Whether the account speaks for the party. */
  isLinked: boolean;
}

export interface AgreeWorld {
  r: Random;
  clock: { now: number };
  app: App;
  line: WeakLine;
  server: Server;
  identity: Identity;
  /** Where mails land; the newest last. */
  mails: { to: string; text: string }[];
  mailing: Mailing;
  ws: number;
  workspace: string;
  producer: string;
  stripe: string;
  promoter: string;
  market: string;
  products: Product[];
  partners: Partner[];
  auditor: Auditor;
  agreed: AgreementAuditor;
  sales: { id: string; externalId: string; paid: number; product: string }[];
  disputes: { id: string; externalId: string; isOpen: boolean }[];
  subscriptions: { ref: string; product: Product; charges: number; isInstalments: boolean }[];
  named: number;
  /** What ended periods owed, by contract, kind, period and currency; and how many settlements that were. */
  settled: Map<string, number>;
  settlements: number;
  life: Life;
  asKey(method: Method, path: string, payload?: object): Promise<Told>;
  asAna(method: Method, path: string, payload?: object): Promise<Told>;
  /** Below /v1; nobody where there is no cookie. */
  as(cookie: string | undefined, method: Method, path: string, payload?: object): Promise<Told>;
  close(): Promise<void>;
}

export const CAP = "0.7";
export const ZONE = "America/Sao_Paulo";
const START = Date.UTC(2026, 2, 20);
const SECRET = "a secret of the simulation, long enough for cookies";
const CLIENT = { "x-partage-client": "test" };

export async function openAgreeWorld(
  url: string,
  seed: number,
  planted: Planted | null,
  door: WorldDoor,
): Promise<AgreeWorld> {
  const r = seeded(seed);
  const { random, apart } = chanceApart(seed + 0x5eed);
  const clock = { now: START };
  const ids = { now: () => clock.now, random };
  const line = openFalseLine(url, planted);
  const app: App = {
    db: line.db,
    ids,
    posting: openPosting(line.db, ids),
    safe: openSafe(SECRET, ids.random),
  };
  // Sessions live by the machine's clock: they are no part of what is simulated.
  const real = { now: () => Date.now(), random: ids.random };
  const identity = openIdentity({ url, ids: real, secret: SECRET, publicUrl: PUBLIC_URL });
  const nothing = () => undefined;
  const { server } = door;
  door.lead(app, identity);
  const mails: AgreeWorld["mails"] = [];
  const send = async (mail: { to: string; text: string }) => `${mails.push(mail)}`;
  const restart = () => {
    Object.assign(app, { posting: openPosting(line.db, ids) });
  };
  const life: Life = { r, line, isMortal: false, deaths: 0, restart, apart };
  const as: AgreeWorld["as"] = (cookie, method, path, payload) =>
    knock(server, life, method, path, payload, cookie === undefined ? CLIENT : { ...CLIENT, cookie });
  const base = { r, clock, app, line, server, identity, mails, life, as };
  const made = await openBusiness(base);
  const close = async () => {
    await identity.close();
    await line.db.close();
  };
  const mailing = { identity, mailer: { send, close: nothing } as Mailing["mailer"], publicUrl: PUBLIC_URL };
  const partners = ["bruno", "carla", "davi", "elif"].map((name) => ({
    email: `${name}@example.com`,
    isLinked: false,
  }));
  const auditors = { auditor: new Auditor(), agreed: new AgreementAuditor(CAP, ZONE) };
  const nothingYet = { sales: [], disputes: [], subscriptions: [], named: 0, settlements: 0 };
  const world: AgreeWorld = {
    ...base,
    ...made,
    mailing,
    partners,
    ...auditors,
    ...nothingYet,
    products: [],
    settled: new Map(),
    close,
  };
  for (let i = 0; i < 2; i++) world.products.push(await makeProduct(world, i));
  life.isMortal = true;
  return world;
}

type Opened = Pick<AgreeWorld, "app" | "identity" | "server" | "life" | "as">;

async function openBusiness({ app, identity, server, life, as }: Opened) {
  const email = "ana@example.com";
  const account = await identity.createAccount({ email, name: "Ana", verified: true });
  const facts = {
    name: "Piano School",
    country: "BR",
    currency: "USD",
    timeZone: ZONE,
    language: "en" as const,
  };
  const { ws, id } = await createWorkspace(app, facts, account, "system");
  const ana = await signIn({ identity, as }, email);
  const { secret, hash, hint } = makeSecret(app.ids);
  const key = { id: newUuid(app.ids), name: "Shop", hash, hint, scopes: KEY_SCOPES, createdBy: "system" };
  await inWorkspace(app.db, ws, (tx) => addApiKey(tx, ws, { ...key, at: app.ids.now() }));
  const asKey: AgreeWorld["asKey"] = (method, path, payload) =>
    knock(server, life, method, path, payload, { authorization: `Bearer ${secret}` });
  const workspace = publicId("ws", id);
  const asAna: AgreeWorld["asAna"] = (method, path, payload) =>
    as(ana, method, `/workspaces/${workspace}${path}`, payload);
  const make = async (kind: string, name: string) =>
    mustBe(201, await asKey("POST", "/parties", { kind, name, ref: name })).id;
  const producer = mustBe(200, await asKey("GET", "/workspace")).producer;
  const parties = { stripe: await make("processor", "stripe"), promoter: await make("partner", "zoe") };
  const market = await make("platform", "market");
  mustBe(200, await asAna("PATCH", "/workspace", { maxShared: CAP }));
  return { ws, workspace, producer, ...parties, market, asKey, asAna };
}

/** With a new account, or one that is there. */
export async function signIn(
  { identity, as }: Pick<AgreeWorld, "identity" | "as">,
  email: string,
): Promise<string> {
  const token = await identity.makeLinkToken(email, 5);
  const answer = await as(undefined, "POST", "/session/links/redeem", { token });
  mustBe(200, answer);
  return answer.cookies;
}

export function mustBe(status: number, { status: found, body }: Told): Parsed {
  if (found !== status) throw new Error(`answered ${found} where ${status} was due: ${JSON.stringify(body)}`);
  return body;
}

/** What leaves before the split, and who bears what. */
export function randomFees({ r, market }: Pick<AgreeWorld, "r" | "market">): Fees {
  const [rate, bearer] = [r.pick(["0.099", "0.05", "0.123456"]), r.pick(["shared", "producer"])];
  return {
    platformFee: { party: market, rate, fixed: { USD: 50, JPY: 30 }, bearer },
    processorFee: { bearer: r.pick(["shared", "producer"]) },
    affiliate: { base: r.pick(["net", "gross"]) },
    unreturnedFees: r.pick(["producer", "pro_rata"]),
  };
}

async function makeProduct(world: AgreeWorld, index: number): Promise<Product> {
  const { asKey, agreed, clock } = world;
  const offer = (name: string, more: object) => ({ name, currency: "USD", price: 10_000, ...more });
  const offers = [
    offer("Course", { kind: "one_time" }),
    offer("Club", { kind: "subscription", every: "month" }),
    offer("Parts", { kind: "instalments", instalments: 12 }),
  ];
  const terms = randomFees(world);
  const { id } = mustBe(201, await asKey("POST", "/products", { name: `Course ${index}`, terms, offers }));
  agreed.fees.hold(id, clock.now, terms);
  const { data } = mustBe(200, await asKey("GET", `/products/${id}/offers`));
  const named = (name: string) => data.find((one: Parsed) => one.name === name).id;
  return { id, offers: { once: named("Course"), monthly: named("Club"), instalments: named("Parts") } };
}
