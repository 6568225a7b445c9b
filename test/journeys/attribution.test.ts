// A click, and a sale days later: the right people earn, and the sale says why. A coupon goes before a link,
// nobody earns on his own purchase, who is suspended is skipped.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";

describe("Who is credited with a sale", () => {
  let world: Affiliates;
  beforeAll(async () => {
    world = await openAffiliates();
  });
  afterAll(() => world.door.close());

  test("the last link that was followed earns, and the journey tells every touch", async () => {
    const first = await world.click("carla-piano", 9);
    const last = await world.click("dora-piano", 2, first.visitor);
    const { body: sale } = await world.buy("a-1", { clickId: last.id });
    // 100.00 less 10.40 is 89.60; 20 % of it is dora's, a tenth of the rest is bruno's.
    expect(await world.earned(sale.id)).toEqual({
      "Piano School": 6451,
      Bruno: 717,
      Dora: 1792,
      Market: 1040,
    });
    const { body } = await world.journey(sale.id);
    expect(body).toMatchObject({ how: "judged", model: "last", windowDays: 60 });
    expect(body.touches).toMatchObject([
      { by: "link", party: { name: "Carla" }, code: "carla-piano", campaign: "spring", skipped: "not_last" },
      { by: "link", party: { name: "Dora" }, code: "dora-piano", weight: "1", skipped: null },
    ]);
    expect(body.credited).toMatchObject([{ party: { name: "Dora" }, weight: "1", rate: "0.2" }]);
    const again = await world.buy("a-1", { clickId: last.id });
    expect(again).toMatchObject({ status: 200, body: { id: sale.id, created: false } });
  });

  test("a coupon goes before a link; on the own purchase of its affiliate the link counts", async () => {
    await world.make("/coupons", { affiliation: world.affiliation.dora, code: "DORA10", mostUses: 1 });
    const click = await world.click("carla-piano", 1);
    const own = await world.buy("c-0", {
      clickId: click.id,
      coupon: "dora10",
      buyer: { email: "Dora+shop@example.com" },
    });
    expect(Object.keys(await world.earned(own.body.id))).toContain("Carla");
    const sale = await world.buy("c-1", { clickId: click.id, coupon: "dora10" });
    expect(await world.earned(sale.body.id)).toMatchObject({ Dora: 1792 });
    const over = await world.buy("c-2", { clickId: click.id, coupon: "dora10" });
    expect(await world.earned(over.body.id)).toMatchObject({ Carla: 3136 });
    const { body } = await world.journey(over.body.id);
    expect(body.touches).toMatchObject([{ skipped: null }, { code: "DORA10", skipped: "coupon_used_up" }]);
  });

  test("two who are named share the commission, also when one of them is suspended", async () => {
    const affiliates = [
      { code: "CARLA", weight: "0.5" },
      { code: "DORA", weight: "0.5" },
    ];
    const both = await world.buy("w-1", { affiliates });
    expect(await world.earned(both.body.id)).toMatchObject({ Carla: 1568, Dora: 896 });
    const click = await world.click("carla-piano", 3);
    const later = await world.click("dora-piano", 1, click.visitor);
    await world.patch(`/affiliations/${world.affiliation.dora}`, { state: "suspended", reason: "Ads" });
    const skipped = await world.buy("s-1", { clickId: later.id });
    expect(await world.earned(skipped.body.id)).toMatchObject({ Carla: 3136 });
    const alone = await world.buy("w-2", { affiliates });
    expect(await world.earned(alone.body.id)).toMatchObject({ Carla: 3136 });
    // What was split before stays as it was.
    const again = await world.buy("w-1", { affiliates: [{ ...affiliates[0] }, { ...affiliates[1] }] });
    expect(again.body.created).toBe(false);
  });
});
