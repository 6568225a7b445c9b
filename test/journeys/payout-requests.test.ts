// What a party asked to be paid stays asked where the run comes to nothing: taken back, or refused when it
// was to begin. Never twice at once.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import { PASSWORD, type TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("what a party asked for", () => {
  let shop: Shop;
  let ana: TestPerson;
  let bruno: Speaker;

  const as = async (method: string, path: string, payload?: object) => {
    const url = `/v1/workspaces/${shop.workspace}${path}`;
    const answer = await ana.send({ method: method as "GET", url, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: (answer.body === "" ? null : answer.json()) as Parsed };
  };
  const asked = async () => (await bruno.get("/payout-details")).requests.length;

  beforeAll(async () => {
    shop = await openShop();
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    ana = await shop.door.person("owner", where, PASSWORD);
    bruno = await speaksFor(shop, "bruno");
    const told = { party: bruno.party, currency: "USD", amount: 94_535, asOf: "2025-12-31", note: "Before" };
    const { body } = await as("POST", "/opening-balances", told);
    expect((await bruno.post(`/opening-balances/${body.id}/confirm`)).status).toBe(200);
    const method = { kind: "paypal", email: "bruno@example.com" };
    expect((await bruno.post("/payout-method", { method })).status).toBe(200);
    expect((await bruno.post("/payout-requests", { currency: "USD" })).status).toBe(200);
  });
  afterAll(() => shop.door.close());

  test("is open again when the run is taken back", async () => {
    expect(await asked()).toBe(1);
    const run = await as("POST", "/payout-runs", {});
    expect((await bruno.get("/payout-details")).requests).toMatchObject([{ currency: "USD", taken: true }]);
    expect((await as("POST", `/payout-runs/${run.body.id}/withdraw`)).status).toBe(200);
    expect((await bruno.get("/payout-details")).requests).toMatchObject([{ taken: false }]);
    expect((await as("GET", "/payout-requests")).body.data).toHaveLength(1);
  });

  test("is open again when its payout is refused; what was asked anew meanwhile stays the one", async () => {
    const run = await as("POST", "/payout-runs", {});
    await as("PATCH", `/parties/${bruno.party}/payout-settings`, { held: true });
    await as("POST", `/payout-runs/${run.body.id}/approve`);
    await payRun(shop.door.app, shop.ws, parsePublicId("run", run.body.id) as Uuid);
    const [payout] = (await as("GET", `/payouts?run=${run.body.id}`)).body.data;
    expect(payout).toMatchObject({ state: "refused", reason: "held" });
    expect(await asked()).toBe(1);
    await as("PATCH", `/parties/${bruno.party}/payout-settings`, { held: false });

    const next = await as("POST", "/payout-runs", {});
    expect((await bruno.post("/payout-requests", { currency: "USD" })).body.code).toBe(
      "payout_asked_already",
    );
    await as("POST", `/payout-runs/${next.body.id}/withdraw`);
    expect(await asked()).toBe(1);
  });
});
