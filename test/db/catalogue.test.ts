// The catalogue of the real database against the house's rules: every table keeps to its workspace, the
// application role owns nothing and may not change what only grows, every key leads with the workspace. A new
// table that is outside the rule fails here; the few global ones are a list, each with its reason.
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../database.ts";

const GLOBAL: Record<string, string> = {
  job_worker: "which processes run jobs; no workspace's data",
  migration: "which files were applied; no workspace's data",
  member: "account → its workspaces and roles",
  api_key_hash: "key hash → workspace",
  invitation_token: "hash of an invitation's token → its proposal",
  party_account: "account → the parties it speaks for",
  known_address: "account → digests of the addresses it has had",
  mail_choice: "account → which mails it does not want",
  invite_hash: "hash of an invitation's token → workspace",
  workspace_list: "which workspaces there are, and which are suspended",
  operator: "accounts that run the installation",
  installation: "what every new workspace begins with",
  installation_change: "who changed that, and what it was",
  link_code: "code of a link → its workspace",
  program_slug: "address of a programme's public page → its workspace and product",
  source_address: "hash of a webhook's address → workspace",
};

const APPEND_ONLY = [
  "journal",
  "journal_batch",
  "account_batch",
  "ledger_account",
  "sale",
  "refund",
  "event",
  "plan",
  "product_terms",
  "contract_version",
  "agreement",
  "agreement_file",
  "end_notice",
  "confirmation",
  "program_rules",
  "program_terms",
  "affiliation_step",
  "affiliate_message",
  "coupon_step",
  "coupon_use",
  "sale_journey",
];

let client: pg.Client;
let close: () => Promise<void>;

beforeAll(async () => {
  const database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  close = database.close;
});

afterAll(async () => {
  await client.end();
  await close();
});

async function names(sql: string): Promise<string[]> {
  return (await client.query(sql)).rows.map((row) => row.name);
}

const TABLES = `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'partage' AND c.relkind IN ('r', 'p')`;

test("every table outside the list of global ones has forced row-level security and its policy", async () => {
  const guarded = await names(`${TABLES} AND c.relrowsecurity AND c.relforcerowsecurity
    AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid
      AND pg_get_expr(p.polqual, p.polrelid) LIKE '%app.ws%' AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%app.ws%')`);
  const all = await names(TABLES);
  expect(all.length).toBeGreaterThan(25);
  expect(all.filter((name) => !guarded.includes(name)).sort()).toEqual(Object.keys(GLOBAL).sort());
});

test("every key of a workspace's table leads with the workspace", async () => {
  const led =
    await names(`${TABLES} AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary
    AND (SELECT attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = i.indkey[0]) = 'ws')`);
  const all = await names(TABLES);
  expect(all.filter((name) => !led.includes(name)).sort()).toEqual(Object.keys(GLOBAL).sort());
});

test("every view reads with the rights of who asks", async () => {
  const views =
    await client.query(`SELECT c.relname AS name, coalesce(c.reloptions, '{}') AS options FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'partage' AND c.relkind = 'v'`);
  expect(views.rows.length).toBeGreaterThan(0);
  for (const view of views.rows) expect(view.options, view.name).toContain("security_invoker=true");
});

test("the application role is neither owner nor superuser and cannot pass by row-level security", async () => {
  const role = await client.query("SELECT * FROM pg_roles WHERE rolname = 'partage_app'");
  expect(role.rows[0]).toMatchObject({ rolsuper: false, rolbypassrls: false, rolcanlogin: false });
  expect(await names(`${TABLES} AND pg_get_userbyid(c.relowner) = 'partage_app'`)).toEqual([]);
});

test("the application role may not change what only grows, nor truncate anything", async () => {
  for (const table of APPEND_ONLY) {
    const rights = await client.query(
      `SELECT has_table_privilege('partage_app', $1, 'UPDATE') AS u, has_table_privilege('partage_app', $1, 'DELETE') AS d`,
      [`partage.${table}`],
    );
    expect(rights.rows[0], table).toEqual({ u: false, d: false });
  }
  expect(await names(`${TABLES} AND has_table_privilege('partage_app', c.oid, 'TRUNCATE')`)).toEqual([]);
});

test("no table is readable with an unset workspace", async () => {
  await client.query("BEGIN");
  await client.query("SELECT set_config('role', 'partage_app', true), set_config('app.ws', '7', true)");
  await client.query("INSERT INTO partage.terms_epoch (ws, epoch) VALUES (7, 1)");
  await client.query("SELECT set_config('app.ws', '', true)");
  for (const name of (await names(TABLES)).filter((one) => !(one in GLOBAL))) {
    const readable = await client.query("SELECT has_table_privilege($1, 'SELECT') AS yes", [
      `partage.${name}`,
    ]);
    if (!readable.rows[0].yes) continue;
    const rows = await client.query(`SELECT count(*)::int AS n FROM partage.${name}`);
    expect(rows.rows[0].n, name).toBe(0);
  }
  await client.query("SELECT set_config('app.ws', '7', true)");
  expect((await client.query("SELECT epoch FROM partage.terms_epoch")).rows).toHaveLength(1);
  await client.query("SELECT set_config('app.ws', '8', true)");
  expect((await client.query("SELECT epoch FROM partage.terms_epoch")).rows).toHaveLength(0);
  await client.query("ROLLBACK");
});

test.each(APPEND_ONLY)("%s raises for the owner as well on update, delete and truncate", async (table) => {
  for (const statement of [`UPDATE partage.${table} SET ws = ws`, `DELETE FROM partage.${table}`]) {
    await expect(client.query(statement)).rejects.toMatchObject({ code: "PT009" });
  }
  await expect(client.query(`TRUNCATE partage.${table} CASCADE`)).rejects.toMatchObject({ code: "PT009" });
});
