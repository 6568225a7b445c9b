// Reads one refund from JSON and says what is wrong, with paths. Whether its sale is known, and how much of
// it is left, is not asked here.
// Example: {"refund":"s1","id":"r1","amount":400} → 4.00 of sale s1, all fees returned by the source.
import { isObject, type JsonObject, Problems, type Read } from "./problem.ts";
import { readAmount, readText } from "./read-value.ts";
import type { FeesReturned, Refund } from "./sale.ts";

const KEYS = new Set(["refund", "id", "amount", "feesReturned"]);

const FEES_RETURNED = new Map<unknown, FeesReturned>([
  [true, "all"],
  [false, "none"],
  ["platform_fee", "platform_fee"],
  ["processor_fee", "processor_fee"],
]);

export function readRefund(json: unknown): Read<"refund", Refund> {
  const problems = new Problems();
  const refund = readRefundFacts(problems, json);
  return refund === undefined ? { ok: false, errors: problems.list } : { ok: true, refund };
}

/** The refund, or undefined and what is wrong in `problems`. */
export function readRefundFacts(problems: Problems, json: unknown): Refund | undefined {
  if (!isObject(json)) return problems.add("", "invalid_object", "must be an object");
  problems.checkKeys(json, "", KEYS);
  const refund = readText(problems, json.refund, "", "refund");
  const id = readText(problems, json.id, "", "id");
  const amount = readAmount(problems, json.amount, "", "amount", 1);
  const feesReturned = json.feesReturned !== undefined ? readFeesReturned(problems, json) : "all";
  if (problems.list.length > 0) return undefined;
  return { refund, id, amount, feesReturned } as Refund;
}

function readFeesReturned(problems: Problems, json: JsonObject): FeesReturned | undefined {
  const known = FEES_RETURNED.get(json.feesReturned);
  if (known !== undefined) return known;
  const shape = 'must be true, false, "platform_fee" or "processor_fee"';
  return problems.add("feesReturned", "invalid_word", shape);
}
