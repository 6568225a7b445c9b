// The plans of a product over time, on a real database: every stretch reads as a plan of the engine, they
// cover all of time without gaps, and change exactly where terms or contracts do.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ppm } from "../../src/base/rate.ts";
import { plansOf } from "../../src/contracts/plans.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { planHash } from "../../src/engine/plan-hash.ts";
import { readPlan } from "../../src/engine/read-plan.ts";
import { changeProductTerms } from "../../src/flows/change-product-terms.ts";
import { changeWorkspace } from "../../src/flows/change-workspace.ts";
import { AGREED, openShop, type Shop } from "../journeys/open-shop.ts";

describe("The plans of a product", () => {
  let shop: Shop;
  let product: string;
  const uuid = async () =>
    inWorkspace(shop.door.db, shop.ws, (tx) =>
      tx.selectFrom("product").select("id").where("name", "=", "Piano").executeTakeFirstOrThrow(),
    ).then((row) => row.id as Parameters<typeof plansOf>[2]);
  const plans = async () => {
    const id = await uuid();
    return inWorkspace(shop.door.db, shop.ws, (tx) => plansOf(tx, shop.ws, id));
  };
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
  const at = (text: string) => `${text}T00:00:00.000Z`;

  beforeAll(async () => {
    shop = await openShop(undefined, "America/Sao_Paulo");
    product = (await shop.make("/products", { name: "Piano" })).id;
  });
  afterAll(() => shop.door.close());

  test("the first terms hold for all of time, and a plan names only what is not a default", async () => {
    expect(await plans()).toEqual([
      {
        from: Number.NEGATIVE_INFINITY,
        until: Number.POSITIVE_INFINITY,
        plan: { producer: shop.producer, timeZone: "America/Sao_Paulo" },
      },
    ]);
  });

  test("terms and contracts turn it where they start and end, in order of acceptance", async () => {
    const bruno = (await shop.make("/parties", { kind: "partner", name: "Bruno", ref: "bruno" })).id;
    const market = (await shop.make("/parties", { kind: "platform", name: "Market", ref: "market" })).id;
    const terms = { platformFee: { party: { ref: "market" }, rate: 99_000 as Ppm, fixed: { USD: 50 } } };
    await changeProductTerms(shop.door.app, shop.ws, await uuid(), terms, day("2031-05-01"), "system");
    const contract = { product, party: bruno, ...AGREED };
    const late = await shop.make("/contracts", { ...contract, share: "0.10", starts: at("2031-07-01") });
    const early = await shop.make("/contracts", {
      ...contract,
      clauses: [
        {
          kind: "tiers",
          measure: "sales",
          period: "term",
          tiers: [{ upTo: 9, share: "0.2" }, { share: "0.3" }],
        },
      ],
      starts: at("2031-06-01"),
      ends: at("2031-08-01"),
    });
    await shop.make(`/contracts/${late.id}/versions`, {
      ...AGREED,
      share: "0.15",
      base: "net",
      starts: at("2031-07-15"),
    });
    const found = await plans();
    const names: Record<string, string> = { [late.id]: "late", [early.id]: "early" };
    const told = found.map(({ from, plan }) => [
      Number.isFinite(from) ? new Date(from).toISOString().slice(0, 10) : "ever",
      plan.platformFee === undefined ? "no fee" : (plan.platformFee as { party: string }).party === market,
      ((plan.contracts ?? []) as { id: string; share?: string }[])
        .map((one) => `${names[one.id]} ${one.share ?? "tiers"}`)
        .join(", "),
    ]);
    expect(told).toEqual([
      ["ever", "no fee", ""],
      ["2031-05-01", true, ""],
      ["2031-06-01", true, "early tiers"],
      ["2031-07-01", true, "late 0.1, early tiers"],
      ["2031-07-15", true, "late 0.15, early tiers"],
      ["2031-08-01", true, "late 0.15"],
    ]);
    for (const [i, one] of found.entries())
      expect(one.until).toBe(found[i + 1]?.from ?? Number.POSITIVE_INFINITY);
  });

  test("every stretch is a plan of the engine; only what decides a split gives it another name", async () => {
    const hashes = async () =>
      (await plans()).map(({ plan }) => {
        const read = readPlan(plan);
        expect(read).toMatchObject({ ok: true });
        return read.ok ? planHash(read.plan) : "";
      });
    const before = await hashes();
    expect(new Set(before).size).toBe(before.length);
    await shop.patch(`/products/${product}`, { metadata: { colour: "red" }, status: "inactive" });
    await changeWorkspace(
      shop.door.app,
      shop.ws,
      { maxShared: 900_000 as Ppm, holds: { card: 30 } },
      "system",
    );
    expect(await hashes()).toEqual(before);
  });

  test("a plan that shares more than the default cap says so, so that the command reads it too", async () => {
    const more = { product, party: { ref: "bruno" }, share: "0.50", starts: at("2032-01-01"), ...AGREED };
    await shop.make("/contracts", { ...more, base: "gross" });
    await shop.make("/contracts", { ...more, share: "0.20" });
    const last = (await plans()).at(-1)?.plan;
    expect(last).toMatchObject({ maxShared: "0.99" });
    expect(readPlan(last)).toMatchObject({ ok: true });
  });

  test("a product of nobody has no plan", async () => {
    const nobody = "019a5c7e-5d3b-7c4e-8f00-0123456789ab" as Parameters<typeof plansOf>[2];
    expect(await inWorkspace(shop.door.db, shop.ws, (tx) => plansOf(tx, shop.ws, nobody))).toEqual([]);
  });
});
