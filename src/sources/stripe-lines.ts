// The line items of a Stripe checkout session or invoice as lines of a charge, each with the product it is
// of. A product is named by the first of: partage_product in the metadata of the line, its price, its product
// (where they are expanded), Stripe's product id, its price id. A list that is cut off is no list: it would
// divide wrongly.
// Example: { id: "li_1", amount_total: 2000, price: { id: "price_1", product: "prod_1" } } → 2000 of
// "prod_1".
import { type Minor, ZERO } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { type Fields, isObject } from "./json.ts";
import type { ChargeLine, Note, ProductRef } from "./message.ts";
import { readSignedAmount } from "./stripe-amount.ts";
import { readMetadata, readNaming } from "./stripe-facts.ts";
import { sumAmounts } from "./sum-amounts.ts";

export interface ReadLines {
  lines: ChargeLine[] | null;
  notes: Note[];
}

/** The lines below `path` of a session or an invoice; null where there are none, or not all of them. */
export function readLines(object: Fields, path: string, currency: Currency): ReadLines {
  const items = object.items(`${path}.data`);
  if (items.length === 0) return { lines: null, notes: [] };
  if (object.get(`${path}.has_more`) === true) {
    const message = "only the first lines came with the event: fetch them all to divide the charge";
    return { lines: null, notes: [{ code: "lines_incomplete", message, path: `${path}.has_more` }] };
  }
  const lines: ChargeLine[] = [];
  for (const item of items) {
    const line = readLine(item, currency);
    if (line === undefined) {
      const message = "a line names no product: the charge waits until someone does";
      return { lines: null, notes: [{ code: "line_without_product", message, path: item.path }] };
    }
    lines.push(line);
  }
  sumAmounts(
    object,
    path,
    lines.flatMap(({ amount, tax, discount }) => [amount, tax ?? 0, discount ?? 0]),
  );
  return { lines, notes: [] };
}

function readLine(item: Fields, currency: Currency): ChargeLine | undefined {
  const product = readLineProduct(item);
  const line = item.reference("id");
  if (product === undefined) return undefined;
  return item.text("object") === "line_item" && item.get("amount_total") === undefined
    ? readInvoiceLine(item, line, product, currency)
    : readSessionLine(item, line, product, currency);
}

/** Of a checkout session: `amount_total` holds tax and is after discounts. */
function readSessionLine(item: Fields, line: string, product: ProductRef, currency: Currency): ChargeLine {
  return {
    line,
    product,
    amount: readSignedAmount(item, "amount_total", currency),
    tax: toldAmount(item, "amount_tax", currency),
    discount: toldAmount(item, "amount_discount", currency),
  };
}

/** null where the line does not tell it. */
function toldAmount(item: Fields, path: string, currency: Currency): Minor | null {
  return item.get(path) === undefined ? null : readSignedAmount(item, path, currency);
}

/** Of an invoice: `amount` is before discounts and before taxes that are not included in it. */
function readInvoiceLine(item: Fields, line: string, product: ProductRef, currency: Currency): ChargeLine {
  const discount = sumOf(item.items("discount_amounts"), "amount", currency);
  const taxes = item.items("taxes").length > 0 ? item.items("taxes") : item.items("tax_amounts");
  const added = taxes.filter(
    (tax) => tax.get("inclusive") !== true && tax.text("tax_behavior") !== "inclusive",
  );
  const amount = readSignedAmount(item, "amount", currency);
  return {
    line,
    product,
    amount: sumAmounts(item, "amount", [amount, -discount, sumOf(added, "amount", currency)]),
    tax: sumOf(taxes, "amount", currency),
    discount,
  };
}

/** The sum of an amount over a list. */
export function sumOf(items: readonly Fields[], path: string, currency: Currency): Minor {
  const [first] = items;
  if (first === undefined) return ZERO;
  return sumAmounts(
    first,
    path,
    items.map((item) => readSignedAmount(item, path, currency)),
  );
}

function readLineProduct(item: Fields): ProductRef | undefined {
  const offerRef = item.id("price") ?? item.id("pricing.price_details.price") ?? item.id("plan");
  const name = item.text("description");
  for (const path of ["metadata", "price.metadata", "price.product.metadata", "plan.metadata"]) {
    const named = readNaming(readMetadata(item, path)).product;
    if (named !== null) return { ref: named.ref, name, offerRef: named.offerRef ?? offerRef };
  }
  const ref =
    item.id("price.product") ??
    item.id("pricing.price_details.product") ??
    item.id("plan.product") ??
    offerRef;
  if (ref === null) return undefined;
  const full = isObject(item.get("price.product")) ? item.text("price.product.name") : null;
  return { ref, name: full ?? name, offerRef };
}
