// Replays the books of one database into another (domain §10.14): every entry of the journal is told again,
// in ledger order, as the fact it was recorded from, and what was agreed in between is agreed again at its
// place. Then both are compared: every account by day, every plan, every counter. Nothing that was decided is
// copied.
// Example: replayBooks(from, into) → { entries: 214, difference: null }.
import pg from "pg";
import type { Uuid } from "../../src/base/id.ts";
import type { ContractTerms } from "../../src/contracts/contract.ts";
import { addVersion } from "../../src/contracts/write-contract.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { keepCounters } from "../../src/flows/keep-counters.ts";
import { recordSale } from "../../src/flows/record-sale.ts";
import { closeDispute, openDispute, recordLateFee, refundSale } from "../../src/flows/take-back.ts";
import { readSales } from "../../src/sales/read-sale.ts";

/** Who and what there is; the simulated world makes it before its first sale. */
const NAMED = ["workspace", "party", "product", "offer"];
/** What was agreed meanwhile, at its own time. */
const AGREED = ["product_terms", "contract", "contract_version"] as const;
const ACTOR = "replay";

export interface Replayed {
  entries: number;
  /** The first that differs. */
  difference: string | null;
}

interface Row {
  seq: number;
  kind: string;
  source: string;
  key: string;
  subject: Uuid;
  accounts: number[];
  /** As text. */
  amounts: string[];
  happened_at: Date;
  recorded_at: Date;
}

export async function replayBooks(
  from: { url: string; app: App },
  into: { url: string; app: App },
): Promise<Replayed> {
  const [old, fresh] = await Promise.all([connect(from.url), connect(into.url)]);
  try {
    let entries = 0;
    for (let ws = 1; await isThere(old, ws); ws++) {
      await copyNamed(old, fresh, ws);
      const agreeUntil = await openAgreed(old, fresh, into.app, ws);
      entries += await tellAgain(old, from.app, into.app, ws, agreeUntil);
      const [before, after] = [await readBooks(old, ws), await readBooks(fresh, ws)];
      const difference = firstDifference(before, after);
      if (difference !== null) return { entries, difference: `workspace ${ws}: ${difference}` };
    }
    return { entries, difference: null };
  } finally {
    await Promise.all([old.end(), fresh.end()]);
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // A bigint of the books is a number: the database keeps it within 2^53.
  client.setTypeParser(20, Number);
  return client;
}

async function isThere(client: pg.Client, ws: number): Promise<boolean> {
  await client.query("SELECT set_config('app.ws', $1, false)", [String(ws)]);
  return (await client.query("SELECT FROM partage.workspace WHERE ws = $1", [ws])).rowCount === 1;
}

async function copyNamed(old: pg.Client, fresh: pg.Client, ws: number): Promise<void> {
  await fresh.query("SELECT set_config('app.ws', $1, false)", [String(ws)]);
  for (const table of NAMED) await copyRows(fresh, table, await rowsOf(old, table, ws));
  await fresh.query(
    `INSERT INTO partage.ledger_head (ws, seq, batch, accounts, hash)
     VALUES ($1, 0, 0, 0, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING`,
    [ws],
  );
}

type Json = Record<string, unknown> & { created_at: string };

async function rowsOf(client: pg.Client, table: string, ws: number): Promise<Json[]> {
  const { rows } = await client.query(`SELECT to_jsonb(t) AS row FROM partage.${table} t WHERE ws = $1`, [
    ws,
  ]);
  return rows.map(({ row }) => row);
}

async function copyRows(client: pg.Client, table: string, rows: readonly Json[]): Promise<void> {
  const all = `SELECT * FROM jsonb_populate_recordset(NULL::partage.${table}, $1::jsonb)`;
  await client.query(`INSERT INTO partage.${table} ${all}`, [JSON.stringify(rows)]);
}

/** Agrees again what was agreed until an instant; a version counts what came before it, as a new one does. */
async function openAgreed(old: pg.Client, fresh: pg.Client, into: App, ws: number) {
  const waiting: { table: (typeof AGREED)[number]; row: Json }[] = [];
  for (const table of AGREED) for (const row of await rowsOf(old, table, ws)) waiting.push({ table, row });
  waiting.sort((a, b) => Date.parse(a.row.created_at) - Date.parse(b.row.created_at));
  return async (at: Date) => {
    while (waiting[0] !== undefined && Date.parse(waiting[0].row.created_at) <= at.getTime()) {
      const { table, row } = waiting.shift() as (typeof waiting)[0];
      if (table !== "contract_version") await copyRows(fresh, table, [row]);
      else await agreeVersion(into, ws, row);
    }
  };
}

async function agreeVersion(into: App, ws: number, row: Json): Promise<void> {
  const instantOf = (text: unknown) => Date.parse(text as string);
  const version = {
    contract: row.contract as Uuid,
    version: row.version as number,
    starts: instantOf(row.starts),
    ends: row.ends === null ? null : instantOf(row.ends),
    terms: row.terms as ContractTerms,
    evidence: "replay",
    actor: ACTOR,
    at: instantOf(row.created_at),
  };
  await inWorkspace(into.db, ws, async (tx) => {
    await addVersion(tx, ws, version, await keepCounters(tx, ws, version.contract, version.terms));
  });
}

async function tellAgain(
  old: pg.Client,
  from: App,
  into: App,
  ws: number,
  agreeUntil: (at: Date) => Promise<void>,
): Promise<number> {
  const { rows } = await old.query<Row>(
    `SELECT j.*, b.recorded_at FROM partage.journal j JOIN partage.journal_batch b ON b.ws = j.ws AND b.batch = j.batch
      WHERE j.ws = $1 ORDER BY seq`,
    [ws],
  );
  const sales = new Map<Uuid, Uuid>();
  for (const row of rows) {
    await agreeUntil(row.recorded_at);
    const common = { source: row.source, externalId: row.key, happenedAt: row.happened_at.getTime() };
    const sale = sales.get(row.subject) as Uuid;
    if (row.kind === "sale") {
      const facts = (await inWorkspace(from.db, ws, (tx) => readSales(tx, ws, [row.subject]))).get(
        row.subject,
      )?.facts;
      if (facts === undefined) throw new Error(`entry ${row.seq} has no sale`);
      sales.set(row.subject, (await recordSale(into, ws, facts, ACTOR)).id);
    } else if (row.kind === "refund") {
      const told = await one(
        old,
        "SELECT amount, fees_returned FROM partage.refund WHERE ws = $1 AND seq = $2",
        ws,
        row.seq,
      );
      const facts = { amount: told.amount, feesReturned: told.fees_returned, reason: null, metadata: null };
      await refundSale(into, ws, { ...common, ...facts, sale, recordOnly: false, origin: "source" }, ACTOR);
    } else if (row.kind === "dispute_opened") {
      const told = await one(
        old,
        "SELECT amount FROM partage.dispute WHERE ws = $1 AND opened_seq = $2",
        ws,
        row.seq,
      );
      await openDispute(
        into,
        ws,
        { ...common, sale, amount: told.amount, reason: null, metadata: null },
        ACTOR,
      );
    } else if (row.kind === "fee") {
      const owner = "SELECT owner FROM partage.ledger_account WHERE ws = $1 AND account = $2";
      const { owner: party } = await one(old, owner, ws, row.accounts[1] as number);
      await recordLateFee(into, ws, { ...common, sale, party, amount: Number(row.amounts[1]) }, ACTOR);
    } else {
      const told = await one(
        old,
        "SELECT fee, state FROM partage.dispute WHERE ws = $1 AND closed_seq = $2",
        ws,
        row.seq,
      );
      await closeDispute(into, ws, { ...common, outcome: told.state, fee: told.fee }, ACTOR);
    }
  }
  return rows.length;
}

// biome-ignore lint/suspicious/noExplicitAny: rows of a test's own statements
async function one(client: pg.Client, text: string, ws: number, what: number): Promise<any> {
  const { rows } = await client.query(text, [ws, what]);
  if (rows.length !== 1) throw new Error(`${rows.length} rows for ${text} ${what}`);
  return rows[0];
}

/** Every account by day, every sale's plan, every counter, as lines of text. */
async function readBooks(client: pg.Client, ws: number): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT concat_ws(' ', 'balance', a.kind, a.owner, a.source, a.currency, b.available_on, b.amount) AS line
       FROM partage.balance b JOIN partage.ledger_account a ON a.ws = b.ws AND a.account = b.account
      WHERE b.ws = $1 AND b.amount <> 0
     UNION ALL SELECT concat_ws(' ', 'sale', j.source, j.key, encode(p.hash, 'hex'), j.amounts, j.available_on)
       FROM partage.journal j JOIN partage.plan p ON p.ws = j.ws AND p.no = j.plan WHERE j.ws = $1
     UNION ALL SELECT concat_ws(' ', 'entry', j.kind, j.source, j.key, j.amounts)
       FROM partage.journal j WHERE j.ws = $1 AND j.kind <> 'sale'
     UNION ALL SELECT concat_ws(' ', 'counter', name, value) FROM partage.contract_counter WHERE ws = $1 AND value > 0
     ORDER BY 1`,
    [ws],
  );
  return rows.map(({ line }) => line);
}

function firstDifference(before: readonly string[], after: readonly string[]): string | null {
  const [was, is] = [new Set(before), new Set(after)];
  const lost = before.find((line) => !is.has(line));
  const extra = after.find((line) => !was.has(line));
  return lost === undefined && extra === undefined
    ? null
    : `${lost ?? "nothing"} became ${extra ?? "nothing"}`;
}
