// Where money goes is sealed: whatever is set, paid and handed out, no table holds an account number or a key
// in the clear, no answer and no refusal tells one; under another secret, or at another row, nothing opens.
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSafe } from "../../src/base/seal.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { openMethod } from "../../src/flows/seal-payout.ts";
import { setPayoutMethod } from "../../src/flows/set-payout-method.ts";
import { writePayoutFile } from "../../src/flows/write-payout-file.ts";
import type { MethodDetails, SealedMethod } from "../../src/payouts/method.ts";
import { ids } from "../journeys/test-door.ts";
import { ANA, openPayoutShop, type PayoutShop, SECRET } from "./open-payout-shop.ts";

const IBANS = ["DE89370400440532013000", "FR1420041010050500013M02606"];
/** What whoever reads a copy of the database must not find: accounts, and the keys of services. */
const SECRETS = [...IBANS, "sk_test_12345678"];

describe("sealed at rest", { timeout: 60_000 }, () => {
  let payouts: PayoutShop;
  let file: string;

  beforeAll(async () => {
    const method = (n: number): MethodDetails =>
      ({ kind: "iban", holder: `Partner ${n}`, iban: IBANS[n], bic: null }) as MethodDetails;
    payouts = await openPayoutShop({ partners: 2, method });
    const { app, ws, parties } = payouts;
    for (const party of parties) await payouts.owe(party, 12_050);
    const run = await payouts.approved();
    await payRun(app, ws, run);
    const { body } = await payouts.shop.get("/payout-runs");
    file = body.data[0].files[0].name;
    ({ text: file } = await writePayoutFile(app, ws, run, file, ANA));
  }, 60_000);
  afterAll(() => payouts?.shop.door.close());

  test("the file has the accounts whole, and no table has them", async () => {
    for (const iban of IBANS) expect(file).toContain(iban);
    const { db } = payouts.app;
    const found = await inWorkspace(db, payouts.ws, async (tx) => {
      const { rows } = await sql<{ name: string }>`SELECT format('%I.%I', table_schema, table_name) AS name
        FROM information_schema.tables WHERE table_type = 'BASE TABLE'
         AND table_schema NOT IN ('pg_catalog', 'information_schema')
         AND has_schema_privilege(table_schema, 'USAGE')
         AND has_table_privilege(format('%I.%I', table_schema, table_name), 'SELECT')`.execute(tx);
      expect(rows.length).toBeGreaterThan(60);
      const told: string[] = [];
      for (const { name } of rows) {
        const { rows: all } = await sql<{
          text: string;
        }>`SELECT t::text AS text FROM ${sql.raw(name)} t`.execute(tx);
        const text = all.map((one) => one.text).join("\n");
        if (name === "partage.payout_method") expect(text).toContain("DE89 •••• 3000");
        for (const one of SECRETS) {
          // Bytes are shown as hex.
          const isThere = [one, Buffer.from(one).toString("hex")].some((said) => text.includes(said));
          if (isThere) told.push(`${name} has ${one}`);
        }
      }
      return told;
    });
    expect(found).toEqual([]);
  });

  test("no answer tells one, nor does the refusal of a wrong one", async () => {
    const { shop, app, ws, parties } = payouts;
    for (const path of ["/parties", "/payouts", "/payout-runs", "/paying-accounts", "/events", "/entries"]) {
      const { status, body } = await shop.get(
        `${path}?limit=100`.replace("paying-accounts?limit=100", "paying-accounts"),
      );
      expect(status, path).toBe(200);
      for (const one of SECRETS) expect(JSON.stringify(body), path).not.toContain(one);
    }
    const wrong = "DE89370400440532013001";
    const refused = setPayoutMethod(
      ...([app, ws, parties[0]] as [typeof app, number, (typeof parties)[0]]),
      { kind: "iban", holder: "Partner 0", iban: wrong, bic: null } as MethodDetails,
      { ...ANA, side: "producer" },
    );
    const said = await refused.then(String, (error) => `${error} ${JSON.stringify(error)}`);
    expect(said).toContain("check");
    expect(said).not.toContain(wrong.slice(4));
  });

  test("under another secret, at another row, or changed by a bit nothing opens", async () => {
    const { app, ws } = payouts;
    const rows = await inWorkspace(app.db, ws, async (tx) => {
      const { rows } =
        await sql<SealedMethod>`SELECT id, sealed FROM partage.payout_method ORDER BY id`.execute(tx);
      return rows;
    });
    const [one, two] = rows as [SealedMethod, SealedMethod];
    expect(openMethod(app, ws, one)).toMatchObject({ iban: IBANS[0] });
    const other = { ...app, safe: openSafe(`${SECRET}.`, ids.random) };
    expect(openMethod(other, ws, one)).toBeNull();
    expect(openMethod(app, ws, { ...one, id: two.id })).toBeNull();
    expect(openMethod(app, ws + 1, one)).toBeNull();
    for (let at = 0; at < one.sealed.length; at++) {
      const changed = Buffer.from(one.sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(openMethod(app, ws, { ...one, sealed: changed }), `byte ${at}`).toBeNull();
    }
    expect(openMethod(app, ws, { ...one, sealed: one.sealed.subarray(0, -1) })).toBeNull();
    const safe = openSafe(SECRET, ids.random);
    expect(safe.seal("same", "place").equals(safe.seal("same", "place"))).toBe(false);
  });
});
