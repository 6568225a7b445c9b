// The canonical facts of a sale are RFC 8785 JSON: the keys in order, nothing else, whatever the sale.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hexOf } from "../../src/base/digest.ts";
import type { Uuid } from "../../src/base/id.ts";
import { saleBody, saleHash } from "../../src/sales/canonical.ts";
import type { SaleFacts } from "../../src/sales/facts.ts";

const amount = fc.integer({ min: 0, max: 1e15 });
const party = fc.uuid().map((uuid) => uuid as Uuid);
const word = fc.string({ unit: "binary", maxLength: 20 });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });

const sale: fc.Arbitrary<SaleFacts> = fc.record({
  source: word,
  externalId: word,
  product: party,
  offer: maybe(party),
  happenedAt: fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }),
  happenedAtStated: fc.boolean(),
  currency: fc.constantFrom("USD", "BRL", "JPY"),
  paid: amount,
  tax: amount,
  shipping: amount,
  fees: fc.array(fc.record({ party, amount }), { maxLength: 3 }),
  affiliate: maybe(
    fc.record({
      party,
      rate: fc.integer({ min: 0, max: 1_000_000 }),
      rateStated: fc.boolean(),
      recruitedBy: maybe(party),
    }),
  ),
  charge: maybe(word),
  side: maybe(
    fc.record({
      paidAtSource: fc.array(fc.record({ party, amount: maybe(amount) }), { maxLength: 2 }),
      coupon: word,
    }),
  ),
  metadata: fc.constant({ note: "of no account" }),
  buyer: fc.constant({ email: "ana@example.com", name: null, reference: null }),
});

/** By another way: the object is built, its keys sorted by a program, and JSON.stringify writes it. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted((value as Record<string, unknown>)[key])]));
}

test("the body of a sale is its facts in canonical JSON, and its hash is SHA-256 over kind and body", () => {
  fc.assert(
    fc.property(sale, (facts) => {
      const { happenedAt, happenedAtStated: _, side, metadata: __, buyer: ___, affiliate, ...same } = facts;
      const promoted = affiliate && {
        party: affiliate.party,
        rate: affiliate.rate,
        recruitedBy: affiliate.recruitedBy,
      };
      const told = { ...same, at: happenedAt, affiliate: promoted, paidAtSource: side?.paidAtSource ?? [] };
      const body = JSON.stringify(sorted(told));
      expect(saleBody(facts)).toBe(body);
      expect(hexOf(saleHash(facts))).toBe(createHash("sha256").update(`sale/1\n${body}`).digest("hex"));
    }),
    { numRuns: 1000 },
  );
});
