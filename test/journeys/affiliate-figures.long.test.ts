// What each affiliate brings and earns, through the door: figures, order, pages, period and file; and several
// handed over in one go, for later sales only.
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
    expect(carla).toMatchObject({ clicks: 2, sales: 2, takeBacks: 1, refundRate: "0.5" });
    expect(carla.money).toEqual([{ currency: "USD", paid: 20_000, taken: 10_000, earned: 3136 }]);
    expect(dora).toMatchObject({ clicks: 0, sales: 1, takeBacks: 0, refundRate: "0" });
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

  test("is a file", async () => {
    const answer = await world.door.server.inject({
      url: `/v1${path}.csv?sort=name`,
      headers: { authorization: `Bearer ${await world.door.key(undefined, world.ws)}` },
    });
    const rows = parse(answer.body, { columns: true }) as Record<string, string>[];
    expect(rows[0]).toMatchObject({ Affiliate: "Carla", Sales: "2", "Refund rate": "0.5", Earned: "31.36" });
    expect(rows).toHaveLength(2);
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
});
