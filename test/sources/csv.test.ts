// Files of sales read row by row: ids, kinds, errors that name their cell, encodings, and being read twice.
// Example: a row without an id gets the hash of its cells, the second equal row "-2" behind it, every time.
import { describe, expect, test } from "vitest";
import { parseMapping } from "../../src/sources/csv-mapping.ts";
import type { Message } from "../../src/sources/message.ts";
import { type CsvRow, readCsv } from "../../src/sources/read-csv.ts";
import { bytes, csv, latin1, mapping, pieces, utf16 } from "../fixtures/sources/csv-files.ts";
import { expectSound } from "./check-message.ts";

async function read(
  text: string | Uint8Array,
  changes: Record<string, unknown> = {},
  after?: number,
): Promise<CsvRow[]> {
  const all = typeof text === "string" ? bytes(text) : text;
  const rows: CsvRow[] = [];
  for await (const row of readCsv([all], mapping(changes), after === undefined ? {} : { after })) {
    if (row.errors.length === 0) expectSound(row.messages);
    else expect(row.messages).toEqual([]);
    rows.push(row);
  }
  return rows;
}

const one = async (
  cells: readonly string[],
  headers: readonly string[],
  changes: Record<string, unknown> = {},
) => {
  const [row] = await read(csv([headers, cells]), changes);
  return row as CsvRow;
};
const errorsOf = (rows: readonly CsvRow[]) =>
  rows.flatMap(({ errors }) => errors.map(({ row, column, code, value }) => [row, column, code, value]));
const idsOf = (rows: readonly CsvRow[]) =>
  rows.flatMap(({ messages }) =>
    messages.map((message) => ("externalId" in message ? message.externalId : message.kind)),
  );
const fields = (more: Record<string, unknown>) => ({ fields: { ...mapping().fields, ...more } });
const HEAD = ["id", "date", "product", "amount"];

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

describe("what a row is", () => {
  const kinds = {
    paid: "sale",
    refunded: "sale_refunded",
    back: "sale_charged_back",
    void: "reversed",
    refund: "refund",
    open: "ignore",
  };
  const changes = {
    ...fields({
      kind: { columns: ["kind"] },
      paidAt: { columns: ["paid at"] },
      refundOf: { columns: ["of"] },
    }),
    kinds,
  };
  const head = [...HEAD, "kind", "paid at", "of"];
  const rowOf = (kind: string, paidAt = "", of = "", amount = "10") =>
    one(["s1", "2026-03-01", "p", amount, kind, paidAt, of], head, changes);
  const shapes = async (...of: Parameters<typeof rowOf>) =>
    (await rowOf(...of)).messages.map((message) => [
      message.kind,
      "externalId" in message ? message.externalId : "",
    ]);

  test.each([
    ["Paid", "", [["sale", "s1"]]],
    [
      "Refunded",
      "",
      [
        ["sale", "s1"],
        ["refund", "s1:refund"],
      ],
    ],
    [
      "Back",
      "",
      [
        ["sale", "s1"],
        ["dispute_opened", "s1:chargeback"],
        ["dispute_closed", "s1:chargeback"],
      ],
    ],
    [
      "Void",
      "2026-03-02",
      [
        ["sale", "s1"],
        ["refund", "s1:refund"],
      ],
    ],
    ["Void", "", [["ignored", ""]]],
    ["Open", "", [["ignored", ""]]],
  ])("%s, paid %s", async (kind, paidAt, expected) => {
    expect(await shapes(kind, paidAt)).toEqual(expected);
  });

  test("a refund row names its sale, and needs one", async () => {
    const refund = (await rowOf("refund", "", "s0", "-4")).messages[0];
    expect(refund).toMatchObject({
      kind: "refund",
      externalId: "s1",
      sale: { externalId: "s0" },
      taken: { kind: "part", amount: 400 },
    });
    const own = (await rowOf("refund", "", "", "4")).messages[0] as Extract<Message, { kind: "refund" }>;
    expect(own.sale.externalId).toBe("s1");
    expect(own.externalId).toMatch(/^s1:refund:[0-9a-f]{20}$/);
  });

  test("a kind that nobody mapped is an error, not a sale", async () => {
    expect(errorsOf([await rowOf("Estornado")])).toEqual([[2, "kind", "unknown_kind", "Estornado"]]);
    expect(errorsOf([await rowOf("")])).toEqual([[2, "kind", "unknown_kind", ""]]);
    expect(errorsOf([await rowOf("constructor")])).toEqual([[2, "kind", "unknown_kind", "constructor"]]);
  });

  test("a free sale has nothing to refund", async () => {
    expect(await shapes("Refunded", "", "", "0")).toEqual([["sale", "s1"]]);
  });

  test("a negative amount is a refund only where the mapping says so", async () => {
    const row = await one(["s1", "2026-03-01", "p", "-10"], HEAD, { negative: "refund" });
    expect(row.messages[0]).toMatchObject({
      kind: "refund",
      sale: { externalId: "s1" },
      taken: { kind: "part", amount: 1000 },
    });
  });

  test("a refunded column is what was refunded so far", async () => {
    const more = fields({ refunded: { columns: ["back"] }, refundedAt: { columns: ["when"] } });
    const row = await one(
      ["s1", "2026-03-01", "p", "10", "4", "2026-03-09"],
      [...HEAD, "back", "when"],
      more,
    );
    expect(row.messages[1]).toMatchObject({
      kind: "refund",
      externalId: "s1:refunded:400",
      taken: { kind: "total", total: 400 },
      at: Date.parse("2026-03-09"),
      notes: [],
    });
    const over = await one(["s1", "2026-03-01", "p", "10", "11", ""], [...HEAD, "back", "when"], more);
    expect(errorsOf([over])).toEqual([[2, "back", "refunded_exceeds_paid", "11"]]);
  });
});

describe("the id of a row", () => {
  const noId = (more: Record<string, unknown> = {}) => {
    const { externalId: _, ...rest } = mapping().fields;
    return { fields: { ...rest, ...more } };
  };
  const head = ["date", "product", "amount", "cart", "pos"];
  const a = ["2026-03-01", "p", "10", "c1", "1"];
  const b = ["2026-03-01", "q", "10", "c1", "2"];

  test("is the hash of its cells, with an ordinal among equal rows: the same each time, and in a longer file", async () => {
    const first = idsOf(await read(csv([head, a, b, a]), noId()));
    expect(new Set(first).size).toBe(3);
    expect(first[2]).toBe(`${first[0]}-2`);
    expect(idsOf(await read(csv([head, a, b, a]), noId()))).toEqual(first);
    const longer = idsOf(await read(csv([head, b, a, a, a]), noId()));
    expect(longer).toEqual([first[1], first[0], first[2], `${first[0]}-3`]);
  });

  test("stands in where the column of ids is empty", async () => {
    const row = ["", "2026-03-01", "p", "10"];
    const ids = idsOf(await read(csv([HEAD, row, row, ["s1", ...row.slice(1)]])));
    expect(ids.map((id) => id.replace(/[0-9a-f]{20}/, "#"))).toEqual(["row-#", "row-#-2", "s1"]);
  });

  test("does not change with the mapping or the order of columns", async () => {
    const [first] = idsOf(await read(csv([head, a]), noId()));
    const [other] = idsOf(
      await read(csv([head, a]), { ...noId({ buyerName: { columns: ["cart"] } }), places: "round" }),
    );
    const turned = csv([[...head].reverse(), [...a].reverse()]);
    expect([other, idsOf(await read(turned, noId()))[0]]).toEqual([first, first]);
  });

  test("is charge and line where those are known, and the charge is shared", async () => {
    const both = noId({ chargeId: { columns: ["cart"] }, line: { columns: ["pos"] } });
    const rows = await read(csv([head, a, b]), both);
    expect(idsOf(rows)).toEqual(["c1/1", "c1/2"]);
    expect(rows.map(({ messages }) => messages[0]?.kind === "sale" && messages[0].chargeId)).toEqual([
      "c1",
      "c1",
    ]);
    const charge = noId({ chargeId: { columns: ["cart"] } });
    expect(idsOf(await read(csv([head, a, a]), charge)).map((id) => id.replace(/[0-9a-f]{20}/, "#"))).toEqual(
      ["c1/#", "c1/#-2"],
    );
  });

  test("is the same when a run goes on behind a row", async () => {
    const all = await read(csv([head, a, a, b, a]), noId());
    expect(await read(csv([head, a, a, b, a]), noId(), 3)).toEqual(all.slice(2));
    expect(idsOf(all.slice(2))[1]).toMatch(/-3$/);
  });
});

describe("a file", () => {
  const rows = [HEAD, ["1", "2026-03-01", "Violão básico", "10.00"], ["2", "2026-03-02", "Ação", "20.00"]];
  const names = (read: readonly CsvRow[]) =>
    read.map(({ messages }) => messages[0]?.kind === "sale" && messages[0].product?.ref);

  test.each([
    ["UTF-8 with a mark", bytes(`\ufeff${csv(rows)}`), {}],
    ["Latin-1", latin1(csv(rows)), { encoding: "windows-1252" }],
    ["UTF-16", utf16(csv(rows, "\t")), { encoding: "utf-16le", delimiter: "\t" }],
    ["semicolons and bare line feeds", bytes(csv(rows, ";", "\n")), { delimiter: ";" }],
  ])("in %s reads the same, whole or in pieces", async (_, file, changes) => {
    expect(names(await read(file, changes))).toEqual(["Violão básico", "Ação"]);
    const cut: CsvRow[] = [];
    for await (const row of readCsv(pieces(file, 3), mapping(changes))) cut.push(row);
    expect(cut).toEqual(await read(file, changes));
  });

  test("in another encoding than the mapping says is an error in the cell, not a wrong name", async () => {
    expect(errorsOf(await read(latin1(csv(rows))))[0]?.slice(0, 3)).toEqual([2, "product", "encoding"]);
  });

  test("with empty lines and stray quotes keeps the numbers that a spreadsheet shows", async () => {
    const text = 'id,date,product,amount\n\n1,2026-03-01,19" rack,10\n\n\n2,2026-03-01,"x"y,20\n3,soon,p,1\n';
    const read3 = await read(text);
    expect(names(read3)).toEqual(['19" rack', '"x"y', false]);
    expect(read3.map(({ row }) => row)).toEqual([3, 6, 7]);
  });

  test("ends with an error where a quote is never closed, and keeps what came before", async () => {
    const text = `${csv(rows)}"3,2026-03-01,p,10\n4,2026-03-01,p,10\n`;
    const found = await read(text);
    expect(names(found).slice(0, 2)).toEqual(["Violão básico", "Ação"]);
    expect(errorsOf(found)).toEqual([[4, null, "not_csv", ""]]);
    const many = Array.from({ length: 3000 }, (_, i) => `${i},2026-03-01,p,10`).join("\n");
    for (const end of ["", '"\n', `",2026-03-01,p,10\n${many}`]) {
      const long: CsvRow[] = [];
      const file = bytes(`${csv(rows)}${many}\n"3,${"x".repeat(200_000)}${end}`);
      for await (const row of readCsv([file], mapping())) long.push(row);
      expect([long.length, errorsOf(long)]).toEqual([3003, [[3004, null, "not_csv", ""]]]);
    }
  });

  test("without the columns of the mapping, or without any row, is refused before the first", async () => {
    await expect(
      read(
        csv([
          ["id", "date"],
          ["1", "2026-03-01"],
        ]),
      ),
    ).rejects.toMatchObject({
      status: 422,
      code: "columns_missing",
      details: [{ path: "fields.paid" }, { path: "fields.productRef" }],
    });
    await expect(read("")).rejects.toMatchObject({ code: "empty_file" });
    expect(await read(csv([HEAD]))).toEqual([]);
  });

  test("with repeated and empty headers gives each a name of its own", async () => {
    const text = csv([
      ["id", "date", "product", "amount", "amount", ""],
      ["1", "2026-03-01", "p", "1", "2", "x"],
    ]);
    const [row] = await read(text, fields({ paid: { columns: ["amount (2)"] } }));
    expect(row?.record).toEqual({
      id: "1",
      date: "2026-03-01",
      product: "p",
      amount: "1",
      "amount (2)": "2",
      "Column 6": "x",
    });
    expect(row?.messages[0]).toMatchObject({ paid: 200 });
  });

  test("with hundreds of columns is refused, with NULs in it is read and shown", async () => {
    await expect(read("x,".repeat(600))).rejects.toMatchObject({ code: "too_many_columns" });
    const [row] = await read("id,date,product,amount\na\u0000,2026-03-01,p,1\u0000\n");
    expect(row?.errors.map(({ code, value }) => [code, value])).toEqual([
      ["not_a_number", "1\ufffd"],
      ["not_a_reference", "a\ufffd"],
    ]);
    expect(row?.record.id).toBe("a\ufffd");
  });

  test("passes a failing stream on as it is", async () => {
    async function* failing() {
      yield bytes(csv(rows));
      throw new Error("the disk is gone");
    }
    const run = async () => {
      for await (const row of readCsv(failing(), mapping())) expect(row.errors).toEqual([]);
    };
    await expect(run()).rejects.toThrow("the disk is gone");
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
