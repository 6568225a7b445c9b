// A later charge of a subscription earns for whoever earned on the first, as they stand at that charge:
// suspended since, buying for oneself since, and back again.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";

const HOUR_MS = 3_600_000;
let world: Affiliates;

beforeAll(async () => {
  world = await openAffiliates();
  await world.make(`/products/${world.product}/program`, { rate: "0.20", renewals: { kind: "all" } });
});
afterAll(() => world.door.close());

async function charge(ref: string, k: number, more: object = {}) {
  const at = new Date(Date.now() + k * HOUR_MS).toISOString();
  const { body } = await world.buy(`${ref} ${k}`, { subscription: { ref, charge: k }, at, ...more });
  const { touches } = (await world.journey(body.id)).body;
  return { earned: await world.earned(body.id), skipped: touches[0]?.skipped ?? null };
}

test("whoever is suspended at a later charge earns nothing on it, and again when they are back", async () => {
  const { id: clickId } = await world.click("dora-piano", 2);
  expect((await charge("sub-1", 1, { clickId })).earned).toMatchObject({ Dora: 1792 });
  expect((await charge("sub-1", 2)).earned).toMatchObject({ Dora: 1792 });
  const own = `/affiliations/${world.affiliation.dora}`;
  await world.patch(own, { state: "suspended", reason: "Ads" });
  const third = await charge("sub-1", 3);
  expect(third.earned).not.toHaveProperty("Dora");
  expect(third.skipped).toBe("suspended");
  await world.patch(own, { state: "approved" });
  expect((await charge("sub-1", 4)).earned).toMatchObject({ Dora: 1792 });
});

test("a later charge that the affiliate pays for earns nothing, whoever paid the first", async () => {
  const { id: clickId } = await world.click("dora-piano", 2);
  const first = await charge("sub-2", 1, { clickId, buyer: { email: "claire@example.com" } });
  expect(first.earned).toMatchObject({ Dora: 1792 });
  const own = await charge("sub-2", 2, { buyer: { email: "Dora+own@example.com" } });
  expect(own.earned).not.toHaveProperty("Dora");
  expect(own.skipped).toBe("own_purchase");
  const other = await charge("sub-2", 3, { buyer: { email: "claire@example.com" } });
  expect(other.earned).toMatchObject({ Dora: 1792 });
});
