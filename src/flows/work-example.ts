// A worked example for an agreement: a sale of the product at its real price, direct and by an affiliate,
// split by what will be in force from the agreement's start on. Counts nothing and stores nothing.
// Example: 97.00 BRL, bruno 10 % → producer 87.30, bruno 9.70; with an affiliate of 30 % → 61.11, 6.79,
// 29.10.
import type { Minor } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { parsePublicId, publicId, type Uuid } from "../base/id.ts";
import type { Instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import { assert } from "../base/refusal.ts";
import type { AgreementExample } from "../contracts/agreement.ts";
import { plansOf } from "../contracts/plans.ts";
import type { Tx } from "../db/transaction.ts";
import { type CompiledPlan, compilePlan } from "../engine/compile-plan.ts";
import { TAX_PARTY } from "../engine/line.ts";
import { readPlan } from "../engine/read-plan.ts";
import type { SaleAffiliate } from "../engine/sale.ts";
import { split } from "../engine/split.ts";
import { readOffersOf } from "../products/read-products.ts";
import { readNames } from "../reports/names.ts";

/** An affiliate nobody knows yet, where an example needs one. */
const SOME_RATE = 300_000 as Ppm;

/**
 * `at`: an instant at which the agreement holds. `party` recruited the example's affiliate. Null without a
 * price.
 */
export async function workExample(
  tx: Tx,
  ws: number,
  product: Uuid,
  at: number,
  party: Uuid,
): Promise<AgreementExample | null> {
  const offers = (await readOffersOf(tx, ws, [product])).get(product) ?? [];
  const offer = offers.find((one) => one.status === "active" && one.price > 0);
  if (offer === undefined) return null;
  const interval = (await plansOf(tx, ws, product)).find((one) => at < one.until);
  assert(interval !== undefined, `product ${product} has no plan at ${at}`);
  const read = readPlan(interval.plan, { checkCap: false });
  assert(read.ok, `the plan of product ${product} is not valid`);
  const compiled = compilePlan(read.plan);
  const some = { party: "", rate: SOME_RATE, recruitedBy: publicId("party", party) };
  const { currency, price } = offer;
  const lines = (affiliate: SaleAffiliate | null) => splitOne(compiled, at, currency, price, affiliate);
  const cases = [
    { kind: "direct" as const, lines: lines(null) },
    { kind: "affiliate" as const, lines: lines(some) },
  ];
  const parties = cases.flatMap((one) => one.lines.map((line) => parsePublicId("party", line.party)));
  const names = await readNames(tx, ws, { parties });
  const nameOf = (line: { party: string }) => {
    const id = parsePublicId("party", line.party);
    return id === null ? "" : names.party(id);
  };
  return {
    offer: offer.name,
    currency,
    paid: price,
    cases: cases.map(({ kind, lines }) => ({
      kind,
      lines: lines.map((line) => ({ ...line, name: nameOf(line) })),
    })),
  };
}

function splitOne(
  compiled: CompiledPlan,
  at: number,
  currency: string,
  price: number,
  affiliate: SaleAffiliate | null,
): { party: string; role: string; amount: number }[] {
  const zero = 0 as Minor;
  const sale = { id: "example", at: at as Instant, currency: currency as Currency, paid: price as Minor };
  const done = split(compiled, { ...sale, tax: zero, shipping: zero, fees: [], affiliate }, new Map());
  return done.lines
    .filter((line) => line.party !== TAX_PARTY)
    .map(({ party, role, amount }) => ({ party, role, amount }));
}
