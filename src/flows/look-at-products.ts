// How a list of products sells, at a glance: offers, how a direct sale of the first one is shared, and what
// was sold lately, a day at a time, beside as many days before. Reads only; computes no share itself.
// Example: piano → 49.00 USD: ana 39.74, bruno 4.41, market 4.85; 12 sales in 30 days, 9 before.
import { parsePublicId, type Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import { plansOf } from "../contracts/plans.ts";
import type { Tx } from "../db/transaction.ts";
import { compilePlan } from "../engine/compile-plan.ts";
import type { Line } from "../engine/line.ts";
import { readPlan } from "../engine/read-plan.ts";
import type { Sale } from "../engine/sale.ts";
import { split } from "../engine/split.ts";
import type { Offer } from "../products/product.ts";
import { readOffersOf } from "../products/read-products.ts";
import { type Glance, readGlances } from "../reports/product-sales.ts";

export interface SoldAtAGlance {
  currency: string;
  sales: number;
  paid: number;
  salesBefore: number;
  paidBefore: number;
  /** Sales of each day, oldest first. */
  byDay: number[];
}

export interface LookedAt {
  offers: Offer[];
  example: { currency: string; paid: number; lines: { party: Uuid; role: Line["role"]; amount: number }[] };
  sold: SoldAtAGlance[];
}

interface When {
  now: number;
  today: string;
  days: number;
  /** Of the business: an example without an offer is in it. */
  currency: string;
}

const WHOLE = 10_000;

export async function lookAtProducts(
  tx: Tx,
  ws: number,
  products: readonly Uuid[],
  when: When,
): Promise<Map<Uuid, LookedAt>> {
  const offers = await readOffersOf(tx, ws, products);
  const glances = Map.groupBy(await readGlances(tx, ws, { ...when, products }), (one) => one.product);
  const looked = new Map<Uuid, LookedAt>();
  for (const product of products) {
    const own = offers.get(product) ?? [];
    const first = own.find((offer) => !offer.orderBump && offer.price > 0);
    const { currency, price } = first ?? { currency: when.currency, price: WHOLE };
    looked.set(product, {
      offers: own,
      example: {
        currency,
        paid: price,
        lines: await splitExample(tx, ws, product, when.now, currency, price),
      },
      sold: sumUp(glances.get(product) ?? [], when.days),
    });
  }
  return looked;
}

async function splitExample(
  tx: Tx,
  ws: number,
  product: Uuid,
  now: number,
  currency: string,
  paid: number,
): Promise<LookedAt["example"]["lines"]> {
  const interval = (await plansOf(tx, ws, product)).find((one) => now < one.until);
  assert(interval, `product ${product} has no plan`);
  const read = readPlan(interval.plan, { checkCap: false });
  assert(read.ok, `the plan of product ${product} is not valid`);
  const sale = { id: "example", at: now, currency, paid, tax: 0, shipping: 0, fees: [], affiliate: null };
  const { lines } = split(compilePlan(read.plan), sale as unknown as Sale, new Map());
  return lines.map(({ party, role, amount }) => ({
    party: parsePublicId("party", party) as Uuid,
    role,
    amount,
  }));
}

/** Largest first, so that what matters stands first. */
function sumUp(glances: readonly Glance[], days: number): SoldAtAGlance[] {
  const currencies = [...Map.groupBy(glances, (one) => one.currency)].map(([currency, rows]) => {
    const now = rows.filter((one) => one.ago < days);
    const before = rows.filter((one) => one.ago >= days);
    const byDay = Array.from({ length: days }, () => 0);
    for (const { ago, sales } of now) byDay[days - 1 - ago] = sales;
    return {
      currency,
      sales: sum(now, "sales"),
      paid: sum(now, "paid"),
      salesBefore: sum(before, "sales"),
      paidBefore: sum(before, "paid"),
      byDay,
    };
  });
  return currencies.sort((a, b) => b.sales - a.sales || b.salesBefore - a.salesBefore);
}

function sum(rows: readonly Glance[], what: "sales" | "paid"): number {
  return rows.reduce((total, row) => total + row[what], 0);
}
