// A change of the history in words: what happened, what the field is called, what its value says. What is not
// known here is shown as it came, never left out.
//   offer.changed, price 4900 → 5900 USD: "Offer “Monthly” changed", Price, 49.00 USD, 59.00 USD
import { Fragment, type ReactNode } from "react";
import { amountText, formatRate } from "../../../parts/format-amount.ts";
import { When } from "../../../parts/when.tsx";
import type { MessageKey } from "../../../words/messages.ts";
import type { Words } from "../../../words/speak.ts";
import type { ProductHistoryEntry } from "../../data/products-around.ts";
import { clauseInWords } from "./contract-words.ts";

export function whatHappened(entry: ProductHistoryEntry, { say, has }: Words): string {
  const status = entry.changes.find((change) => change.path === "status");
  const kind = entry.type.replaceAll(".", "_");
  const isOnlyStatus = status && entry.changes.length === 1 && entry.subject.kind !== "affiliation";
  const key = isOnlyStatus ? `history.status.${String(status.after)}` : `history.what.${kind}`;
  if (!has(key)) return entry.type;
  return say(key as MessageKey, { name: entry.subject.name, kind: entry.subject.kind });
}

/** "platformFee.fixed.USD" is said as "platformFee.fixed" with its currency behind. */
export function fieldName(path: string, { say, has }: Words): string {
  const fixed = /^platformFee\.fixed\.([A-Z]{3})$/.exec(path);
  if (fixed) return say("historyField.platformFee.fixed", { currency: fixed[1] ?? "" });
  const duty = /^responsibilities\.(delivery|support|marketing|tax)$/.exec(path);
  if (duty) return say(`duty.${duty[1] as "delivery"}`);
  const key = `historyField.${path}`;
  return has(key) ? say(key as MessageKey) : path;
}

const RATES = new Set(["share", "rate", "platformFee.rate"]);
const WORDS = new Set([
  "base",
  "scope",
  "status",
  "state",
  "kind",
  "every",
  "invoices",
  "renewals",
  "tail",
  "platformFee.bearer",
  "processorFee.bearer",
  "affiliate.base",
  "unreturnedFees",
]);

export function changeValue(
  path: string,
  value: unknown,
  entry: { currency?: string | null | undefined },
  words: Words,
): ReactNode {
  const { say, language, has } = words;
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return say(value ? "word.yes" : "word.no");
  if (RATES.has(path)) return formatRate(String(value), language);
  if (path === "price" && entry.currency) return amountText(Number(value), entry.currency, language);
  const fixed = /^platformFee\.fixed\.([A-Z]{3})$/.exec(path);
  if (fixed) return amountText(Number(value), fixed[1] ?? "", language);
  if (path === "ends") return <When at={String(value)} />;
  if (path === "clauses" && Array.isArray(value)) return clauses(value, entry.currency, words);
  if (isNamed(value)) return value.name;
  const key = `historyValue.${path}.${String(value)}`;
  if (WORDS.has(path) && has(key)) return say(key as MessageKey);
  if (path.startsWith("responsibilities.")) {
    const side = `historyValue.side.${String(value)}`;
    return has(side) ? say(side as MessageKey) : String(value);
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function clauses(list: readonly unknown[], currency: string | null | undefined, words: Words): ReactNode {
  // Without its currency an amount is not told: it is known a moment later.
  if (list.length === 0 || !currency) return "–";
  return list.map((clause, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the clauses of a version never move
    <Fragment key={index}>
      {index > 0 ? <br /> : null}
      {clauseInWords(clause as Parameters<typeof clauseInWords>[0], currency, words)}
    </Fragment>
  ));
}

function isNamed(value: unknown): value is { name: string } {
  return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
}
