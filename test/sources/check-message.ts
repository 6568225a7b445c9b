// What holds for every message whatever a source sent: checked on each one that any test of a source
// produces.
// Example: expectSound(readStripe(body)) fails when a sale's tax and shipping are more than was paid.
import { expect } from "vitest";
import { isMinor } from "../../src/base/amount.ts";
import { isCurrency } from "../../src/base/currency.ts";
import { isInstant } from "../../src/base/instant.ts";
import type { Message, SaleMessage } from "../../src/sources/message.ts";

export function expectSound(messages: readonly Message[]): readonly Message[] {
  const faults = messages.flatMap((message) =>
    faultsOf(message).map((fault) => `${fault}: ${JSON.stringify(message)}`),
  );
  expect(faults).toEqual([]);
  expect(messages.length).toBeGreaterThan(0);
  return messages;
}

function faultsOf(message: Message): string[] {
  const faults: string[] = [];
  if (message.version !== 1) faults.push("version");
  if (!isStorable(message)) faults.push("a text that PostgreSQL or a hash would refuse");
  if ("at" in message && !isInstant(message.at)) faults.push("at");
  if ("currency" in message && !isCurrency(message.currency)) faults.push("currency");
  if ("externalId" in message && (message.externalId === "" || message.externalId.length > 520))
    faults.push("externalId");
  if (!areAmounts(amountsOf(message), 0)) faults.push("amounts");
  if (message.kind === "sale" && message.tax + message.shipping > message.paid)
    faults.push("tax and shipping");
  if (message.kind === "dispute_opened" && message.amount < 1) faults.push("nothing disputed");
  if (
    message.kind === "refund" &&
    (message.taken.kind === "part" ? message.taken.amount : message.taken.total) < 1
  ) {
    faults.push("nothing refunded");
  }
  if (message.kind === "fee" && !message.fees.every((fee) => isMinor(fee.amount))) faults.push("fees");
  if (message.kind === "unreadable" && !message.problems.every(({ code }) => /^[a-z0-9_]+$/.test(code)))
    faults.push("code");
  if (message.kind === "unreadable" && message.problems.length === 0) faults.push("no problem");
  return faults;
}

function amountsOf(message: Message): number[] {
  switch (message.kind) {
    case "sale":
      return amountsOfSale(message);
    case "refund":
      return message.taken.kind === "part"
        ? [message.taken.amount, message.taken.total ?? 0]
        : [message.taken.total];
    case "dispute_opened":
      return [message.amount];
    case "dispute_closed":
      return [message.fee];
    case "enrich":
      return [message.amount, message.tax, message.shipping, message.discount].map((amount) => amount ?? 0);
    default:
      return [];
  }
}

function amountsOfSale(sale: SaleMessage): number[] {
  return [
    sale.paid,
    sale.tax,
    sale.shipping,
    sale.discount ?? 0,
    ...sale.reported.map(({ amount }) => amount),
    ...sale.paidAtSource.map(({ amount }) => amount ?? 0),
    sale.affiliate?.reportedCommission ?? 0,
  ];
}

function areAmounts(amounts: readonly number[], least: number): boolean {
  return amounts.every((amount) => isMinor(amount) && amount >= least);
}

/** No NUL and no lone surrogate, at any depth. */
function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !value.includes("\u0000") && value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, item]) => isStorable(key) && isStorable(item));
}

/** The only message, which must be of this kind. */
export function only<K extends Message["kind"]>(
  messages: readonly Message[],
  kind: K,
): Extract<Message, { kind: K }> {
  expectSound(messages);
  expect(messages.map((message) => message.kind)).toEqual([kind]);
  return messages[0] as Extract<Message, { kind: K }>;
}
