// A file as a whole: the ids of rows that have none, encodings, stray quotes, headers, and being read twice.
// Example: a row without an id gets the hash of its cells, the second equal row "-2" behind it, every time.
import { describe, expect, test } from "vitest";
import { type CsvRow, readCsv } from "../../src/sources/read-csv.ts";
import { bytes, csv, latin1, mapping, pieces, utf16 } from "../fixtures/sources/csv-files.ts";
import { errorsOf, fields, HEAD, idsOf, read } from "./read-rows.ts";

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

  test("is the same for the same letters, composed or not", async () => {
    const named = (name: string) => [...a.slice(0, 1), name, ...a.slice(2)];
    const [one, two] = await Promise.all([
      read(csv([head, named("ação")]), noId()),
      read(csv([head, named("ac\u0327a\u0303o")]), noId()),
    ]);
    expect(idsOf(two)).toEqual(idsOf(one));
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
