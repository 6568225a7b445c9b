// The facts of a problem as people read them in a sentence: rates in percent, days as days, amounts in their
// currency. What a message asks for and the answer does not tell is "none", for its select. Never an id.
// Example: { room: "0.2" } → room "20 %"; { until: "2026-10-31" } → until "31 Oct 2026".
import { dayText } from "../parts/date-range.ts";
import { amountText, formatRate } from "../parts/format-amount.ts";

const RATES = new Set(["room", "maxShared"]);
const AMOUNTS = new Set(["minimum", "available"]);
const PLAIN = new Set(["bound", "unit", "limit", "invited", "email"]);
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/** Every name that a message may ask for has a value. */
export function factsAsText(facts: Readonly<Record<string, unknown>>, language: string) {
  const text = (name: string): string | number => {
    const value = name === "names" ? namesIn(facts, language) : facts[name];
    if (value === undefined || value === null) return "none";
    // For a select: owner_admin_finance.
    if (name === "roles" && Array.isArray(value)) return value.join("_");
    if (RATES.has(name)) return formatRate(String(value), language);
    if (AMOUNTS.has(name)) return amountIn(value, facts.currency, language);
    if (PLAIN.has(name) || name === "names") return typeof value === "number" ? value : String(value);
    return dayOf(String(value), language);
  };
  return new Proxy({} as Record<string, string | number>, { get: (_, name) => text(String(name)) });
}

/** A day as it is; an instant as the reader's own clock has it. */
function dayOf(value: string, language: string): string {
  if (DAY.test(value)) return dayText(value, language);
  if (!INSTANT.test(value)) return "none";
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(value),
  );
}

function amountIn(value: unknown, currency: unknown, language: string): string {
  return typeof value === "number" && typeof currency === "string"
    ? amountText(value, currency, language)
    : "none";
}

/** The products that are in the way, each once. */
function namesIn({ inTheWay }: Readonly<Record<string, unknown>>, language: string): string | undefined {
  if (!Array.isArray(inTheWay)) return undefined;
  const names = new Set(inTheWay.map((one) => (one as { productName?: unknown }).productName));
  const known = [...names].filter((name) => typeof name === "string");
  return known.length === 0 ? undefined : new Intl.ListFormat(language).format(known);
}
