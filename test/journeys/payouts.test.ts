// Money out, end to end over HTTP: a party says where it is paid, finance proposes, a second person approves,
// the file is written once for ever, what arrives is settled and what comes back is payable again; verify
// agrees.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import { PASSWORD, type TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("payouts", () => {
  let shop: Shop;
  let ana: TestPerson;
  let fay: TestPerson;
  let bruno: Speaker;
  let carla: Speaker;

  const as = async (who: TestPerson, method: string, path: string, payload?: object) => {
    const url = `/v1/workspaces/${shop.workspace}${path}`;
    const answer = await who.send({ method: method as "GET", url, ...(payload ? { payload } : {}) });
    const isJson = String(answer.headers["content-type"]).includes("json");
    return { status: answer.statusCode, body: (isJson ? answer.json() : answer.body) as Parsed };
  };
  const owe = async (who: Speaker, amount: number, currency = "USD") => {
    const told = { party: who.party, currency, amount, asOf: "2025-12-31", note: "Carried over" };
    const { body } = await as(ana, "POST", "/opening-balances", told);
    expect((await who.post(`/opening-balances/${body.id}/confirm`)).status).toBe(200);
  };
  const iban = { kind: "iban", holder: "Bruno Lima", iban: "DE89 3704 0044 0532 0130 00" };

  beforeAll(async () => {
    shop = await openShop();
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    ana = await shop.door.person("owner", where, PASSWORD);
    fay = await shop.door.person("finance", where, PASSWORD);
    bruno = await speaksFor(shop, "bruno");
    carla = await speaksFor(shop, "carla");
    await owe(bruno, 94_535);
    await owe(carla, 410);
  });
  afterAll(() => shop.door.close());

  test("a place to pay to is checked, sealed and masked; the first counts at once", async () => {
    const wrong = await bruno.post("/payout-method", {
      method: { ...iban, iban: "DE88 3704 0044 0532 0130 00" },
    });
    expect([wrong.status, wrong.body.code]).toEqual([422, "invalid_iban"]);
    const { status, body } = await bruno.post("/payout-method", { method: iban });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.method).toMatchObject({ kind: "iban", hint: "DE89 •••• 3000", setSide: "party" });
    expect(body.method.usableAt).toBe(body.method.setAt);
    expect(JSON.stringify(body)).not.toContain("0532");
    const shown = await as(fay, "GET", `/parties/${bruno.party}/payout-details`);
    expect(shown.body.method.hint).toBe("DE89 •••• 3000");
    expect(shown.body.owed).toEqual([
      { currency: "USD", available: 94_535, least: 1000, nextOn: null, expected: null, whyNot: null },
    ]);
    expect(JSON.stringify((await as(ana, "GET", "/events")).body)).not.toContain("0532");
  });

  test("finance needs its password to say where a party is paid", async () => {
    const method = { kind: "paypal", email: "carla@example.com" };
    const path = `/parties/${carla.party}/payout-method`;
    expect((await as(fay, "PUT", path, { method })).body.code).toBe("wrong_password");
    expect((await as(fay, "PUT", path, { method, password: PASSWORD })).status).toBe(200);
  });

  test("proposed, approved by another, written once, settled, returned", async () => {
    const preview = await as(fay, "POST", "/payout-runs/preview", {});
    expect(preview.body).toMatchObject({
      fourEyes: true,
      payouts: [{ party: { id: bruno.party }, rail: "csv", currency: "USD", amount: 94_535 }],
      leftOut: [{ party: { id: carla.party }, reason: "below_minimum", facts: { minimum: 1000 } }],
    });
    const made = await as(fay, "POST", "/payout-runs", {});
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const run = made.body;
    expect(run).toMatchObject({ no: 1, state: "proposed", fourEyes: true, isOwn: true });
    expect((await as(fay, "POST", "/payout-runs", {})).body.code).toBe("nothing_to_pay");
    const file = run.files[0].name;
    expect((await as(fay, "GET", `/payout-runs/${run.id}/files/${file}`)).body.code).toBe("run_not_begun");
    expect((await as(fay, "POST", `/payout-runs/${run.id}/approve`)).body.code).toBe("own_run");
    const approved = await as(ana, "POST", `/payout-runs/${run.id}/approve`);
    expect(approved.body, JSON.stringify(approved.body)).toMatchObject({ state: "paying" });
    expect((await as(ana, "POST", `/payout-runs/${run.id}/approve`)).body.code).toBe("run_paying");
    expect((await bruno.get("/balances")).balances).toMatchObject([{ available: 0, inTransit: 94_535 }]);

    const first = await as(fay, "GET", `/payout-runs/${run.id}/files/${file}`);
    expect(first.body).toContain("Bruno Lima,945.35,USD,iban,DE89370400440532013000");
    expect((await as(ana, "GET", `/payout-runs/${run.id}/files/${file}`)).body).toBe(first.body);

    const [payout] = (await as(ana, "GET", `/payouts?run=${run.id}`)).body.data;
    const done = await as(fay, "POST", `/payout-runs/${run.id}/settle`, { file });
    expect(done.body).toMatchObject({ state: "done" });
    expect((await bruno.get("/payouts")).data).toMatchObject([{ state: "settled", amount: 94_535 }]);
    expect((await bruno.get("/balances")).balances).toMatchObject([{ available: 0, inTransit: 0 }]);

    const back = await as(fay, "POST", `/payouts/${payout.id}/end`, { how: "returned", reason: "AC04" });
    expect(back.body).toMatchObject({ state: "returned", reason: "AC04" });
    expect(back.body.steps.map((one: Parsed) => one.step)).toEqual([
      "proposed",
      "in_transit",
      "sent",
      "settled",
      "returned",
    ]);
    const again = await as(fay, "POST", `/payouts/${payout.id}/end`, { how: "settled" });
    expect([again.status, again.body.code]).toEqual([409, "payout_returned"]);
    expect((await bruno.get("/balances")).balances).toMatchObject([{ available: 94_535, inTransit: 0 }]);
    expect((await carla.get("/payouts")).data).toEqual([]);
    expect((await verifyBooks(shop.door.app, shop.ws)).disagreements).toEqual([]);
  });

  test("a changed place waits 72 hours and leaves the party out meanwhile", async () => {
    const { body } = await bruno.post("/payout-method", {
      method: { kind: "pix", holder: "Bruno Lima", keyType: "cpf", key: "529.982.247-25" },
    });
    expect(Date.parse(body.method.usableAt) - Date.parse(body.method.setAt)).toBe(72 * 3_600_000);
    const preview = await as(fay, "POST", "/payout-runs/preview", {});
    expect(preview.body.leftOut).toMatchObject([{ reason: "method_changed" }, { reason: "below_minimum" }]);
  });
});
