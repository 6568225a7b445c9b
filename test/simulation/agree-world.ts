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
import { AgreementAuditor } from "./auditor-terms.ts";
import { openFalseLine, type Planted } from "./false-line.ts";
import { type Random, seeded } from "./seeded.ts";
import type { WeakLine } from "./weak-line.ts";
import { PUBLIC_URL, type WorldDoor } from "./world-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

export interface Told {
  status: number;
  body: Parsed;
  cookies: string;
}

export interface Product {
  id: string;
  /** Its part of plan.json. */
  terms: Record<string, unknown>;
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
  products: Product[];
  partners: Partner[];
  auditor: Auditor;
  agreed: AgreementAuditor;
  sales: { id: string; externalId: string; paid: number; product: string }[];
  disputes: { id: string; externalId: string; isOpen: boolean }[];
  subscriptions: { ref: string; product: Product; charges: number; isInstalments: boolean }[];
  named: number;
  asKey(method: Method, path: string, payload?: object): Promise<Told>;
  asAna(method: Method, path: string, payload?: object): Promise<Told>;
  /** Below /v1; nobody where there is no cookie. */
  as(cookie: string | undefined, method: Method, path: string, payload?: object): Promise<Told>;
  /** The posting desks begin anew. */
  restart(): void;
  close(): Promise<void>;
}

export type Method = "GET" | "POST" | "PATCH";
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
  const bytes = seeded(seed + 0x5eed);
  const clock = { now: START };
  const ids = {
    now: () => clock.now,
    random: (count: number) => Uint8Array.from({ length: count }, () => bytes.below(256)),
  };
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
  const as: AgreeWorld["as"] = (cookie, method, path, payload) =>
    knock(server, method, path, payload, cookie === undefined ? CLIENT : { ...CLIENT, cookie });
  const base = { r, clock, app, line, server, identity, mails, as };
  const made = await openBusiness(base);
  const restart = () => {
    Object.assign(app, { posting: openPosting(line.db, ids) });
  };
  const close = async () => {
    await identity.close();
    await line.db.close();
  };
  const mailing = { identity, mailer: { send, close: nothing } as Mailing["mailer"], publicUrl: PUBLIC_URL };
  const partners = ["bruno", "carla", "davi", "elif"].map((name) => ({
    email: `${name}@example.com`,
    isLinked: false,
  }));
  const auditors = { auditor: new Auditor(), agreed: new AgreementAuditor(CAP) };
  const nothingYet = { sales: [], disputes: [], subscriptions: [], named: 0 };
  const world: AgreeWorld = {
    ...base,
    ...made,
    mailing,
    partners,
    ...auditors,
    ...nothingYet,
    products: [],
    restart,
    close,
  };
  for (let i = 0; i < 2; i++) world.products.push(await makeProduct(world, i));
  return world;
}

async function knock(
  server: Server,
  method: Method,
  path: string,
  payload: object | undefined,
  headers: Record<string, string>,
): Promise<Told> {
  const url = `/v1${path}`;
  const answer = await server.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  const cookies = answer.cookies.map((one) => `${one.name}=${one.value}`).join("; ");
  return { status: answer.statusCode, body: answer.body === "" ? null : answer.json(), cookies };
}

type Opened = Pick<AgreeWorld, "app" | "identity" | "server" | "as">;

async function openBusiness({ app, identity, server, as }: Opened) {
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
    knock(server, method, path, payload, { authorization: `Bearer ${secret}` });
  const workspace = publicId("ws", id);
  const asAna: AgreeWorld["asAna"] = (method, path, payload) =>
    as(ana, method, `/workspaces/${workspace}${path}`, payload);
  const make = async (kind: string, name: string) =>
    mustBe(201, await asKey("POST", "/parties", { kind, name, ref: name })).id;
  const producer = mustBe(200, await asKey("GET", "/workspace")).producer;
  const parties = { stripe: await make("processor", "stripe"), promoter: await make("partner", "zoe") };
  await make("platform", "market");
  mustBe(200, await asAna("PATCH", "/workspace", { maxShared: CAP }));
  return { ws, workspace, producer, ...parties, asKey, asAna };
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

async function makeProduct(world: AgreeWorld, index: number): Promise<Product> {
  const { r, asKey } = world;
  const rate = r.pick(["0.099", "0.05", "0.123456"]);
  const fee = { rate, fixed: { USD: 50, JPY: 30 }, bearer: r.pick(["shared", "producer"]) };
  const rules = {
    processorFee: { bearer: r.pick(["shared", "producer"]) },
    affiliate: { base: r.pick(["net", "gross"]) },
    unreturnedFees: r.pick(["producer", "pro_rata"]),
  };
  const offer = (name: string, more: object) => ({ name, currency: "USD", price: 10_000, ...more });
  const offers = [
    offer("Course", { kind: "one_time" }),
    offer("Club", { kind: "subscription", every: "month" }),
    offer("Parts", { kind: "instalments", instalments: 12 }),
  ];
  const terms = { platformFee: { party: { ref: "market" }, ...fee }, ...rules };
  const made = mustBe(201, await asKey("POST", "/products", { name: `Course ${index}`, terms, offers }));
  const { data } = mustBe(200, await asKey("GET", `/products/${made.id}/offers`));
  const named = (name: string) => data.find((one: Parsed) => one.name === name).id;
  const market = mustBe(200, await asKey("GET", "/parties?limit=100")).data.find(
    (one: Parsed) => one.ref === "market",
  );
  return {
    id: made.id,
    terms: { platformFee: { party: market.id, ...fee }, ...rules },
    offers: { once: named("Course"), monthly: named("Club"), instalments: named("Parts") },
  };
}
