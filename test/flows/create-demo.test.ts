// The demo workspace: every line of the public orders is split to the cent, once, whatever cuts it short.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newUuid, type Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import { type Database, openDatabase } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { createDemo } from "../../src/flows/create-demo.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { listImports } from "../../src/sources/imports.ts";
import { testDatabase } from "../database.ts";
import { ids } from "../journeys/test-door.ts";

const ORDERS = 9994;
/** Over links, and one with a coupon, on the day the demo is made. */
const BY_LINK = 7;

describe("The demo", { timeout: 120_000 }, () => {
  let url: string;
  let drop: () => Promise<void>;
  let db: Database;
  let app: App;
  const owner: Uuid = newUuid(ids);
  const said: string[] = [];

  beforeAll(async () => {
    ({ url, close: drop } = await testDatabase());
    db = openDatabase({ url });
    app = { db, ids, posting: openPosting(db, ids), safe: openSafe("of the demo", randomBytes) };
  });
  afterAll(async () => {
    await db.close();
    await drop();
  });

  const numbers = async (query: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query("SELECT set_config('app.ws', '1', false)");
      return (await client.query(query)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  const totals = async () =>
    (
      await numbers(`SELECT
        (SELECT count(*)::int FROM partage.member) AS workspaces,
        (SELECT count(*)::int FROM partage.party) AS parties,
        (SELECT count(*)::int FROM partage.contract) AS contracts,
        (SELECT count(*)::int FROM partage.sale) AS sales,
        (SELECT count(*)::int FROM partage.refund) AS refunds,
        (SELECT string_agg(state, ' ' ORDER BY state) FROM partage.dispute) AS disputes,
        (SELECT max(seq)::int FROM partage.journal) AS entries`)
    )[0];

  test("cut short in the middle, it is made good by the next start", async () => {
    await expect(
      createDemo(app, owner, (sentence) => {
        said.push(sentence);
        if (sentence.includes("2,000 sales")) throw new Error("cut");
      }),
    ).rejects.toThrow("cut");
    expect((await totals())?.sales).toBe(2000);
    // Another process: nothing is remembered.
    app = { db, ids, posting: openPosting(db, ids), safe: openSafe("of the demo", randomBytes) };
    const accountOf = async () => newUuid(ids);
    await createDemo(app, owner, (sentence) => said.push(sentence), accountOf);
    expect(said.filter((sentence) => sentence.includes("9,994 sales"))).toHaveLength(1);
    expect(await totals()).toMatchObject({
      workspaces: 1,
      sales: ORDERS + BY_LINK,
      refunds: 7,
      disputes: "lost open won",
    });
    const [run] = await inWorkspace(db, 1, (tx) => listImports(tx, 1, 5, undefined));
    expect(run).toMatchObject({ state: "done", rowsNew: ORDERS, rowsFailed: 0, rowsTotal: ORDERS });
  });

  test("what a sale's lines got is what the buyer paid, sale by sale", async () => {
    const rows = await numbers(`SELECT count(*)::int AS sales,
        count(*) FILTER (WHERE -j.amounts[1] = s.paid)::int AS taken,
        count(*) FILTER (WHERE (SELECT sum(a) FROM unnest(j.amounts) a) = 0)::int AS balanced,
        count(*) FILTER (WHERE cardinality(j.amounts) >= 4)::int AS shared
      FROM partage.sale s JOIN partage.journal j USING (ws, seq)`);
    const all = ORDERS + BY_LINK;
    expect(rows[0]).toMatchObject({ sales: all, taken: all, balanced: all });
    expect(Number(rows[0]?.shared)).toBeGreaterThan(ORDERS / 2);
  });

  test("the newest order is of yesterday, and all have their affiliate's terms", async () => {
    const rows = await numbers(`SELECT max(happened_at)::date::text AS newest,
      count(*) FILTER (WHERE affiliate IS NOT NULL)::int AS affiliates,
      count(*) FILTER (WHERE recruited_by IS NOT NULL)::int AS recruited FROM partage.sale WHERE happened_at < date_trunc('day', now())`);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    expect(rows[0]?.newest).toBe(yesterday);
    expect(Number(rows[0]?.affiliates)).toBeGreaterThan(3000);
    expect(Number(rows[0]?.recruited)).toBeGreaterThan(1500);
  });

  test("guarantees and bonuses of quarters that ended are settled, and an advance is recovered", async () => {
    const rows = await numbers(`SELECT count(*) FILTER (WHERE 'minimum' = ANY (roles))::int AS minimums,
      count(*) FILTER (WHERE 'milestone' = ANY (roles))::int AS milestones FROM partage.contract_settlement`);
    expect(Number(rows[0]?.minimums)).toBeGreaterThan(3);
    expect(Number(rows[0]?.milestones)).toBeGreaterThan(2);
    const advance = await numbers(
      `SELECT sum(given)::int AS given FROM partage.line_day WHERE role = 'advance'`,
    );
    expect(advance[0]?.given ?? 0).toBe(250_000);
  });

  test("what partners live by is there: clicks, a held commission, statements, payouts, a question, an invitation", async () => {
    const [seen] = await numbers(`SELECT
      (SELECT count(*)::int FROM partage.click) AS clicks,
      (SELECT count(*)::int FROM partage.affiliate_link) AS links,
      (SELECT string_agg(state, ' ' ORDER BY state) FROM partage.finding) AS findings,
      (SELECT count(*)::int FROM partage.affiliation WHERE state = 'requested') AS applicants,
      (SELECT count(*)::int FROM partage.affiliation WHERE accepted_terms = 1 AND state = 'approved') AS accepted,
      (SELECT count(*)::int FROM partage.coupon_use WHERE counted) AS coupons,
      (SELECT count(*)::int FROM partage.affiliate_program) AS programs,
      (SELECT count(*)::int FROM partage.statement) AS statements,
      (SELECT string_agg(state, ' ' ORDER BY no) FROM partage.payout_run) AS runs,
      (SELECT count(*)::int FROM partage.question) AS questions,
      (SELECT count(*)::int FROM partage.proposal) AS proposals`);
    expect(Number(seen?.clicks)).toBeGreaterThan(1000);
    expect(seen).toMatchObject({ links: 6, findings: "held released", programs: 2, runs: "done proposed" });
    expect(seen).toMatchObject({ applicants: 1, accepted: 2, coupons: 1 });
    expect(seen).toMatchObject({ statements: 18, questions: 2, proposals: 1 });
  });

  test("a second start adds nothing", async () => {
    const before = await totals();
    await createDemo(app, owner, () => undefined);
    expect(await totals()).toEqual(before);
  });
});
