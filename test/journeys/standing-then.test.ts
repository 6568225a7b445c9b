// Who earns is whoever stood so at the instant of the sale, however late it is told: who was suspended since
// earned before, a manager whose affiliate was handed over since earned until then, a coupon counts as it
// did.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";
import { AGREED } from "./open-shop.ts";

let world: Affiliates;
beforeAll(async () => {
  world = await openAffiliates();
  const { product, party } = world;
  const agreed = { product, starts: "2020-01-01T00:00:00Z", ...AGREED };
  await world.make("/contracts", { ...agreed, party: party.davi, share: "0.05", scope: "recruited" });
});
afterAll(() => world.door.close());

/** An instant that lies between what was done and what is done next. */
async function instant(): Promise<string> {
  await new Promise((done) => setTimeout(done, 20));
  const at = new Date().toISOString();
  await new Promise((done) => setTimeout(done, 20));
  return at;
}

test("who is suspended earned what was sold before, and nothing after", async () => {
  const click = await world.click("dora-piano", 2);
  const before = await instant();
  await world.patch(`/affiliations/${world.affiliation.dora}`, { state: "suspended", reason: "Ads" });
  const sold = async (externalId: string, more: object = {}) =>
    await world.earned((await world.buy(externalId, { clickId: click.id, ...more })).body.id);
  expect(await sold("told late", { at: before })).toMatchObject({ Dora: 1792 });
  expect(await sold("sold since")).not.toHaveProperty("Dora");
});

test("who is handed over counts for the manager of then on earlier sales, on later ones no more", async () => {
  const { product } = world;
  const click = await world.click("carla-piano", 2);
  const before = await instant();
  const over = { affiliations: [world.affiliation.carla], to: null, reason: "He stops." };
  const done = await world.post(`/products/${product}/hand-overs`, over);
  expect(done.body, JSON.stringify(done.body)).toEqual({ count: 1 });
  const sold = async (externalId: string, more: object = {}) =>
    await world.earned((await world.buy(externalId, { clickId: click.id, ...more })).body.id);
  // 100.00 less 10.40 and 31.36; five in a hundred of 58.24.
  expect(await sold("davi's", { at: before })).toMatchObject({ Carla: 3136, Davi: 291 });
  const later = await sold("nobody's");
  expect(later).toMatchObject({ Carla: 3136 });
  expect(later).not.toHaveProperty("Davi");
});

test("a coupon counts as it stood when it was sold, and a code as whose it was", async () => {
  const { product, affiliation } = world;
  const { id: party } = await world.make("/parties", { kind: "partner", name: "Eva", ref: "eva" });
  const eva = await world.make("/affiliations", { product, party, code: "EVA", rate: "0.20" });
  const code = "SUMMER";
  const coupon = await world.make("/coupons", { affiliation: affiliation.carla, code });
  const sold = async (externalId: string, at: string) =>
    await world.earned((await world.buy(externalId, { coupon: code, at })).body.id);
  const active = await instant();
  await world.patch(`/coupons/${coupon.id}`, { state: "paused" });
  const paused = await instant();
  await world.patch(`/coupons/${coupon.id}`, { state: "active" });
  await world.patch(`/coupons/${coupon.id}`, { state: "ended" });
  const ended = await instant();
  await world.make("/coupons", { affiliation: eva.id, code });
  const again = await instant();
  expect(await sold("coupon, told late", active)).toMatchObject({ Carla: 3136 });
  expect(await sold("while it was paused", paused)).not.toHaveProperty("Carla");
  expect(await sold("after it ended", ended)).not.toHaveProperty("Carla");
  expect(await sold("before another has it", ended)).not.toHaveProperty("Eva");
  expect(await sold("since another has it", again)).toHaveProperty("Eva");
});

test("a co-producer who may not promote is barred from the day of the contract until its end, and no longer", async () => {
  const { product } = world;
  const DAY = 86_400_000;
  const day = (ahead: number) => new Date(Date.now() + ahead * DAY).toISOString();
  const { id: party } = await world.make("/parties", { kind: "partner", name: "Gil", ref: "gil" });
  await world.make("/affiliations", { product, party, code: "GIL", rate: "0.20" });
  const agreed = { product, party, share: "0.05", ...AGREED, mayBeAffiliate: false };
  await world.make("/contracts", { ...agreed, starts: day(1), ends: day(3) });
  const sold = async (ahead: number) => {
    const { id } = (await world.buy(`gil ${ahead}`, { affiliate: { code: "GIL" }, at: day(ahead) })).body;
    const lines = (await world.get(`/sales/${id}`)).body.lines as { role: string; party: { name: string } }[];
    return lines.filter((one) => one.party.name === "Gil").map((one) => one.role);
  };
  expect([await sold(0), await sold(2), await sold(4)]).toEqual([
    ["affiliate"],
    ["coproducer"],
    ["affiliate"],
  ]);
});
