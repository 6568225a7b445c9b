// The changes of an event as people read them: an object taken apart into its fields, each only where it
// differs. It never drops one: what has no name of ours keeps the one it came with.
// Example: fees { platformFee: { rate: "0.09" } } → { platformFee: { rate: "0.1" } } is one line, the rate's.
import { amountText, formatRate } from "../../../parts/format-amount.ts";
import type { MessageKey } from "../../../words/messages.ts";
import type { Words } from "../../../words/speak.ts";

export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function takenApart(changes: readonly Change[]): Change[] {
  return changes.flatMap(({ field, before, after }) => {
    if (!isObject(before) && !isObject(after)) return same(before, after) ? [] : [{ field, before, after }];
    const [was, is] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    return takenApart(
      keys.map((key) => ({ field: `${field}.${key}`, before: was[key] ?? null, after: is[key] ?? null })),
    );
  });
}

const same = (before: unknown, after: unknown) => JSON.stringify(before) === JSON.stringify(after);

/** "fees.platformFee.rate" is called as on the product; "holds.card" is "Holds, card". */
export function nameOfField(
  field: string,
  words: Words,
  nameOnProduct: (bare: string, words: Words) => string,
): string {
  const { say, has } = words;
  const key = `auditField.${field}`;
  if (has(key)) return say(key as MessageKey);
  const bare = bareField(field);
  const [first = "", ...rest] = field.split(".");
  const name = nameOnProduct(bare, words);
  if (name !== bare) return name;
  const group = `auditField.${first}`;
  return has(group) && rest.length > 0 ? `${say(group as MessageKey)}, ${rest.join(" ")}` : field;
}

/** Fees of the business are spelled as those of a product. */
export const bareField = (field: string): string => field.replace(/^fees\./, "");

/** What the history of a product has no word for; null where that one says it. */
export function ownValue(
  field: string,
  value: unknown,
  { currency, timeZone }: { currency?: string | undefined; timeZone: string },
  { say, has, language }: Words,
): string | null {
  if (value === null || value === undefined || value === "") return say("audit.nothing");
  if (field === "maxShared" || /(^|\.)rate$/.test(field)) return formatRate(String(value), language);
  const inCurrency = /\.fixed\.([A-Z]{3})$/.exec(field)?.[1] ?? (field === "price" ? currency : undefined);
  if (inCurrency !== undefined) return amountText(Number(value), inCurrency, language);
  if (/^(starts|ends)$/.test(field) && !Number.isNaN(Date.parse(String(value)))) {
    const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone });
    return format.format(new Date(String(value)));
  }
  const role = `role.${String(value)}`;
  if (field === "role" && has(role)) return say(role as MessageKey);
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) {
    return value.length === 0
      ? say("audit.nothing")
      : new Intl.ListFormat(language).format(value.map(String));
  }
  return null;
}
