// What each affiliate brings and earns, through the door: figures, order, pages, period and file; and several
// handed over in one go, for later sales only.
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { acceptProgramTerms } from "../../src/flows/accept-program-terms.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";
import { AGREED } from "./open-shop.ts";

describe("The list of affiliates", { timeout: 120_000 }, () => {
  let world: Affiliates;
  let path: string;
  beforeAll(async () => {
    world = await openAffiliates();
    path = `/products/${world.product}/affiliate-figures`;
    const click = await world.click("carla-piano", 1);
    await world.click("carla-piano", 1);
    const sold = await world.buy("a-1", { clickId: click.id });
    await world.buy("a-2", { clickId: click.id });
    await world.buy("a-3", { affiliate: { code: "DORA" } });
    await world.make(`/sales/${sold.body.id}/refunds`, { externalId: "back", amount: 10_000 });
  }, 120_000);
  afterAll(() => world.door.close());

  const names = async (query: string) =>
    (await world.get(`${path}?${query}`)).body.data.map(
      (one: { affiliation: { party: { name: string } } }) => one.affiliation.party.name,
    );

  test("says clicks, sales, refunds and earnings of each, sorted by any", async () => {
    const { body } = await world.get(path);
    const [carla, dora] = body.data;
    expect(carla).toMatchObject({ clicks: 2, sales: 2, clickSales: 2, takeBacks: 1, refundRate: "0.5" });
    expect(carla.money).toEqual([{ currency: "USD", paid: 20_000, taken: 10_000, earned: 3136 }]);
    expect(dora).toMatchObject({ clicks: 0, sales: 1, clickSales: 0, takeBacks: 0, refundRate: "0" });
    expect(dora.money[0].earned).toBe(1792);
    expect(await names("sort=clicks&direction=asc")).toEqual(["Dora", "Carla"]);
    expect(await names("sort=refunds")).toEqual(["Carla", "Dora"]);
    expect(await names("sort=name&direction=desc")).toEqual(["Dora", "Carla"]);
    const first = (await world.get(`${path}?sort=name&limit=1`)).body;
    const second = (await world.get(`${path}?sort=name&limit=1&cursor=${first.nextCursor}`)).body;
    expect([first.data.length, second.data[0].affiliation.code, second.nextCursor]).toEqual([
      1,
      "DORA",
      null,
    ]);
    const long = (await world.get(`${path}?to=2020-01-01`)).body.data;
    expect(long.map((one: { sales: number; money: unknown[] }) => [one.sales, one.money])).toEqual([
      [0, []],
      [0, []],
    ]);
  });

  test("is sought by name, code or address, and narrowed by state", async () => {
    expect(await names("q=dor")).toEqual(["Dora"]);
    expect(await names("q=CARLA")).toEqual(["Carla"]);
    expect(await names("q=%25")).toEqual([]);
    expect(await names("state=approved&sort=name")).toEqual(["Carla", "Dora"]);
    expect(await names("state=suspended")).toEqual([]);
    expect((await world.get(`${path}?state=requested`)).status).toBe(400);
  });

  test("the sales of a link are a list", async () => {
    const [link] = (await world.get("/links?code=carla-piano")).body.data;
    const sales = (await world.get(`/sales?link=${link.id}`)).body.data;
    expect(sales.map((one: { externalId: string }) => one.externalId)).toEqual(["a-2", "a-1"]);
    const totals = (await world.get(`/sales/totals?link=${link.id}`)).body;
    expect(totals.totals).toMatchObject([{ sales: 2 }]);
  });

  test("is a file", async () => {
    const answer = await world.door.server.inject({
      url: `/v1${path}.csv?sort=name`,
      headers: { authorization: `Bearer ${await world.door.key(undefined, world.ws)}` },
    });
    const rows = parse(answer.body, { columns: true }) as Record<string, string>[];
    expect(rows[0]).toMatchObject({ Affiliate: "Carla", Sales: "2", "Refund rate": "0.5", Earned: "31.36" });
    expect(rows.map((row) => row["Sales by click"])).toEqual(["2", "0"]);
    expect(rows).toHaveLength(2);
  });

  test("tells nobody without sight of the ledger what is earned: not by figure, file or order", async () => {
    const key = await world.door.key(["affiliates:read"], world.ws);
    const ask = (tail: string) =>
      world.door.server.inject({ url: `/v1${path}${tail}`, headers: { authorization: `Bearer ${key}` } });
    const { data } = (await ask("?sort=earned&direction=asc")).json();
    expect(data.map((one: { sales: number }) => one.sales)).toEqual([1, 2]);
    for (const one of data) for (const { earned } of one.money) expect(earned).toBeNull();
    const file = (await ask(".csv")).body;
    expect(file).not.toContain("31.36");
    expect((parse(file, { columns: true }) as Record<string, string>[])[0]).toMatchObject({
      Affiliate: "Carla",
      Sold: "200.00",
      Earned: "",
    });
  });

  test("several are handed over in one go, for later sales only", async () => {
    const eva = await world.make("/parties", { kind: "partner", name: "Eva", ref: "eva-manager" });
    const terms = { product: world.product, party: eva.id, share: "0.05", scope: "recruited", ...AGREED };
    await world.make("/contracts", terms);
    const before = new Date().toISOString();
    const affiliations = [world.affiliation.carla, world.affiliation.dora];
    const body = { affiliations, to: eva.id, reason: "Eva looks after both." };
    const done = await world.post(`/products/${world.product}/hand-overs`, body);
    expect(done.body).toEqual({ count: 2 });
    const late = await world.buy("late", { affiliate: { code: "DORA" }, at: before });
    const next = await world.buy("next", { affiliate: { code: "DORA" } });
    expect(await world.earned(late.body.id)).not.toHaveProperty("Eva");
    expect(await world.earned(next.body.id)).toHaveProperty("Eva");
    expect((await world.post(`/products/${world.product}/hand-overs`, body)).body).toEqual({ count: 0 });
  });

  test("says who accepted which terms; who has not is reminded, once a day", async () => {
    const remind = () => world.post(`/products/${world.product}/program/terms/reminders`, undefined);
    expect((await remind()).body.code).toBe("no_program");
    await world.make(`/products/${world.product}/program`, { rate: "0.30" });
    expect((await remind()).body.code).toBe("no_terms");
    await world.make(`/products/${world.product}/program/terms`, { text: "Be honest." });
    const { body: program } = await world.get(`/products/${world.product}/program`);
    expect(program.counts).toMatchObject({ approved: 2, withoutTerms: 2 });
    expect(await names("terms=accepted")).toEqual([]);
    expect(await names("terms=missing&sort=name")).toEqual(["Carla", "Dora"]);
    expect((await remind()).body).toEqual({ count: 2 });
    expect((await remind()).body.code).toBe("reminded_today");
    const id = parsePublicId("affiliation", world.affiliation.carla) as Uuid;
    const party = parsePublicId("party", (await world.get("/parties?ref=carla")).body.data[0].id) as Uuid;
    await acceptProgramTerms(world.door.app, world.ws, id, 1, { party, actor: "system" });
    expect(await names("terms=accepted")).toEqual(["Carla"]);
    expect(await names("terms=missing")).toEqual(["Dora"]);
    await world.make(`/products/${world.product}/program/terms`, { text: "Be kind as well." });
    expect(await names("terms=accepted")).toEqual([]);
  });
});
