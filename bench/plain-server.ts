// What an ordinary handler does, for comparison: the same route and body, one transaction of single-row
// statements a sale: names looked up, sale, postings, balances, outbox. No hash chain, no row-level
// security, no batches. Started as a process with a database URL; prints the port it listens on. Example:
// 16 callers → some 400 sales/s.
import fastify from "fastify";
import pg from "pg";
import { newUuid } from "../src/base/id.ts";
import { systemIds } from "../src/base/system-ids.ts";
import { newSale } from "../src/wire/sale.ts";

const SCHEMA = `
  DROP SCHEMA IF EXISTS ordinary CASCADE;
  CREATE SCHEMA ordinary;
  CREATE TABLE ordinary.account (id int PRIMARY KEY, name text UNIQUE NOT NULL);
  CREATE TABLE ordinary.sale (
    id uuid PRIMARY KEY, source text NOT NULL, external_id text NOT NULL, product text NOT NULL, at timestamptz NOT NULL,
    currency text NOT NULL, paid bigint NOT NULL, tax bigint NOT NULL, fee bigint NOT NULL, affiliate text,
    UNIQUE (source, external_id)
  );
  CREATE TABLE ordinary.posting (
    sale uuid NOT NULL REFERENCES ordinary.sale, line int NOT NULL, account int NOT NULL REFERENCES ordinary.account,
    amount bigint NOT NULL, PRIMARY KEY (sale, line)
  );
  CREATE INDEX ON ordinary.posting (account);
  CREATE TABLE ordinary.balance (account int PRIMARY KEY REFERENCES ordinary.account, amount bigint NOT NULL);
  CREATE TABLE ordinary.outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, type text, sale uuid);`;

const OWN = ["api", "acquirer", "market", "bruno", "dora", "edu", "ana"];
const NAMES = [...OWN, ...Array.from({ length: 20 }, (_, i) => `AFF${i}`)];

const pool = new pg.Pool({ connectionString: process.argv[2], max: 16 });
await pool.query(SCHEMA);
await pool.query(
  "INSERT INTO ordinary.account SELECT n, name FROM unnest($1::text[]) WITH ORDINALITY AS t (name, n)",
  [NAMES],
);
await pool.query("INSERT INTO ordinary.balance SELECT id, 0 FROM ordinary.account");

interface Line {
  readonly name: string;
  readonly amount: number;
}

/** The shares of the bench's product, rounded down, the producer taking what is left. */
function linesOf(paid: number, tax: number, fee: number, affiliate: string | null): Line[] {
  const market = Math.floor(paid * 0.099) + 50;
  const net = paid - tax - fee - market;
  const sold = affiliate === null ? 0 : Math.floor(net * 0.35);
  const shares = [
    Math.floor((net - sold) * 0.1),
    Math.floor(net * 0.05),
    affiliate ? Math.floor((net - sold) * 0.15) : 0,
  ];
  const [bruno, dora, edu] = shares as [number, number, number];
  const lines = [
    { name: "api", amount: -paid },
    { name: "acquirer", amount: fee },
    { name: "market", amount: market + tax },
    { name: "bruno", amount: bruno },
    { name: "dora", amount: dora },
    { name: "ana", amount: net - sold - bruno - dora - edu },
  ];
  if (affiliate !== null) lines.push({ name: affiliate, amount: sold }, { name: "edu", amount: edu });
  // In one order, or two sales would wait for each other for ever.
  return lines.sort((a, b) => NAMES.indexOf(a.name) - NAMES.indexOf(b.name));
}

const INSERT_SALE = `INSERT INTO ordinary.sale (id, source, external_id, product, at, currency, paid, tax, fee, affiliate)
  VALUES ($1, 'api', $2, 'piano', $3, $4, $5, $6, $7, $8)`;

const server = fastify();
server.post("/v1/sales", async (request, reply) => {
  const body = newSale.parse(request.body);
  const id = newUuid(systemIds);
  const tax = body.tax ?? 0;
  const fee = body.fees?.[0]?.amount ?? 0;
  const affiliate = body.affiliate?.code ?? null;
  const client = await pool.connect();
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  try {
    await client.query("BEGIN");
    await run("sale", INSERT_SALE, [
      id,
      body.externalId,
      new Date(body.at ?? Date.now()),
      body.currency,
      body.paid,
      tax,
      fee,
      affiliate,
    ]);
    let line = 0;
    for (const { name, amount } of linesOf(body.paid, tax, fee, affiliate)) {
      const account = NAMES.indexOf(name) + 1;
      await run("posting", "INSERT INTO ordinary.posting VALUES ($1, $2, $3, $4)", [
        id,
        line++,
        account,
        amount,
      ]);
      await run("balance", "UPDATE ordinary.balance SET amount = amount + $2 WHERE account = $1", [
        account,
        amount,
      ]);
    }
    await run("outbox", "INSERT INTO ordinary.outbox (type, sale) VALUES ('sale.recorded', $1)", [id]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
  return reply.code(201).send({ id, created: true });
});
await server.listen({ host: "127.0.0.1", port: 0 });
const address = server.server.address();
console.log(typeof address === "object" ? address?.port : address);
