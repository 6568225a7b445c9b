// A row of a file: a sale with everything its columns tell, or errors that name the cell; a mapping from
// outside.
// Example: "1 USD" in a row of EUR is the error currency_differs in the column of amounts.
import { describe, expect, test } from "vitest";
import { parseMapping } from "../../src/sources/csv-mapping.ts";
import { csv, mapping } from "../fixtures/sources/csv-files.ts";
import { errorsOf, fields, HEAD, one, read } from "./read-rows.ts";

describe("a row", () => {
  test("is a sale", async () => {
    const row = await one(["s1", "2026-03-01T10:00:00Z", "piano", "12.50"], HEAD);
    expect(row.row).toBe(2);
    expect(row.messages[0]).toMatchObject({
      kind: "sale",
      source: "shop",
      externalId: "s1",
      chargeId: "s1",
      line: null,
      product: { ref: "piano" },
      at: Date.parse("2026-03-01T10:00:00Z"),
      currency: "EUR",
      paid: 1250,
      fees: [],
    });
  });

  test("takes the decimals of its own currency", async () => {
    const text = csv([
      [...HEAD, "cur"],
      ["1", "2026-03-01", "p", "500", "JPY"],
      ["2", "2026-03-01", "p", "1.234", "kwd"],
      ["3", "2026-03-01", "p", "1.234", "EUR"],
    ]);
    const rows = await read(text, fields({ currency: { columns: ["cur"] } }));
    expect(
      rows.flatMap(({ messages }) => messages.map((message) => message.kind === "sale" && message.paid)),
    ).toEqual([500, 1234]);
    expect(errorsOf(rows)).toEqual([[4, "amount", "too_many_places", "1.234"]]);
    const rounded = await read(text, { ...fields({ currency: { columns: ["cur"] } }), places: "round" });
    expect(rounded[2]?.messages[0]).toMatchObject({ paid: 123 });
  });

  test.each([
    [
      ["s1", "", "p", "1"],
      ["date", "missing", ""],
    ],
    [
      ["s1", "soon", "p", "1"],
      ["date", "not_a_date", "soon"],
    ],
    [
      ["s1", "2026-03-01", "", "1"],
      ["product", "missing", ""],
    ],
    [
      ["s1", "2026-03-01", "p", ""],
      ["amount", "missing", ""],
    ],
    [
      ["s1", "2026-03-01", "p", "=1+1"],
      ["amount", "not_a_number", "=1+1"],
    ],
    [
      ["s1", "2026-03-01", "p", "1,5"],
      ["amount", "not_a_number", "1,5"],
    ],
    [
      ["s1", "2026-03-01", "p", "-1"],
      ["amount", "negative", "-1"],
    ],
    [
      ["s1", "2026-03-01", "p", "1 USD"],
      ["amount", "currency_differs", "1 USD"],
    ],
    [
      ["s1", "2026-03-01", "p", "99999999999999"],
      ["amount", "too_large", "99999999999999"],
    ],
    [
      ["s\u0001", "2026-03-01", "p", "1"],
      ["id", "not_a_reference", "s\u0001"],
    ],
    [
      ["x".repeat(256), "2026-03-01", "p", "1"],
      ["id", "not_a_reference", "x".repeat(100)],
    ],
  ])("%j names the cell that is wrong", async (cells, [column, code, value]) => {
    expect(errorsOf([await one(cells, HEAD)])).toEqual([[2, column, code, value]]);
  });

  test("says everything that is wrong with it at once", async () => {
    const row = await one(["s1", "x", "", "y"], HEAD);
    expect(row.errors.map(({ column }) => column)).toEqual(["date", "amount"]);
    expect(errorsOf([await one(["s1", "2026-03-01", "p"], HEAD)])).toEqual([[2, null, "cell_count", ""]]);
  });

  test("keeps formulas, quotes and line ends as the text they are", async () => {
    const row = await one(['=HYPERLINK("x")', "2026-03-01", "@SUM(A1)", "1"], HEAD);
    expect(row.messages[0]).toMatchObject({ externalId: '=HYPERLINK("x")', product: { ref: "@SUM(A1)" } });
    expect((await one(["1", "2026-03-01", 'a\r\nb;"c"', "1"], HEAD)).messages[0]).toMatchObject({
      product: { ref: 'a\r\nb;"c"' },
    });
  });

  test("takes fee, shares, tax and side facts from their columns, costs by their size", async () => {
    const names = ["fee", "tax", "ship", "aff", "affAmount", "mail", "land", "parts", "cupom", "sub", "n"];
    const changes = fields({
      fee: { columns: ["fee"] },
      tax: { columns: ["tax"] },
      shipping: { columns: ["ship"] },
      affiliateRef: { columns: ["aff"] },
      affiliateAmount: { columns: ["affAmount"] },
      buyerEmail: { columns: ["mail"] },
      buyerCountry: { columns: ["land"] },
      instalments: { columns: ["parts"] },
      coupon: { columns: ["cupom"] },
      subscriptionRef: { columns: ["sub"] },
      subscriptionCharge: { columns: ["n"] },
    });
    const cells = [
      "s1",
      "2026-03-01",
      "p",
      "100",
      "-3.20",
      "15.97",
      "5",
      "carla",
      "30",
      "a@b.c",
      "pt",
      "12x",
      "DEZ",
      "SUB1",
      "2a cobrança",
    ];
    const row = await one(cells, [...HEAD, ...names], { ...changes, paysParties: true });
    expect(row.messages[0]).toMatchObject({
      fees: [{ party: "shop", amount: 320 }],
      tax: 1597,
      shipping: 500,
      affiliate: { ref: "carla", reportedCommission: 3000 },
      reported: [
        { role: "processor_fee", amount: 320, currency: "EUR" },
        { role: "affiliate", amount: 3000, currency: "EUR" },
      ],
      paidAtSource: [
        { role: "processor_fee", amount: 320 },
        { role: "affiliate", amount: 3000 },
      ],
      buyer: { email: "a@b.c", country: "PT" },
      instalments: 12,
      coupon: "DEZ",
      subscription: { ref: "SUB1", charge: 2, isFirst: false },
    });
    const over = await one(
      ["s1", "2026-03-01", "p", "10", "0", "9", "5", "", "", "", "", "", "", "", ""],
      [...HEAD, ...names],
      changes,
    );
    expect(errorsOf([over])).toEqual([[2, "tax", "tax_and_shipping_exceed_paid", "9"]]);
  });
});

describe("a mapping from outside", () => {
  test.each([
    [{ fields: {} }, ["fields.at", "fields.currency", "fields.paid", "fields.productRef"]],
    [{ fields: { ...mapping().fields, wizard: { value: "x" } } }, ["fields"]],
    [{ timeZone: "Mars/Olympus" }, ["timeZone"]],
    [{ source: "Shop One" }, ["source"]],
    [{ settlementCurrency: "XXX" }, ["settlementCurrency"]],
    [{ extra: 1 }, [""]],
  ])("%j is refused with the path", (changes, paths) => {
    const error = (() => {
      try {
        return parseMapping({ ...mapping(), ...changes });
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toMatchObject({ status: 422, code: "invalid_mapping" });
    expect((error as { details: { path: string }[] }).details.map(({ path }) => path)).toEqual(paths);
  });
});
