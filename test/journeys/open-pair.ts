// A producer and a co-producer who agreed on a product by the public API, for journeys: ana invites, bruno
// accepts by the link of the mail. Never writes to the database beside it.
// Example: const pair = await openPair({ noticeDays: 30 }); await pair.asBruno("POST", "/contracts/…/notice",
// {}).
import { expect } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import type { App } from "../../src/flows/app.ts";
import { mailNotices } from "../../src/flows/mail-notices.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { sendProposal } from "../../src/flows/send-proposal.ts";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { ids, openTestDoor, PUBLIC_URL, type TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;
type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface Told {
  status: number;
  body: Parsed;
}

export const TERMS = { renewals: "at_charge", tail: "none", termsOfUse: 2 } as const;

export interface Pair {
  shop: Shop;
  ana: TestPerson;
  product: string;
  sent: { to: string; subject: string; text: string; html?: string | undefined }[];
  mailing: Parsed;
  asAna(method: Method, path: string, payload?: object): Promise<Told>;
  as(who: TestPerson | null, method: Method, path: string, payload?: object): Promise<Told>;
  /** Invited, and accepted by a new or known account. */
  join(email: string, terms?: object, on?: string): Promise<Joined>;
  /** Tells what happened since, and sends the mails of it: as the jobs would, at once. */
  tell(): Promise<void>;
  /** Lets so many milliseconds pass, for all but sessions. */
  skip(ms: number): void;
  sell(more?: object): Promise<Parsed>;
  part(sale: Parsed, party: string): number;
}

export interface Joined {
  who: TestPerson;
  party: string;
  contract: string;
  /** Below /partner/party_…. */
  ask(method: Method, path: string, payload?: object): Promise<Told>;
}

export async function openPair(timeZone = "UTC"): Promise<Pair> {
  let ahead = 0;
  const clock = { now: () => ids.now() + ahead, random: ids.random };
  const safe = openSafe("a secret of the tests, long enough for cookies", ids.random);
  const app = (db: Parsed) => ({ db, ids: clock, posting: openPosting(db, clock), safe }) as App;
  const shop = await openShop(await openTestDoor({ app }), timeZone);
  const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
  const ana = await shop.door.person("owner", where);
  const product = (await shop.make("/products", { name: "Piano" })).id;
  const offer = { name: "Course", currency: "USD", price: 10_000, kind: "one_time" };
  await shop.make(`/products/${product}/offers`, offer);
  const sent: Pair["sent"] = [];
  const mailer = {
    send: async (one: Pair["sent"][number]) => {
      sent.push(one);
      return "test";
    },
    close() {},
  };
  const mailing = { identity: shop.door.identity, mailer, publicUrl: PUBLIC_URL };
  const as: Pair["as"] = async (who, method, path, payload) => {
    const request = { method, url: `/v1${path}`, ...(payload ? { payload } : {}) };
    const headers = { "x-partage-client": "test" };
    const answer = who ? await who.send(request) : await shop.door.server.inject({ ...request, headers });
    return { status: answer.statusCode, body: answer.body === "" ? null : answer.json() };
  };
  const asAna: Pair["asAna"] = (method, path, payload) =>
    as(ana, method, `/workspaces/${shop.workspace}${path}`, payload);
  let sales = 0;
  return {
    shop,
    ana,
    product,
    sent,
    mailing,
    as,
    asAna,
    join: (email, terms = {}, on = product) => join({ shop, sent, mailing, as, asAna }, email, terms, on),
    async tell() {
      const { app, identity } = shop.door;
      await tellNotices(app, identity, shop.ws);
      await mailNotices(app, mailing, shop.ws);
    },
    skip: (ms) => {
      ahead += ms;
    },
    async sell(more = {}) {
      const sale = {
        externalId: `s${++sales}`,
        product,
        at: new Date(shop.door.app.ids.now()).toISOString(),
        currency: "USD",
        paid: 10_000,
        ...more,
      };
      const { id } = await shop.make("/sales", sale);
      return (await shop.get(`/sales/${id}`)).body;
    },
    part: (sale, party) => sale.lines.find((line: Parsed) => line.party.id === party)?.amount ?? 0,
  };
}

async function join(
  { shop, sent, mailing, as, asAna }: Pick<Pair, "shop" | "sent" | "mailing" | "as" | "asAna">,
  email: string,
  terms: object,
  on: string,
): Promise<Joined> {
  const invited = await asAna("POST", "/proposals", {
    invitations: [{ product: on, email, share: "0.10", ...TERMS, ...terms }],
  });
  expect(invited.status, JSON.stringify(invited.body)).toBe(201);
  const proposal = invited.body.data[0];
  await sendProposal(shop.door.app, mailing, shop.ws, parsePublicId("proposal", proposal.id) as Uuid);
  const token = /#([\w-]{43})/.exec(sent.at(-1)?.text ?? "")?.[1] ?? "";
  const who = await personOf(shop, email);
  const accepted = await as(who, "POST", "/invitations/accept", { token, termsOfUse: 2 });
  expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
  const party = proposal.party.id;
  return {
    who,
    party,
    contract: proposal.contract,
    ask: (method, path, payload) => as(who, method, `/partner/${party}${path}`, payload),
  };
}

/** Signed in by link, with an account made where there was none. */
export async function personOf(shop: Shop, email: string): Promise<TestPerson> {
  const { identity, server } = shop.door;
  const known = await identity.findAccount(email);
  const account = known?.account ?? (await identity.createAccount({ email, name: email, verified: true }));
  const payload = { token: await identity.makeLinkToken(email, 5) };
  const headers = { "x-partage-client": "test" };
  const signed = await server.inject({ method: "POST", url: "/v1/session/links/redeem", headers, payload });
  const cookie = signed.cookies.map((one) => `${one.name}=${one.value}`).join("; ");
  return {
    account,
    email,
    send: (request) => server.inject({ ...request, headers: { ...headers, cookie, ...request.headers } }),
  };
}
