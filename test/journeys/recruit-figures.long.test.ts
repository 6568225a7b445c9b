// What a manager's affiliates bring and give it, through the portal: clicks, sales, what the manager's line
// gave, less what was taken back; a shared sale divided by weights; search, order, pages, file; never another
// manager's.
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";
import { AGREED } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";

interface Row {
  recruit: { id: string; code: string; party: { name: string } };
  clicks: number;
  sales: number;
  money: { currency: string; earned: number }[];
}

describe("A manager's affiliates", { timeout: 120_000 }, () => {
  let world: Affiliates;
  let eva: Speaker;
  let other: Speaker;
  beforeAll(async () => {
    world = await openAffiliates();
    eva = await speaksFor(world, "eva");
    other = await speaksFor(world, "otto");
    for (const [{ party }, share] of [
      [eva, "0.05"],
      [other, "0.02"],
    ] as const) {
      const terms = { product: world.product, party, share, scope: "recruited", ...AGREED };
      await world.make("/contracts", terms);
    }
    const affiliations = [world.affiliation.carla, world.affiliation.dora];
    await world.post(`/products/${world.product}/hand-overs`, { affiliations, to: eva.party });
    const click = await world.click("carla-piano", 0);
    await world.buy("by-click", { clickId: click.id });
    const named = await world.buy("by-name", { affiliate: { code: "CARLA" } });
    await world.make(`/sales/${named.body.id}/refunds`, { externalId: "half", amount: 5_000 });
    await world.buy("shared", {
      affiliates: [
        { code: "CARLA", weight: "0.6" },
        { code: "DORA", weight: "0.4" },
      ],
    });
  }, 120_000);
  afterAll(() => world.door.close());

  const read = async (who: Speaker, query = ""): Promise<Row[]> =>
    (await who.get(`/recruit-figures?product=${world.product}${query}`)).data;
  const ownLines = async (who: Speaker) => {
    const { data } = await who.get("/sales?earned=true");
    return data.flatMap((sale: { lines: { amount: number; reversed: number }[] }) => sale.lines);
  };

  test("bring clicks and sales, and give what the manager's own lines say", async () => {
    const rows = await read(eva, "&sort=earned");
    expect(rows.map(({ recruit, clicks, sales }) => [recruit.party.name, clicks, sales])).toEqual([
      ["Carla", 1, 3],
      ["Dora", 0, 1],
    ]);
    const whole = rows.flatMap((row) => row.money).reduce((sum, one) => sum + one.earned, 0);
    const lines = (await ownLines(eva)) as { amount: number; reversed: number }[];
    expect(whole).toBe(lines.reduce((sum, line) => sum + line.amount - line.reversed, 0));
    expect(whole).toBeGreaterThan(0);
    const [shared] = rows[1]?.money ?? [];
    expect(shared?.currency).toBe("USD");
    expect(shared?.earned).toBeGreaterThan(0);
  });

  test("are sought, sorted, read a page at a time, and are a file", async () => {
    expect((await read(eva, "&q=dor")).map((one) => one.recruit.code)).toEqual(["DORA"]);
    expect(await read(eva, "&q=example.com")).toEqual([]);
    expect((await read(eva, "&sort=sales&direction=asc")).map((one) => one.recruit.code)).toEqual([
      "DORA",
      "CARLA",
    ]);
    const first = await eva.get(`/recruit-figures?product=${world.product}&sort=name&limit=1`);
    expect(first.data[0].recruit.code).toBe("CARLA");
    const next = await read(eva, `&sort=name&limit=1&cursor=${first.nextCursor}`);
    expect(next.map((one) => one.recruit.code)).toEqual(["DORA"]);
    expect((await read(eva, "&to=2020-01-01")).map((one) => one.sales)).toEqual([0, 0]);
    const answer = await eva.person.send({
      method: "GET",
      url: `/v1/partner/${eva.party}/recruit-figures.csv?product=${world.product}&sort=name`,
    });
    const rows = parse(answer.body, { columns: true }) as Record<string, string>[];
    const [carla] = await read(eva, "&sort=name");
    const earned = ((carla?.money[0]?.earned ?? 0) / 100).toFixed(2);
    expect(rows[0]).toMatchObject({ Affiliate: "Carla", Sales: "3", "You earned": earned });
  });

  test("are nobody else's; the share is said with what it is of and an example", async () => {
    expect(await read(other)).toEqual([]);
    const { data } = await eva.get("/managed-products");
    expect(data[0]).toMatchObject({ base: "after_affiliate", recruits: { approved: 2, all: 2 } });
    await world.make(`/products/${world.product}/offers`, {
      ...{ name: "Course", kind: "one_time", price: 10_000, currency: "USD" },
    });
    const told = (await eva.get("/managed-products")).data[0].example;
    expect(told).toMatchObject({ currency: "USD", paid: 10_000, rate: "0.3" });
    const sold = await world.buy("like-it", { affiliate: { code: "CARLA", rate: "0.30" } });
    const { lines } = await eva.get(`/sales/${sold.body.id}`);
    expect(told.earned).toBe(lines[0].amount);
  });
});
