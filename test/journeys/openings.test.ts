// Moving in: the producer's side tells what a party was owed, the party confirms it and only then it is in
// the books, once however often and at once it is confirmed; or it objects. `verify` finds what was changed
// by hand.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { runSql } from "../run-sql.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import type { TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("opening balances", () => {
  let shop: Shop;
  let ana: TestPerson;
  let bruno: Speaker;
  let carla: Speaker;

  const tell = async (more: object = {}) => {
    const url = `/v1/workspaces/${shop.workspace}/opening-balances`;
    const payload = {
      party: bruno.party,
      currency: "USD",
      amount: 41_250,
      asOf: "2025-12-31",
      note: "Statement 2025-12",
      ...more,
    };
    const answer = await ana.send({ method: "POST", url, payload });
    return { status: answer.statusCode, body: answer.json() as Parsed };
  };
  const balances = async () => (await bruno.get("/balances")).balances;
  const wrong = async () => (await verifyBooks(shop.door.app, shop.ws)).disagreements.map((one) => one.check);

  beforeAll(async () => {
    shop = await openShop();
    ana = await shop.door.person("owner", { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid });
    bruno = await speaksFor(shop, "bruno");
    carla = await speaksFor(shop, "carla");
  });
  afterAll(() => shop.door.close());

  test("an objection posts nothing, and the figure may be told again", async () => {
    const { status, body } = await tell();
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({ state: "open", entry: null });
    expect((await tell()).body.code).toBe("opening_told");
    expect((await carla.post(`/opening-balances/${body.id}/confirm`)).status).toBe(404);
    expect((await carla.get("/opening-balances")).data).toEqual([]);
    const objected = await bruno.post(`/opening-balances/${body.id}/object`, { answer: "It was 512.50" });
    expect(objected.body).toMatchObject({ state: "objected", answer: "It was 512.50" });
    expect((await bruno.post(`/opening-balances/${body.id}/confirm`)).body.code).toBe("opening_objected");
    expect(await balances()).toEqual([]);
  });

  test("confirmed twenty times at once it is posted once, and available", async () => {
    const { body } = await tell({ amount: 51_250 });
    const all = await Promise.all(
      Array.from({ length: 20 }, () => bruno.post(`/opening-balances/${body.id}/confirm`)),
    );
    expect(all.filter((one) => one.status === 200)).toHaveLength(1);
    expect(new Set(all.map((one) => one.body.code))).toEqual(new Set([undefined, "opening_confirmed"]));
    expect(await balances()).toMatchObject([{ currency: "USD", available: 51_250, pending: 0 }]);
    const { data } = await bruno.get("/entries");
    expect(data).toMatchObject([{ kind: "opening", amount: 51_250, sale: null, contract: null }]);
    const [told] = (await bruno.get("/opening-balances")).data;
    const entry = await shop.get(`/entries/${told.entry}`);
    expect(entry.body.postings.map((one: Parsed) => [one.kind, one.amount])).toEqual([
      ["bank", -51_250],
      ["payable", 51_250],
    ]);
    expect(await wrong()).toEqual([]);
  });

  test("a debt is told below zero; what cannot be is refused with its path", async () => {
    const owed = await tell({ party: carla.party, amount: -900 });
    expect((await carla.post(`/opening-balances/${owed.body.id}/confirm`)).status).toBe(200);
    expect((await carla.get("/balances")).balances).toMatchObject([{ available: -900 }]);
    for (const [more, code] of [
      [{ amount: 0, currency: "EUR" }, "invalid_amount"],
      [{ asOf: "2199-01-01", currency: "EUR" }, "day_to_come"],
      [{ party: shop.producer, currency: "EUR" }, "no_partner"],
    ] as const) {
      const { status, body } = await tell(more);
      expect([status, body.code]).toEqual([422, code]);
    }
    const open = await tell({ currency: "EUR" });
    const url = `/v1/workspaces/${shop.workspace}/opening-balances/${open.body.id}/withdraw`;
    expect((await ana.send({ method: "POST", url })).json()).toMatchObject({ state: "withdrawn" });
  });

  test("verify finds one that was changed by hand", async () => {
    expect(await wrong()).toEqual([]);
    const ws = `SELECT set_config('app.ws', '${shop.ws}', false);`;
    const off = "ALTER TABLE partage.opening_balance DISABLE TRIGGER guard;";
    const forge = "UPDATE partage.opening_balance SET amount = amount + 1 WHERE amount = 51250";
    await runSql(shop.door.url, `${ws} ${off} ${forge}`);
    expect(new Set(await wrong())).toEqual(new Set(["opening", "body"]));
  });
});
