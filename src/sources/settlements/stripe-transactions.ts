// Stripe's balance transactions as its API lists them, as lines of settlements: those of one payout, with the
// payout among them or beside them. Integers are Stripe's own smallest unit. Books nothing.
// Example: { "data": [{ "type": "charge", "source": "ch_1", "amount": 10000, "fee": 320 }, { "type":
// "payout", "source": "po_1", … }] } → one line of po_1.
import { type Currency, isCurrency } from "../../base/currency.ts";
import { fromStripeUnits } from "../../base/stripe-units.ts";
import { dayOf, type FileProblem, type FoundLine, isWithin, say } from "./found-line.ts";
import { kindOf } from "./settlement-mapping.ts";

type Parsed = Record<string, unknown>;

export function readStripeList(text: string, timeZone: string, problems: FileProblem[]): FoundLine[] {
  const all = rowsOf(text, problems);
  const payout = all.find((one) => one.object === "payout" || one.type === "payout");
  const isOwn = payout?.object === "payout";
  const id = payout === undefined ? null : wordOf(isOwn ? payout.id : (payout.source ?? payout.id));
  const at = payout === undefined ? null : (payout.arrival_date ?? payout.available_on);
  const arrivedOn = typeof at === "number" ? dayOf(at * 1000, isOwn ? "UTC" : timeZone) : null;
  return all.flatMap((one, i) => {
    if (one === payout) return [];
    const line = lineOf(one, i + 1, problems);
    return line === null ? [] : [{ ...line, settlement: id, arrivedOn }];
  });
}

function rowsOf(text: string, problems: FileProblem[]): Parsed[] {
  try {
    const parsed: unknown = JSON.parse(text);
    const data = Array.isArray(parsed) ? parsed : (parsed as Parsed).data;
    const rows = Array.isArray(data) ? data.filter((one) => one !== null && typeof one === "object") : [];
    if (rows.length > 0) return rows as Parsed[];
  } catch {
    // Said below: what is no list is no file of ours.
  }
  say(problems, 0, null, "not_a_list", "This JSON is not a list of balance transactions.");
  return [];
}

function lineOf(
  one: Parsed,
  row: number,
  problems: FileProblem[],
): Omit<FoundLine, "settlement" | "arrivedOn"> | null {
  const kind = kindOf(wordOf(one.reporting_category ?? one.type) ?? "");
  if (kind === "skip") return null;
  const currency = (wordOf(one.currency) ?? "").toUpperCase();
  if (!isCurrency(currency)) {
    say(problems, row, "currency", "unknown_currency", `"${currency.slice(0, 20)}" is no currency`);
    return null;
  }
  const amountOf = (key: "amount" | "fee") => {
    const amount = one[key] ?? 0;
    const ours = isWithin(amount) ? fromStripeUnits(amount, currency) : null;
    if (ours !== null) return ours;
    say(problems, row, key, "not_a_number", `${String(amount).slice(0, 40)} is no amount`);
    return null;
  };
  const gross = amountOf("amount");
  const fee = amountOf("fee");
  if (gross === null || fee === null) return null;
  const source = one.source as Parsed | string | null | undefined;
  const ref =
    wordOf(typeof source === "object" && source !== null ? source.id : source) ?? wordOf(one.id) ?? "";
  const charge = typeof source === "object" && source !== null ? wordOf(source.charge) : null;
  const at = typeof one.created === "number" ? one.created * 1000 : null;
  const note = (wordOf(one.description) ?? "").slice(0, 500);
  const refs = charge === null ? [] : [charge];
  const original = originalOf(source, currency, gross);
  const line = { kind, ref: ref.slice(0, 255), refs, at, gross, fee, note };
  return { row, currency, line: original === null ? line : { ...line, original } };
}

/** What the buyer paid in another currency, where the charge or refund is expanded. */
function originalOf(source: Parsed | string | null | undefined, settled: Currency, gross: number) {
  if (typeof source !== "object" || source === null) return null;
  const currency = (wordOf(source.currency) ?? "").toUpperCase();
  if (!isCurrency(currency) || currency === settled || !isWithin(source.amount)) return null;
  const amount = fromStripeUnits(Math.abs(source.amount), currency);
  return amount === null ? null : { currency, gross: gross < 0 ? 0 - amount : amount };
}

function wordOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
