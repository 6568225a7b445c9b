// Refuses facts that cannot be posted, before they are batched: one bad sale must not fail its neighbours'
// flight. The doors check shapes; this is the last word, for every door alike. Never repairs.
// Example: tax 300 and shipping 900 on 1000 paid → 422 invalid_facts, path "shipping".
import { isMinor } from "../base/amount.ts";
import { isCurrency } from "../base/currency.ts";
import { isInstant } from "../base/instant.ts";
import { WHOLE } from "../base/rate.ts";
import { Refusal, type RefusalDetail } from "../base/refusal.ts";
import type { AffiliateShare, SaleFacts } from "./facts.ts";

const LONGEST_KEY = 255;
const LONGEST_TEXT = 1000;
/** Beyond it a sum is not counted exactly, and the producer is far past 10^15 in any case. */
const LARGEST_SUM = 5e15;

class Findings {
  readonly list: RefusalDetail[] = [];

  add(path: string, code: string, message: string): void {
    this.list.push({ path, code, message });
  }

  /** PostgreSQL keeps no NUL and no half of a surrogate pair. */
  text(path: string, value: string | null, longest: number, shortest = 0): void {
    if (value === null) return;
    if (value.length < shortest || value.length > longest) {
      this.add(path, "invalid_length", `must have ${shortest} to ${longest} characters`);
    }
    if (value.includes("\0") || !value.isWellFormed()) {
      this.add(path, "invalid_text", "must not hold a NUL character or half a surrogate pair");
    }
  }

  amount(path: string, value: number, least = 0): void {
    if (!isMinor(value) || value < least) {
      this.add(path, "invalid_amount", `must be a whole number of minor units from ${least} to 10^15`);
    }
  }

  sum(path: string, parts: readonly { amount: number }[]): void {
    const sum = parts.reduce((total, part) => total + part.amount, 0);
    if (sum > LARGEST_SUM) this.add(path, "invalid_amount", "together must not be more than 5 × 10^15");
  }

  instant(path: string, value: number): void {
    if (!isInstant(value)) this.add(path, "invalid_instant", "must be an instant of the years 0000 to 9999");
  }

  json(path: string, value: unknown): void {
    if (typeof value === "string") this.text(path, value, Number.MAX_SAFE_INTEGER);
    else if (Array.isArray(value)) for (const [i, one] of value.entries()) this.json(`${path}[${i}]`, one);
    else if (typeof value === "object" && value !== null) {
      for (const [key, one] of Object.entries(value)) {
        this.text(`${path}.${key}`, key, Number.MAX_SAFE_INTEGER);
        this.json(`${path}.${key}`, one);
      }
    }
  }

  end(): Refusal | null {
    if (this.list.length === 0) return null;
    return new Refusal(422, "invalid_facts", "These facts cannot be posted.", { details: this.list });
  }
}

/** Null when the sale can be posted. */
export function checkSale(facts: SaleFacts): Refusal | null {
  const findings = new Findings();
  findings.text("externalId", facts.externalId, LONGEST_KEY, 1);
  findings.text("source", facts.source, LONGEST_KEY, 1);
  findings.text("charge", facts.charge, LONGEST_KEY, 1);
  findings.instant("at", facts.happenedAt);
  if (!isCurrency(facts.currency))
    findings.add("currency", "unknown_currency", "must be an active ISO 4217 code");
  findings.amount("paid", facts.paid);
  findings.amount("tax", facts.tax);
  findings.amount("shipping", facts.shipping);
  if (facts.tax + facts.shipping > facts.paid) {
    const path = facts.tax > facts.paid ? "tax" : "shipping";
    findings.add(path, "exceeds_paid", "must not be more than paid, tax and shipping together");
  }
  for (let i = 0; i < facts.fees.length; i++) {
    const amount = facts.fees[i]?.amount ?? -1;
    // The path is spelled only when it is wrong: this runs for every sale.
    if (!isMinor(amount) || amount < 0) findings.amount(`fees[${i}].amount`, amount);
  }
  findings.sum("fees", facts.fees);
  (facts.side?.paidAtSource ?? []).forEach(({ amount }, at) => {
    if (amount !== null) findings.amount(`side.paidAtSource[${at}].amount`, amount);
  });
  if (facts.affiliate !== null && !(facts.affiliate.rate >= 0 && facts.affiliate.rate <= 1_000_000)) {
    findings.add("affiliate.rate", "invalid_rate", "must be a rate from 0 to 1");
  }
  if (facts.side?.affiliates !== undefined) checkShares(findings, facts.side.affiliates);
  if (facts.buyer !== null) {
    findings.text("buyer.email", facts.buyer.email, LONGEST_TEXT);
    findings.text("buyer.name", facts.buyer.name, LONGEST_TEXT);
    findings.text("buyer.reference", facts.buyer.reference, LONGEST_TEXT);
    findings.text("buyer.fingerprint", facts.buyer.fingerprint ?? null, LONGEST_KEY);
  }
  findings.json("side", facts.side);
  findings.json("metadata", facts.metadata);
  return findings.end();
}

function checkShares(findings: Findings, shares: readonly AffiliateShare[]): void {
  const isPart = (value: number) => Number.isInteger(value) && value >= 0 && value <= WHOLE;
  for (const [i, { rate, weight }] of shares.entries()) {
    const path = `affiliates[${i}]`;
    if (!isPart(rate)) findings.add(`${path}.rate`, "invalid_rate", "must be a rate from 0 to 1");
    if (!isPart(weight)) findings.add(`${path}.weight`, "invalid_rate", "must be a weight from 0 to 1");
  }
  if (new Set(shares.map((one) => one.party)).size < shares.length) {
    findings.add("affiliates", "repeated_affiliate", "must name each party once");
  }
  if (shares.reduce((sum, one) => sum + one.weight, 0) !== WHOLE) {
    findings.add("affiliates", "weights_not_one", "must have weights that add up to 1");
  }
}

/** The same for what takes back: a refund, a dispute, a late fee. Null when it can be posted. */
export function checkTakeBack(facts: {
  source: string;
  externalId: string;
  happenedAt: number;
  amount: number;
  reason?: string | null;
  metadata?: unknown;
}): Refusal | null {
  const findings = new Findings();
  findings.text("externalId", facts.externalId, LONGEST_KEY, 1);
  findings.text("source", facts.source, LONGEST_KEY, 1);
  findings.instant("at", facts.happenedAt);
  findings.amount("amount", facts.amount, 1);
  findings.text("reason", facts.reason ?? null, LONGEST_TEXT);
  findings.json("metadata", facts.metadata);
  return findings.end();
}
