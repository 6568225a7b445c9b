// The line of an entry that is hashed is canonical JSON, whatever its words are; and arrays arrive as they
// were sent.
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ByteText } from "../../src/base/byte-text.ts";
import { digestOf, hexOf } from "../../src/base/digest.ts";
import { dateArray, int4Array, int8Array, textArray, uuidArray } from "../../src/db/array.ts";
import { BytesColumn, InstantColumn } from "../../src/db/column.ts";
import { writeEntry } from "../../src/ledger/chain.ts";
import { dayText } from "../../src/ledger/entry.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await testDatabase({ migrated: false });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.close();
});

test("the line of an entry is the canonical JSON of its facts", () => {
  const word = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.constantFrom('"', "\\", "\u007f", "é\n"),
  );
  const row = fc.record({
    account: fc.nat(),
    amount: fc.maxSafeInteger(),
    day: fc.integer({ min: 0, max: 40_000 }),
  });
  const facts = fc.record({ kind: word, source: word, key: word, plan: fc.boolean(), rows: fc.array(row) });
  fc.assert(
    fc.property(facts, ({ kind, source, key, plan, rows }) => {
      const planHash = plan ? "cd".repeat(32) : null;
      const accounts = rows.map((one) => one.account);
      const amounts = rows.map((one) => one.amount);
      const days = rows.map((one) => one.day);
      const [seq, subject, currency, happenedAt] = [9, "0192", "USD", 1_780_000_000_000];
      const bodyHash = digestOf(Buffer.alloc(32, "\u00abé"));
      const entry = { kind, source, key, subject, bodyHash, currency, happenedAt };
      const text = new ByteText(8);
      writeEntry(
        text,
        seq,
        { ...entry, plan: planHash === null ? null : { hash: planHash } },
        { accounts, amounts, days, count: rows.length },
      );
      const head = [
        "entry/1",
        seq,
        kind,
        source,
        key,
        subject,
        hexOf(bodyHash),
        currency,
        planHash,
        happenedAt,
      ];
      expect(text.toString()).toBe(JSON.stringify([...head, accounts, amounts, days.map(dayText)]));
    }),
  );
});

test("numbers, days, texts and ids arrive as they were sent", async () => {
  const int4 = [0, 1, -1, null, 2 ** 31 - 1, -(2 ** 31)];
  const int8 = [0, -1, null, 2 ** 32, -(2 ** 32) - 1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER];
  const days = [0, null, 20_413, 10_956, -1];
  const uuid = ["019a5c7e-5d3b-7c4e-8f00-0123456789ab", null];
  const hash = new BytesColumn();
  hash.push("\u0007".repeat(32));
  // From the year 0 to the last millisecond of 9999.
  const instants = [-62_167_219_200_000, -1, 0, 1_772_366_400_123, 253_402_300_799_999];
  const at = new InstantColumn();
  for (const ms of instants) at.push(ms);
  const { rows } = await client.query(
    `SELECT to_json($1::int[]) AS int4, to_json($2::bigint[]) AS int8, to_json($3::date[]) AS days,
      to_json($4::text[]) AS texts, to_json($5::uuid[]) AS uuids, encode(($6::bytea[])[1], 'hex') AS hash,
      cardinality($7::int[]) AS none,
      (SELECT array_agg((1000 * extract(epoch FROM at))::text) FROM unnest($8::timestamptz[]) AS at) AS instants`,
    [
      int4Array(int4),
      int8Array(int8),
      dateArray(days),
      textArray(["a", null, "", "é😀"]),
      uuidArray(uuid),
      hash.toBuffer(),
      int4Array([]),
      at.toBuffer(),
    ],
  );
  expect(rows[0]).toEqual({
    int4,
    int8,
    days: ["1970-01-01", null, "2025-11-21", "1999-12-31", "1969-12-31"],
    texts: ["a", null, "", "é😀"],
    uuids: uuid,
    hash: "07".repeat(32),
    none: 0,
    instants: instants.map((ms) => ms.toFixed(6)),
  });
});
