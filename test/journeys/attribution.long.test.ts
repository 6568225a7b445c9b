// Attribution through the door beyond its heart: the window's edge, models with exact shares, renewals,
// leads, own purchases by address and means of payment, limits of coupons, several in one batch, an
// affiliate's dispute, what fraud is found; and that neither order nor time of telling changes who earns.
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordNamedSales } from "../../src/flows/record-named-sales.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { saleClaimOf } from "../../src/server/routes/sale-claim.ts";
import { newSale } from "../../src/wire/sale.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

describe("Attribution in full", { timeout: 120_000 }, () => {
  let world: Affiliates;
  let n = 0;
  beforeAll(async () => {
    world = await openAffiliates();
  }, 120_000);
  afterAll(() => world.door.close());

  const id = () => `long-${++n}`;
  const earned = async (more: object) => await world.earned((await world.buy(id(), more)).body.id);
  test("without a programme a link counts for sixty days, the sixtieth included", async () => {
    const { id: click } = await world.click("carla-piano", 20);
    const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
    expect(await earned({ clickId: click, at: at(39) })).toHaveProperty("Carla");
    expect(await earned({ clickId: click, at: at(41) })).not.toHaveProperty("Carla");
    const late = await world.buy(id(), { clickId: click, at: at(41) });
    const { body } = await world.journey(late.body.id);
    expect(body.touches).toMatchObject([{ skipped: "outside_window" }]);
  });

  test("a sale of before the click, a click that nobody has, and one of another product earn nothing", async () => {
    const { id: click } = await world.click("carla-piano", 1);
    expect(await earned({ clickId: click, at: ago(2) })).not.toHaveProperty("Carla");
    const nobody = await world.buy(id(), { clickId: "click_01k9e7wq9vfh78y0000000000a" });
    expect((await world.journey(nobody.body.id)).body).toMatchObject({ how: "judged", touches: [] });
    expect(await earned({ clickId: "what is this" })).not.toHaveProperty("Carla");
  });

  test("an own purchase by address, however spelled, or by the card of it earns nothing", async () => {
    const { id: click } = await world.click("dora-piano", 1);
    expect(await earned({ clickId: click, buyer: { email: "dora@example.com" } })).not.toHaveProperty("Dora");
    expect(await earned({ clickId: click, buyer: { email: "DORA+x@example.com" } })).not.toHaveProperty(
      "Dora",
    );
    await world.buy(id(), { buyer: { email: "dora@example.com", fingerprint: "card-1" } });
    const other = { email: "someone@example.com", fingerprint: "card-1" };
    expect(await earned({ clickId: click, buyer: other })).not.toHaveProperty("Dora");
    expect(await earned({ clickId: click, buyer: { ...other, fingerprint: "card-2" } })).toHaveProperty(
      "Dora",
    );
  });

  test("a lead carries its click to the sale, once under its id", async () => {
    const { id: click } = await world.click("carla-piano", 3);
    const told = { product: world.product, externalId: "webinar-1", clickId: click, email: "x@example.com" };
    const first = await world.post("/leads", told);
    const again = await world.post("/leads", told);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.id).toBe(first.body.id);
    expect(await earned({ lead: "webinar-1" })).toMatchObject({ Carla: 3136 });
  });

  test("a coupon's days, stacking and state; of a batch only as many as are left", async () => {
    const make = (code: string, more: object) =>
      world.make("/coupons", { affiliation: world.affiliation.dora, code, ...more });
    await make("OVER", { endsAt: ago(1) });
    await make("ALONE", { stacks: false });
    await make("FREE", {});
    const paused = await make("PAUSED", {});
    await world.patch(`/coupons/${paused.id}`, { state: "paused" });
    expect(await earned({ coupon: "OVER" })).not.toHaveProperty("Dora");
    expect(await earned({ coupon: "PAUSED" })).not.toHaveProperty("Dora");
    expect(await earned({ coupon: "ALONE" })).toHaveProperty("Dora");
    const both = await world.buy(id(), { coupons: ["ALONE", "FREE"] });
    expect((await world.journey(both.body.id)).body.touches).toMatchObject([
      { code: "FREE", skipped: null },
      { code: "ALONE", skipped: "coupon_not_alone" },
    ]);
    await make("TWO", { mostUses: 2 });
    const sold = { product: world.product, currency: "USD", paid: 10_000, coupon: "two" };
    const claims = [1, 2, 3].map((k) => saleClaimOf(newSale.parse(sold), `two-${k}`, Date.now()));
    await recordNamedSales(world.door.app, world.ws, claims, "system");
    const used = (await world.get("/coupons?code=TWO")).body.data[0];
    expect(used).toMatchObject({ uses: 2, usesAfterClick: 0 });
  });

  test("stated several whose weights are not one, or beside one, are refused with the path", async () => {
    const affiliates = [
      { code: "CARLA", weight: "0.5" },
      { code: "DORA", weight: "0.4" },
    ];
    const sale = { externalId: id(), product: world.product, currency: "USD", paid: 10_000, affiliates };
    expect((await world.post("/sales", sale)).status).toBe(400);
    const beside = { ...sale, affiliates: [{ code: "CARLA", weight: "1" }], affiliate: { code: "DORA" } };
    const { body } = await world.post("/sales", beside);
    expect(body.errors.map((one: { path: string }) => one.path)).toContain("affiliates");
  });

  test("a share of several is told again the same, refunded whole to zero, and the books agree", async () => {
    const affiliates = [
      { code: "CARLA", weight: "0.333333" },
      { code: "DORA", weight: "0.666667" },
    ];
    const sale = await world.buy("several", { affiliates, paid: 9_999 });
    expect((await world.buy("several", { affiliates, paid: 9_999 })).body.created).toBe(false);
    const other = [
      { ...affiliates[0], weight: "0.5" },
      { ...affiliates[1], weight: "0.5" },
    ];
    const sold = { externalId: "several", product: world.product, currency: "USD", paid: 9_999 };
    expect((await world.post("/sales", { ...sold, affiliates: other })).status).toBe(409);
    await world.make(`/sales/${sale.body.id}/refunds`, { externalId: "several-r", amount: 9_999 });
    const { body } = await world.get(`/sales/${sale.body.id}`);
    expect(body.affiliates).toMatchObject([{ weight: "0.333333" }, { weight: "0.666667" }]);
    expect(body.lines.every((one: { amount: number; reversed: number }) => one.amount === one.reversed)).toBe(
      true,
    );
    expect((await world.get(`/sales?affiliate=${world.dora}&externalId=several`)).body.data).toHaveLength(1);
    expect((await verifyBooks(world.door.app, world.ws)).disagreements).toEqual([]);
  });

  describe("what the affiliate sees", () => {
    let carla: Speaker;
    let lost: string;
    beforeAll(async () => {
      carla = await speaksFor(world, "carla", { party: world.party.carla });
      const first = await world.click("carla-piano", 9);
      const last = await world.click("dora-piano", 1, first.visitor);
      lost = (await world.buy(id(), { clickId: last.id })).body.id;
    });

    test("a sale that went to another, without the other's name", async () => {
      const { data } = await carla.get("/touched-sales?credited=false");
      expect(data.map((one: { sale: string }) => one.sale)).toContain(lost);
      const told = await carla.get(`/sales/${lost}/journey`);
      expect(told.touches).toMatchObject([
        { own: true, code: "carla-piano", skipped: "not_last" },
        { own: false, party: null, code: null, skipped: null },
      ]);
      expect(told.credited).toMatchObject([{ own: false, party: null, rate: null }]);
      expect(JSON.stringify(told)).not.toContain("Dora");
    });

    test("one of its own, with what it earned of it, by which link; sought, of some days, as a file", async () => {
      const click = await world.click("carla-piano", 1);
      const won = (await world.buy(id(), { clickId: click.id })).body.id;
      const whole = await world.earned(won);
      const find = async (query: string) => (await carla.get(`/touched-sales?${query}`)).data;
      const ofSale = (rows: { sale: string }[]) => rows.find((one) => one.sale === won);
      const first = ofSale(await find("credited=true&limit=100")) as Record<string, unknown> | undefined;
      expect(first).toMatchObject({ sale: won, by: "link", code: "carla-piano", weight: "1", held: 0 });
      expect([first?.paid, first?.earned]).toEqual([10_000, whole.Carla]);
      const [theirs] = (await find("credited=false")).filter((one: { sale: string }) => one.sale === lost);
      expect(theirs).toMatchObject({ earned: 0, weight: "0", code: "carla-piano" });
      expect(ofSale(await find("q=CARLA-pia&limit=100"))).toBeDefined();
      expect(await find("q=dora-piano")).toEqual([]);
      expect(await find("to=2020-01-01T00:00:00Z")).toEqual([]);
      const [link] = (await world.get("/links?code=carla-piano")).body.data;
      expect(ofSale(await find(`link=${link.id}&limit=100`))).toBeDefined();
      const url = `/v1/partner/${carla.party}/touched-sales.csv?credited=true`;
      const file = (await carla.person.send({ method: "GET", url })).body;
      const rows = parse(file, { columns: true }) as Record<string, string>[];
      const row = rows.find((one) => one.Sale === won);
      const earned = ((whole.Carla ?? 0) / 100).toFixed(2);
      expect(row).toMatchObject({ Sale: won, Code: "carla-piano", "Your commission": earned });
    });

    test("disputes it; a sale without a touch of its own stays unseen", async () => {
      const asked = { about: { sale: lost }, topic: "attribution", text: "He came through me." };
      const made = await carla.post("/questions", asked);
      expect(made).toMatchObject({ status: 201, body: { topic: "attribution", state: "open" } });
      const other = (await world.buy(id())).body.id;
      const unseen = await carla.post("/questions", { ...asked, about: { sale: other } });
      expect(unseen.status).toBe(404);
      const looked = await carla.send("GET", `/sales/${other}/journey`);
      expect(looked.status).toBe(404);
    });
  });

  test("each fraud is found once and holds the commission; the books agree", async () => {
    const rules = async (sale: string) => {
      await watchFraud(world.door.app, world.ws);
      await watchFraud(world.door.app, world.ws);
      const { body } = await world.get(`/findings?sale=${sale}`);
      expect(body.data.length).toBeLessThanOrEqual(1);
      return (body.data[0]?.evidence ?? []).map((one: { rule: string }) => one.rule);
    };
    const buy = async (more: object) => (await world.buy(id(), more)).body.id as string;
    const calm = await world.click("carla-piano", 1);
    expect(await rules(await buy({ clickId: calm.id }))).toEqual([]);
    const fast = await world.click("carla-piano", 0);
    expect(await rules(await buy({ clickId: fast.id }))).toEqual(["tooFast"]);
    const mail = { email: "x@mailinator.com" };
    const other = await world.click("carla-piano", 2);
    expect(await rules(await buy({ clickId: other.id, buyer: mail }))).toEqual(["throwawayMail"]);
    // The caller named the affiliate, who is the buyer: it earns, and is held.
    const own = { affiliate: { code: "DORA" }, buyer: { email: "dora@example.com" } };
    expect(await rules(await buy(own))).toEqual(["ownPurchase"]);
    const flooding = await world.click("carla-piano", 3);
    const at = (k: number) => new Date(Date.now() - 3 * DAY_MS + k * 1000).toISOString();
    for (let k = 1; k < 31; k++) {
      await world.make("/clicks", { code: "carla-piano", visitor: flooding.visitor, at: at(k) });
    }
    expect(await rules(await buy({ clickId: flooding.id }))).toEqual(["clickFlood"]);
    const card = { fingerprint: "card-burst" };
    const burst = [];
    for (let k = 0; k < 3; k++) burst.push(await buy({ affiliate: { code: "CARLA" }, buyer: card }));
    expect(await rules(burst[2] as string)).toEqual(["deviceBurst"]);
    expect((await verifyBooks(world.door.app, world.ws)).disagreements).toEqual([]);
  });

  test("a coupon that is used far more than usual without a click is found", async () => {
    await world.make("/coupons", { affiliation: world.affiliation.carla, code: "LEAK" });
    let last = "";
    for (let k = 0; k < 10; k++) last = (await world.buy(id(), { coupon: "LEAK" })).body.id;
    await watchFraud(world.door.app, world.ws);
    const { body } = await world.get(`/findings?sale=${last}&rule=couponLeak`);
    expect(body.data).toMatchObject([{ state: "held", party: { name: "Carla" } }]);
  });

  test("models share exactly, and a later charge earns as long as the programme says", async () => {
    const renewals = { kind: "charges", count: 2 };
    await world.make(`/products/${world.product}/program`, { rate: "0.20", model: "linear", renewals });
    const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
    const first = await world.click("carla-piano", 5);
    const last = await world.click("dora-piano", 4, first.visitor);
    const charge = (k: number, more: object = {}) =>
      earned({ subscription: { ref: "sub-1", charge: k }, at: at(k), ...more });
    // Half of 35 % for carla, half of 20 % for dora, of 89.60.
    const shared = { Carla: 1568, Dora: 896 };
    expect(await charge(1, { clickId: last.id })).toMatchObject(shared);
    expect(await charge(2)).toMatchObject(shared);
    expect(await charge(3)).not.toHaveProperty("Carla");
    await world.patch(`/affiliations/${world.affiliation.dora}`, { state: "suspended", reason: "Ads" });
    // What is left of several shares the whole; here carla alone.
    const other = { subscription: { ref: "sub-2", charge: 1 }, at: at(4), clickId: last.id };
    expect(await earned(other)).toMatchObject({ Carla: 3136 });
  });
});
