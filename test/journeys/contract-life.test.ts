// The life of a co-production contract between two people whose only tie is an e-mail address: invited,
// accepted, sold under, amended, ended. Nothing changes without both, nothing is retroactive.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { sendProposal } from "../../src/flows/send-proposal.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { ids, PUBLIC_URL, type TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const TERMS = { renewals: "at_charge", tail: "none", termsOfUse: 1 } as const;

describe("a contract's life", () => {
  let shop: Shop;
  let ana: TestPerson;
  let product: string;
  let sales = 0;
  const sent: { to: string; subject: string; text: string }[] = [];

  const asAna = async (method: "GET" | "POST", path: string, payload?: object) => {
    const url = `/v1/workspaces/${shop.workspace}${path}`;
    const answer = await ana.send({ method, url, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.body === "" ? null : answer.json() };
  };
  const as = async (who: TestPerson | null, method: "GET" | "POST", path: string, payload?: object) => {
    const request = { method, url: `/v1${path}`, ...(payload ? { payload } : {}) };
    const headers = { "x-partage-client": "test" };
    const answer = who ? await who.send(request) : await shop.door.server.inject({ ...request, headers });
    return {
      status: answer.statusCode,
      body: answer.body === "" ? null : answer.json(),
      cookies: answer.cookies,
    };
  };
  const invite = (email: string, more: object = {}) =>
    asAna("POST", "/proposals", { invitations: [{ product, email, share: "0.10", ...TERMS, ...more }] });
  const uuid = (id: string) => parsePublicId("proposal", id) as Uuid;
  /** The mail that the job would send now; answers the token of its link. */
  const mail = async (proposal: string): Promise<string> => {
    const mailer = {
      send: async (one: { to: string; subject: string; text: string }) => {
        sent.push(one);
        return "test";
      },
      close() {},
    };
    const by = { identity: shop.door.identity, mailer, publicUrl: PUBLIC_URL };
    await sendProposal(shop.door.app, by, shop.ws, uuid(proposal));
    return /#([\w-]{43})/.exec(sent.at(-1)?.text ?? "")?.[1] ?? "";
  };
  const sell = async (at = new Date().toISOString()) => {
    const sale = { externalId: `s${++sales}`, product, at, currency: "USD", paid: 10_000 };
    const { id } = await shop.make("/sales", sale);
    return (await shop.get(`/sales/${id}`)).body;
  };
  const part = (sale: Parsed, party: string) =>
    sale.lines.find((line: Parsed) => line.party.id === party)?.amount ?? 0;

  beforeAll(async () => {
    shop = await openShop();
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    ana = await shop.door.person("owner", where);
    product = (await shop.make("/products", { name: "Piano" })).id;
    await shop.make(`/products/${product}/offers`, {
      name: "Course",
      currency: "USD",
      price: 10_000,
      kind: "one_time",
    });
  });
  afterAll(() => shop.door.close());

  test("a stranger is invited, reads, accepts with a new account, and shares the next sale", async () => {
    const before = await sell();
    const { status, body } = await invite("bruno@example.com", { name: "Bruno", message: "As we said." });
    expect(status, JSON.stringify(body)).toBe(201);
    const proposal = body.data[0];
    expect(proposal).toMatchObject({
      state: "open",
      kind: "invite",
      side: "producer",
      email: "bruno@example.com",
    });
    const token = await mail(proposal.id);
    expect(sent.at(-1)).toMatchObject({ to: "bruno@example.com" });
    expect(sent.at(-1)?.text).toContain("10 % of what is left after tax, shipping, fees and the affiliate");
    for (let look = 0; look < 3; look++) {
      const opened = await as(null, "POST", "/invitations/open", { token });
      expect(opened.body).toMatchObject({ hasAccount: false, proposal: { state: "open" } });
    }
    const reserved = await sell();
    expect(part(reserved, proposal.party.id)).toBe(0);
    const nameless = await as(null, "POST", "/invitations/accept", { token, termsOfUse: 1 });
    expect(nameless.body).toMatchObject({ code: "name_needed" });
    const old = await as(null, "POST", "/invitations/accept", { token, termsOfUse: 7, name: "Bruno Lima" });
    expect(old.body).toMatchObject({ code: "terms_of_use" });
    const accepted = await as(null, "POST", "/invitations/accept", {
      token,
      termsOfUse: 1,
      name: "Bruno Lima",
    });
    expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
    expect(accepted.body).toMatchObject({ version: 1, contract: proposal.contract });
    expect(accepted.cookies.length).toBeGreaterThan(0);
    const after = await sell();
    expect(part(after, proposal.party.id)).toBe(1000);
    expect(part(before, proposal.party.id)).toBe(0);
    const again = await as(null, "POST", "/invitations/open", { token });
    expect(again.body).toMatchObject({ status: 410, code: "invitation_gone" });
  });

  test("both sides read one agreement, and its PDF is the same bytes each time", async () => {
    const { body: contracts } = await shop.get("/contracts?limit=100");
    const contract = contracts.data.find((one: Parsed) => one.party.name === "Bruno");
    const bruno = await personOf("bruno@example.com");
    const path = `/contracts/${contract.id}/versions/1/agreement`;
    const { body: seen } = await asAna("GET", path);
    const { body: his } = await as(bruno, "GET", `/partner/${contract.party.id}${path}`);
    expect(his).toEqual(seen);
    expect(createHash("sha256").update(seen.text).digest("hex")).toBe(seen.sha256);
    expect(seen.document).toMatchObject({
      product: { name: "Piano" },
      producer: { name: "Piano School" },
      partner: { email: "bruno@example.com" },
      proposed: { side: "producer" },
      accepted: { side: "party", name: "Bruno Lima", email: "bruno@example.com" },
      example: { paid: 10_000, cases: [{ lines: [{ amount: 9000 }, { amount: 1000 }] }, {}] },
    });
    const pdf = async (url: string, who: TestPerson) => (await who.send({ method: "GET", url })).rawPayload;
    const first = await pdf(`/v1/workspaces/${shop.workspace}${path}.pdf?language=pt-BR`, ana);
    const second = await pdf(`/v1/partner/${contract.party.id}${path}.pdf?language=pt-BR`, bruno);
    expect(first.subarray(0, 5).toString()).toBe("%PDF-");
    expect(second.equals(first)).toBe(true);
    const stranger = await personOf("zoe@example.com");
    expect((await as(stranger, "GET", `/partner/${contract.party.id}${path}`)).status).toBe(404);
  });

  test("declining frees what was reserved; a newer link ends the older", async () => {
    const { body } = await invite("carla@example.com", { share: "0.60" });
    const proposal = body.data[0];
    const full = await invite("davi@example.com", { share: "0.10" });
    expect(full.body).toMatchObject({ status: 422, code: "cap_exceeded" });
    const first = await mail(proposal.id);
    const second = await mail(proposal.id);
    expect((await as(null, "POST", "/invitations/open", { token: first })).body.code).toBe("invitation_gone");
    const no = await as(null, "POST", "/invitations/decline", { token: second, answer: "Not now." });
    expect(no.status).toBe(204);
    const { body: seen } = await asAna("GET", `/proposals/${proposal.id}`);
    expect(seen).toMatchObject({ state: "declined", answer: "Not now.", answeredName: "carla@example.com" });
    const room = await invite("davi@example.com", { share: "0.60" });
    expect(room.status).toBe(201);
    expect((await asAna("POST", `/proposals/${room.body.data[0].id}/withdraw`)).body.state).toBe("withdrawn");
  });

  test("100 acceptances at once make one contract", async () => {
    const { body } = await invite("eva@example.com", { share: "0.05" });
    const token = await mail(body.data[0].id);
    const eva = await personOf("eva@example.com");
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => as(eva, "POST", "/invitations/accept", { token, termsOfUse: 1 })),
    );
    const good = answers.filter((one) => one.status === 200);
    expect(good.length).toBeGreaterThan(0);
    expect(new Set(good.map((one) => `${one.body.contract} ${one.body.version}`)).size).toBe(1);
    for (const one of answers) expect([200, 410], JSON.stringify(one.body)).toContain(one.status);
    const { body: list } = await shop.get(`/contracts?party=${body.data[0].party.id}`);
    expect(list.data).toHaveLength(1);
  });

  test("two invitations of 40 % at once: one is refused with what is in the way", async () => {
    const other = (await shop.make("/products", { name: "Guitar" })).id;
    const one = (email: string) => invite(email, { product: other, share: "0.40" });
    const answers = await Promise.all([one("fabio@example.com"), one("gil@example.com")]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422]);
    const refused = answers.find((answer) => answer.status === 422);
    expect(refused?.body).toMatchObject({ code: "cap_exceeded", facts: { maxShared: "0.7", room: "0.3" } });
  });

  test("either side proposes, only the other accepts, and nothing is retroactive", async () => {
    const { body: contracts } = await shop.get("/contracts?limit=100");
    const bruno = await personOf("bruno@example.com");
    const contract = contracts.data.find((one: Parsed) => one.party.name === "Bruno");
    const own = `/partner/${contract.party.id}`;
    const asked = await as(bruno, "POST", `${own}/contracts/${contract.id}/amendments`, {
      share: "0.20",
      ...TERMS,
    });
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    expect(asked.body).toMatchObject({ side: "party", kind: "amend", state: "open", basedOn: 1 });
    const self = await as(bruno, "POST", `${own}/proposals/${asked.body.id}/accept`, { termsOfUse: 1 });
    expect(self.body).toMatchObject({ status: 403, code: "own_proposal" });
    const byKey = await shop.post(`/proposals/${asked.body.id}/accept`, { termsOfUse: 1 });
    expect(byKey.status).toBe(403);
    const second = await asAna("POST", `/contracts/${contract.id}/endings`, { termsOfUse: 1 });
    expect(second.body).toMatchObject({ status: 409, code: "proposal_open" });
    expect(part(await sell(), contract.party.id)).toBe(1000);
    const past = new Date().toISOString();
    const yes = await asAna("POST", `/proposals/${asked.body.id}/accept`, { termsOfUse: 1 });
    expect(yes.body, JSON.stringify(yes.body)).toMatchObject({ version: 2 });
    expect(part(await sell(), contract.party.id)).toBe(2000);
    expect(part(await sell(past), contract.party.id)).toBe(1000);
    const end = await asAna("POST", `/contracts/${contract.id}/endings`, { termsOfUse: 1 });
    const notOther = await asAna("POST", `/proposals/${end.body.id}/accept`, { termsOfUse: 1 });
    expect(notOther.body.code).toBe("own_proposal");
    const ended = await as(bruno, "POST", `${own}/proposals/${end.body.id}/accept`, { termsOfUse: 1 });
    expect(ended.body, JSON.stringify(ended.body)).toMatchObject({ version: 3 });
    expect(part(await sell(), contract.party.id)).toBe(0);
    expect((await shop.get(`/contracts/${contract.id}`)).body.state).toBe("ended");
  });

  test("the same Idempotency-Key asks once", async () => {
    const { body: contracts } = await shop.get("/contracts?limit=100");
    const contract = contracts.data.find((one: Parsed) => one.party.name === "eva@example.com");
    const eva = await personOf("eva@example.com");
    const url = `/v1/partner/${contract.party.id}/contracts/${contract.id}/endings`;
    const ask = () =>
      eva.send({ method: "POST", url, headers: { "idempotency-key": "end-1" }, payload: { termsOfUse: 1 } });
    const [first, second] = [await ask(), await ask()];
    expect([first.statusCode, second.statusCode], first.body + url).toEqual([201, 201]);
    expect(second.json()).toEqual(first.json());
    expect(second.headers["idempotent-replay"]).toBe("true");
  });

  test("the database refuses a second answer, a changed question, and agreeing with oneself", async () => {
    const { body } = await invite("hugo@example.com", { share: "0.01" });
    const id = uuid(body.data[0].id);
    const set = (change: object) =>
      inWorkspace(shop.door.db, shop.ws, (tx) =>
        tx.updateTable("proposal").set(change).where("ws", "=", shop.ws).where("id", "=", id).execute(),
      );
    const at = new Date(ids.now());
    await expect(set({ terms: JSON.stringify({ share: "0.5" }) })).rejects.toThrow(/never changes/);
    const self = { state: "accepted", answered_by: body.data[0].createdBy, answered_at: at };
    await expect(set(self)).rejects.toThrow(/check constraint/);
    await set({ state: "withdrawn", answered_by: "x", answered_at: at });
    await expect(set({ state: "accepted", answered_by: "y", answered_at: at })).rejects.toThrow(
      /is answered/,
    );
  });

  async function personOf(email: string): Promise<TestPerson> {
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
});
