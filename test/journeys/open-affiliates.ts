// Carla and dora promote piano: links and clicks made through the API, days ago. Example:
// const world = await openAffiliates(); const click = await world.click("carla-piano", 9).
import { expect } from "vitest";
import type { Answered } from "./open-shop.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";

const DAY_MS = 86_400_000;

export interface Affiliates extends PianoShop {
  dora: string;
  /** By name. */
  affiliation: Record<"carla" | "dora", string>;
  /** Follows a link some days ago; the click's id. `visitor`: who has been here before. */
  click(code: string, daysAgo: number, visitor?: string): Promise<{ id: string; visitor: string }>;
  /** A sale of 100.00 that names no affiliate. */
  buy(externalId: string, more?: object): Promise<Answered>;
  /** Party name → what it got, zero lines aside. */
  earned(sale: string): Promise<Record<string, number>>;
  journey(sale: string): Promise<Answered>;
}

export async function openAffiliates(): Promise<Affiliates> {
  const shop = await openPianoShop();
  const { product } = shop;
  const carla = (await shop.get(`/affiliations?code=CARLA`)).body.data[0].id as string;
  const email = "dora@example.com";
  const dora = (await shop.make("/parties", { kind: "partner", name: "Dora", ref: "dora", email }))
    .id as string;
  const made = await shop.make("/affiliations", { product, party: dora, code: "DORA", rate: "0.20" });
  await shop.make("/destinations", { product, name: "Page", url: "https://school.example/piano" });
  await shop.make("/links", { affiliation: carla, code: "carla-piano", campaign: "spring" });
  await shop.make("/links", { affiliation: made.id, code: "dora-piano" });
  return {
    ...shop,
    dora,
    affiliation: { carla, dora: made.id },
    async click(code, daysAgo, visitor) {
      const at = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
      return await shop.make("/clicks", { code, at, ...(visitor === undefined ? {} : { visitor }) });
    },
    async buy(externalId, more = {}) {
      const sold = { externalId, product, currency: "USD", paid: 10000, ...more };
      const answered = await shop.post("/sales", sold);
      expect(answered.status, JSON.stringify(answered.body)).toBeLessThan(300);
      return answered;
    },
    async earned(sale) {
      const { body } = await shop.get(`/sales/${sale}`);
      const lines = body.lines.filter((one: { amount: number }) => one.amount !== 0);
      return Object.fromEntries(
        lines.map((one: { party: { name: string }; amount: number }) => [one.party.name, one.amount]),
      );
    },
    journey: (sale) => shop.get(`/sales/${sale}/journey`),
  };
}
