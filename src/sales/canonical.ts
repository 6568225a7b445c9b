// The canonical facts of a sale or a reversal: what affects a party, in one fixed spelling, hashed into the
// journal. Never holds personal data, metadata or what was decided. Two deliveries are the same fact when
// these agree. The spelling is RFC 8785 JSON: keys in order, no spaces; docs/ledger-format.md shows one in
// full.
import { ByteText } from "../base/byte-text.ts";
import { type Digest, sha256Digest } from "../base/digest.ts";
import type { AffiliateFact, AffiliateShare, SaleFacts } from "./facts.ts";

// One for all: a sale's facts are written and hashed before the next, and nothing of it is kept.
const text = new ByteText();

/** SHA-256 over `sale/1`, a line feed and the canonical JSON of the sale. */
export function saleHash(facts: SaleFacts): Digest {
  text.clear();
  text.plain("sale/1\n");
  writeSale(facts);
  return text.digest();
}

/** The canonical JSON of a sale: what JSON.stringify makes of its facts, keys in order. */
export function saleBody(facts: SaleFacts): string {
  text.clear();
  writeSale(facts);
  return text.toString();
}

function writeSale(facts: SaleFacts): void {
  text.plain('{"affiliate":');
  writeAffiliate(facts.affiliate);
  // Only where there are several, so that every older sale keeps its hash.
  if (facts.side?.affiliates !== undefined) writeShares(facts.side.affiliates);
  text.plain(',"at":');
  text.integer(facts.happenedAt);
  text.plain(',"charge":');
  writeWord(facts.charge);
  text.plain(',"currency":');
  text.quoted(facts.currency);
  text.plain(',"externalId":');
  text.quoted(facts.externalId);
  text.plain(',"fees":');
  writeParts(facts.fees);
  text.plain(',"offer":');
  writeWord(facts.offer);
  text.plain(',"paid":');
  text.integer(facts.paid);
  text.plain(',"paidAtSource":');
  writeParts(facts.side?.paidAtSource ?? []);
  text.plain(',"product":');
  text.quoted(facts.product);
  text.plain(',"shipping":');
  text.integer(facts.shipping);
  text.plain(',"source":');
  text.quoted(facts.source);
  text.plain(',"tax":');
  text.integer(facts.tax);
  text.plain("}");
}

function writeAffiliate(affiliate: AffiliateFact | null): void {
  if (affiliate === null) {
    text.plain("null");
    return;
  }
  text.plain('{"party":');
  text.quoted(affiliate.party);
  text.plain(',"rate":');
  text.integer(affiliate.rate);
  text.plain(',"recruitedBy":');
  writeWord(affiliate.recruitedBy);
  text.plain("}");
}

function writeShares(shares: readonly AffiliateShare[]): void {
  shares.forEach(({ party, rate, recruitedBy, weight }, i) => {
    text.plain(i === 0 ? ',"affiliates":[{"party":' : ',{"party":');
    text.quoted(party);
    text.plain(',"rate":');
    text.integer(rate);
    text.plain(',"recruitedBy":');
    writeWord(recruitedBy);
    text.plain(',"weight":');
    text.integer(weight);
    text.plain("}");
  });
  text.plain("]");
}

function writeParts(parts: readonly { party: string; amount: number | null }[]): void {
  for (let i = 0; i < parts.length; i++) {
    const { amount, party } = parts[i] as (typeof parts)[number];
    text.plain(i === 0 ? '[{"amount":' : ',{"amount":');
    if (amount === null) text.plain("null");
    else text.integer(amount);
    text.plain(',"party":');
    text.quoted(party);
    text.plain("}");
  }
  text.plain(parts.length === 0 ? "[]" : "]");
}

function writeWord(word: string | null): void {
  if (word === null) text.plain("null");
  else text.quoted(word);
}

/** SHA-256 over `kind/1`, a line feed and the canonical JSON of a refund, a dispute or a late fee. */
export function bodyHash(kind: string, body: string): Digest {
  return sha256Digest(`${kind}/1\n${body}`);
}

/** The canonical JSON of anything whose keys are written in order already: refunds, disputes, late fees. */
export function factBody(facts: Record<string, string | number | boolean | null>): string {
  const sorted = Object.keys(facts)
    .sort()
    .map((key) => [key, facts[key]]);
  return JSON.stringify(Object.fromEntries(sorted));
}
