// What holds for every message whatever a source sent: checked on each one that any test of a source produces.
// Example: expectSound(readStripe(body)) fails when a sale's tax and shipping are more than was paid.
import { expect } from "vitest";
import { isMinor } from "../../src/base/amount.ts";
import { isCurrency } from "../../src/base/currency.ts";
import { isInstant } from "../../src/base/instant.ts";
import type { FeePart, Message, SaleMessage } from "../../src/sources/message.ts";

export function expectSound(messages: readonly Message[]): readonly Message[] {
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) {
    expect(message.version).toBe(1);
    checkTexts(message);
    if ("at" in message) expect(isInstant(message.at)).toBe(true);
    if ("currency" in message) expect(isCurrency(message.currency)).toBe(true);
    if ("externalId" in message) expect(message.externalId).toMatch(/^.{1,255}/s);
    checkKind(message);
  }
  return messages;
}

function checkKind(message: Message): void {
  switch (message.kind) {
    case "sale":
      checkSale(message);
      break;
    case "refund":
      expectAmount(message.taken.kind === "part" ? message.taken.amount : message.taken.total, 1);
      break;
    case "dispute_opened":
      expectAmount(message.amount, 1);
      break;
    case "dispute_closed":
      expectAmount(message.fee);
      break;
    case "fee":
      checkFees(message.fees);
      break;
    case "unreadable":
      expect(message.problems.length).toBeGreaterThan(0);
      expect(message.problems.filter(({ code }) => !/^[a-z0-9_]+$/.test(code))).toEqual([]);
      break;
    default:
      break;
  }
}

function checkSale(sale: SaleMessage): void {
  expectAmount(sale.paid);
  expectAmount(sale.tax);
  expectAmount(sale.shipping);
  expect(sale.tax + sale.shipping).toBeLessThanOrEqual(sale.paid);
  if (sale.fees !== null) checkFees(sale.fees);
  for (const part of sale.reported) expectAmount(part.amount);
  for (const part of sale.paidAtSource) if (part.amount !== null) expectAmount(part.amount);
}

function checkFees(fees: readonly FeePart[]): void {
  for (const fee of fees) expect(isMinor(fee.amount), `fee ${fee.amount}`).toBe(true);
}

function expectAmount(amount: number, least = 0): void {
  expect(isMinor(amount), `amount ${amount}`).toBe(true);
  expect(amount).toBeGreaterThanOrEqual(least);
}

/** No text that PostgreSQL or a hash would refuse, at any depth. */
function checkTexts(value: unknown): void {
  if (typeof value === "string") {
    expect(value.includes("\u0000")).toBe(false);
    expect(value.isWellFormed()).toBe(true);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      checkTexts(key);
      checkTexts(item);
    }
  }
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
