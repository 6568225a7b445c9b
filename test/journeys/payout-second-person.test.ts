// Who may let money leave, and change where it goes. Two look at it: what a person proposed by a key whose
// secret they know is their own as well, and what was proposed while one was alone takes a second once there
// is one.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import { PASSWORD, type TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("who may let money leave", () => {
  let shop: Shop;
  let ana: TestPerson;
  let fay: TestPerson;
  let bruno: Speaker;
  let where: { ws: number; id: Uuid };

  const as = async (who: TestPerson, method: string, path: string, payload?: object) => {
    const url = `/v1/workspaces/${shop.workspace}${path}`;
    const answer = await who.send({ method: method as "GET", url, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: (answer.body === "" ? null : answer.json()) as Parsed };
  };
  const byKey = async (secret: string, path: string, payload: object) => {
    const headers = { authorization: `Bearer ${secret}` };
    const answer = await shop.door.server.inject({ method: "POST", url: `/v1${path}`, headers, payload });
    expect(answer.statusCode, answer.body).toBe(201);
    return answer.json() as Parsed;
  };
  const withdraw = (id: string) => as(ana, "POST", `/payout-runs/${id}/withdraw`);

  beforeAll(async () => {
    shop = await openShop();
    where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    ana = await shop.door.person("owner", where, PASSWORD);
    bruno = await speaksFor(shop, "bruno");
    const told = { party: bruno.party, currency: "USD", amount: 94_535, asOf: "2025-12-31", note: "Before" };
    const { body } = await as(ana, "POST", "/opening-balances", told);
    expect((await bruno.post(`/opening-balances/${body.id}/confirm`)).status).toBe(200);
    const method = { kind: "paypal", email: "bruno@example.com" };
    expect((await bruno.post("/payout-method", { method })).status).toBe(200);
  });
  afterAll(() => shop.door.close());

  test("taking away where money goes to, or comes from, asks for the password as setting it does", async () => {
    const eva = await speaksFor(shop, "eva");
    const method = { kind: "paypal", email: "eva@example.com" };
    const place = `/parties/${eva.party}/payout-method`;
    expect((await as(ana, "PUT", place, { method, password: PASSWORD })).status).toBe(200);
    expect((await as(ana, "DELETE", place)).body.code).toBe("wrong_password");
    expect((await as(ana, "DELETE", place, { password: PASSWORD })).status).toBe(204);
    const account = { rail: "sepa", name: "Piano School", iban: "DE89370400440532013000" };
    await as(ana, "POST", "/paying-accounts", { account, password: PASSWORD });
    expect((await as(ana, "DELETE", "/paying-accounts/sepa")).body.code).toBe("wrong_password");
    expect((await as(ana, "DELETE", "/paying-accounts/sepa", { password: PASSWORD })).status).toBe(204);
  });

  test("a key given anew keeps the webhook, until it is told to forget it", async () => {
    const set = async (account: object) =>
      (await as(ana, "POST", "/paying-accounts", { account, password: PASSWORD })).body.data;
    const paypal = { rail: "paypal", clientId: "client", secret: "secret" };
    expect(await set({ ...paypal, webhookId: "8PT59711" })).toMatchObject([{ webhook: true }]);
    expect(await set({ ...paypal, secret: "another" })).toMatchObject([{ webhook: true }]);
    expect(await set({ ...paypal, webhookId: null })).toMatchObject([{ webhook: false }]);
  });

  test("proposed while one was alone, it takes the second who has joined since", async () => {
    const run = await as(ana, "POST", "/payout-runs", {});
    expect(run.body).toMatchObject({ fourEyes: false, isOwn: true });
    fay = await shop.door.person("finance", where, PASSWORD);
    expect((await as(ana, "GET", `/payout-runs/${run.body.id}`)).body.fourEyes).toBe(true);
    expect((await as(ana, "POST", `/payout-runs/${run.body.id}/approve`)).body.code).toBe("own_run");
    expect((await withdraw(run.body.id)).status).toBe(200);
  });

  test("what a key proposed is also of who made it, and of who gave it a new secret", async () => {
    const scopes = ["payouts:read", "payouts:write", "adjustments:write", "ledger:read"];
    const key = (await as(ana, "POST", "/api-keys", { name: "Payroll", scopes })).body;
    const adm = await shop.door.person("admin", where, PASSWORD);
    const run = await byKey(key.secret, "/payout-runs", {});
    expect(run.madeBy).toBe("API key “Payroll”");
    expect((await as(ana, "POST", `/payout-runs/${run.id}/approve`)).body.code).toBe("own_run");
    expect((await as(ana, "GET", `/payout-runs/${run.id}`)).body.isOwn).toBe(true);
    expect((await as(fay, "GET", `/payout-runs/${run.id}`)).body.isOwn).toBe(false);
    await withdraw(run.id);

    const put = { party: bruno.party, kind: "adjustment", currency: "USD", amount: 2500, reason: "Promised" };
    const one = await byKey(key.secret, "/adjustments", put);
    expect((await as(ana, "POST", `/adjustments/${one.id}/approve`)).body.code).toBe("four_eyes");
    expect((await as(fay, "POST", `/adjustments/${one.id}/approve`)).status).toBe(200);

    const turned = await as(adm, "POST", `/api-keys/${key.id}/rotate`, { graceHours: 0 });
    const again = await byKey(turned.body.secret, "/payout-runs", {});
    expect((await as(adm, "POST", `/payout-runs/${again.id}/approve`)).body.code).toBe("own_run");
    expect((await as(fay, "POST", `/payout-runs/${again.id}/approve`)).body.state).toBe("paying");
  });
});
