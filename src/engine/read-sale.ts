// Reads the facts of one sale from JSON and says what is wrong, with paths; never repairs and never half a
// sale.
// Example: {"id":"s1","at":"2026-03-01T12:00:00Z","currency":"USD","paid":10000} → a direct sale of 100.00
// USD without tax, shipping or fees; {"paid":100.5} → invalid_amount at "paid", and what else is missing.
import { MAX_MINOR, type Minor, ZERO } from "../base/amount.ts";
import { WHOLE } from "../base/rate.ts";
import { below, isObject, type JsonObject, Problems, type Read } from "./problem.ts";
import {
  readAmount,
  readCurrency,
  readFiner,
  readInstant,
  readList,
  readObject,
  readRate,
  readText,
} from "./read-value.ts";
import type { Sale, SaleAffiliate, SaleFee, WeighedAffiliate } from "./sale.ts";

const KEYS = new Set([
  "id",
  "at",
  "currency",
  "paid",
  "tax",
  "shipping",
  "fees",
  "affiliate",
  "affiliates",
  "product",
  "category",
  "offer",
]);
const FEE_KEYS = new Set(["party", "amount"]);
const AFFILIATE_KEYS = new Set(["party", "rate", "recruitedBy"]);
const WEIGHED_KEYS = new Set([...AFFILIATE_KEYS, "weight"]);
const NO_FEES: readonly SaleFee[] = Object.freeze([]);

/** Fees may exceed what was paid, but their sum must stay where a number is exact beside the platform's. */
const MAX_FEES = 5 * MAX_MINOR;

export function readSale(json: unknown): Read<"sale", Sale> {
  const problems = new Problems();
  const sale = readSaleFacts(problems, json);
  return sale === undefined ? { ok: false, errors: problems.list } : { ok: true, sale };
}

/** The sale, or undefined and what is wrong in `problems`. */
export function readSaleFacts(problems: Problems, json: unknown): Sale | undefined {
  if (!isObject(json)) return problems.add("", "invalid_object", "must be an object: a sale or a refund");
  problems.checkKeys(json, "", KEYS);
  const id = readText(problems, json.id, "", "id");
  const at = readInstant(problems, json.at, "", "at");
  const currency = readCurrency(problems, json.currency, "", "currency");
  const paid = readAmount(problems, json.paid, "", "paid");
  const tax = json.tax !== undefined ? readAmount(problems, json.tax, "", "tax") : ZERO;
  const shipping = json.shipping !== undefined ? readAmount(problems, json.shipping, "", "shipping") : ZERO;
  if (paid !== undefined && tax !== undefined && shipping !== undefined && tax + shipping > paid) {
    const path = tax > paid ? "tax" : "shipping";
    problems.add(path, "exceeds_paid", "must not be more than paid, tax and shipping together");
  }
  const fees = json.fees !== undefined ? readFees(problems, json) : NO_FEES;
  const affiliate = json.affiliate !== undefined ? readAffiliate(problems, json) : null;
  const affiliates = json.affiliates !== undefined ? readSeveral(problems, json) : undefined;
  const product = json.product !== undefined ? readText(problems, json.product, "", "product") : undefined;
  const category =
    json.category !== undefined ? readText(problems, json.category, "", "category") : undefined;
  const offer = json.offer !== undefined ? readText(problems, json.offer, "", "offer") : undefined;
  if (problems.list.length > 0) return undefined;
  const finer = readFiner(json.at);
  return {
    id,
    at,
    finer,
    currency,
    paid,
    tax,
    shipping,
    fees,
    affiliate,
    affiliates,
    product,
    category,
    offer,
  } as Sale;
}

function readFees(problems: Problems, json: JsonObject): SaleFee[] {
  const list = readList(problems, json.fees, "", "fees") ?? [];
  const fees: SaleFee[] = [];
  let sum = 0;
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    const path = feePath(index);
    if (!isObject(item)) {
      problems.add(path, "invalid_object", "must be an object");
      continue;
    }
    problems.checkKeys(item, path, FEE_KEYS);
    const party = readText(problems, item.party, path, "party");
    const amount = readAmount(problems, item.amount, path, "amount");
    fees.push({ party, amount } as SaleFee);
    sum = Math.min(sum + ((amount ?? 0) as Minor), MAX_FEES + 1);
  }
  if (sum > MAX_FEES) problems.add("fees", "invalid_amount", "must not add up to more than 5 × 10^15");
  return fees;
}

const FEE_PATHS = Array.from({ length: 16 }, (_, index) => `fees[${index}]`);

function feePath(index: number): string {
  return FEE_PATHS[index] ?? `fees[${index}]`;
}

function readAffiliate(problems: Problems, json: JsonObject): SaleAffiliate | undefined {
  const object = readObject(problems, json.affiliate, "", "affiliate");
  if (object === undefined) return undefined;
  problems.checkKeys(object, "affiliate", AFFILIATE_KEYS);
  return readOne(problems, object, "affiliate");
}

/** At least one, each party once, weights that add up to 1. */
function readSeveral(problems: Problems, json: JsonObject): WeighedAffiliate[] | undefined {
  const path = "affiliates";
  if (json.affiliate !== undefined) {
    return problems.add(path, "two_affiliates", "must not stand beside `affiliate`");
  }
  const list = readList(problems, json.affiliates, "", path);
  if (list === undefined) return undefined;
  const parties = new Set<string>();
  let sum = 0;
  const several = list.map((item, index): WeighedAffiliate | undefined => {
    const at = `${path}[${index}]`;
    if (!isObject(item)) return problems.add(at, "invalid_object", "must be an object");
    problems.checkKeys(item, at, WEIGHED_KEYS);
    const one = readOne(problems, item, at);
    if (parties.has(one.party)) {
      problems.add(below(at, "party"), "repeated_affiliate", "has a weight of this sale already");
    }
    parties.add(one.party);
    const weight = readRate(problems, item.weight, at, "weight");
    sum += weight ?? 0;
    return { ...one, weight } as WeighedAffiliate;
  });
  if (problems.list.length === 0 && sum !== WHOLE) {
    problems.add(path, "weights_not_one", "must have weights that add up to 1");
  }
  return several as WeighedAffiliate[];
}

/** Where anything is wrong, not whole: nobody looks at it then. */
function readOne(problems: Problems, object: JsonObject, path: string): SaleAffiliate {
  const party = readText(problems, object.party, path, "party");
  const rate = readRate(problems, object.rate, path, "rate");
  const recruitedBy =
    object.recruitedBy !== undefined ? readText(problems, object.recruitedBy, path, "recruitedBy") : null;
  return { party, rate, recruitedBy } as SaleAffiliate;
}
