// What the things of the audit trail are called: a proposal by its party and product, a run by its number, a
// payout by party and amount; and which things a name or number belongs to. Reads only; amounts and numbers
// are facts, so that each reader's language writes them.
// Example: nameSubjects(tx, 7, ["payout_01…"]) → { name: "Bruno Lima", amount: 5820, currency: "USD" }
import { type RawBuilder, sql } from "kysely";
import { parsePublicId, publicId, type Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface SubjectName {
  name: string | null;
  number: number | null;
  amount: number | null;
  currency: string | null;
}

const none = sql`NULL::int AS number, NULL::bigint AS amount, NULL::text AS currency`;
const withAmount = sql`NULL::int AS number, x.amount, x.currency`;
const party = sql`JOIN partage.party p ON p.ws = x.ws AND p.id = x.party`;
const product = sql`JOIN partage.product r ON r.ws = x.ws AND r.id = x.product`;
const maybeProduct = sql`LEFT JOIN partage.product r ON r.ws = x.ws AND r.id = x.product`;
const both = sql`concat_ws(' · ', p.name, r.name)`;

/** Prefix of the id → what it is called, from the row `x` and what is joined to it. */
const CALLED: Readonly<Record<string, RawBuilder<unknown>>> = {
  product: sql`x.name, ${none} FROM partage.product x`,
  party: sql`x.name, ${none} FROM partage.party x`,
  offer: sql`concat_ws(' · ', r.name, x.name), ${none} FROM partage.offer x ${product}`,
  contract: sql`${both}, ${none} FROM partage.contract x ${party} ${product}`,
  proposal: sql`${both}, ${none} FROM partage.proposal x ${party} ${product}`,
  affiliation: sql`${both}, ${none} FROM partage.affiliation x ${party} ${product}`,
  coupon: sql`concat_ws(' · ', x.code, r.name), ${none} FROM partage.coupon x ${maybeProduct}`,
  datagrant: sql`${both}, ${none} FROM partage.data_grant x ${party} ${maybeProduct}`,
  question: sql`${both}, ${none} FROM partage.question x ${party} ${maybeProduct}`,
  finding: sql`p.name, ${withAmount} FROM partage.finding x ${party}`,
  adjustment: sql`p.name, ${withAmount} FROM partage.adjustment x ${party}`,
  opening: sql`p.name, ${withAmount} FROM partage.opening_balance x ${party}`,
  payout: sql`p.name, NULL::int AS number, x.owed_amount AS amount, x.owed_currency AS currency
    FROM partage.payout x ${party}`,
  run: sql`NULL AS name, x.no AS number, NULL::bigint AS amount, NULL::text AS currency FROM partage.payout_run x`,
  statement: sql`p.name, x.number, NULL::bigint AS amount, x.currency FROM partage.statement x ${party}`,
  settled: sql`concat_ws(' · ', x.source, x.external_id), NULL::int AS number, x.net AS amount, x.currency
    FROM partage.source_settlement x`,
  import: sql`x.file_name, ${none} FROM partage.import x`,
  invite: sql`x.email, ${none} FROM partage.invite x`,
  template: sql`x.name, ${none} FROM partage.terms_template x`,
  endpoint: sql`x.url, ${none} FROM partage.webhook_endpoint x`,
  destination: sql`concat_ws(' · ', x.name, r.name), ${none} FROM partage.destination x ${product}`,
  delivery: sql`concat_ws(' · ', x.source, x.key), ${none} FROM partage.delivery x`,
  sale: sql`concat_ws(' · ', j.key, r.name), NULL::int AS number, x.paid AS amount, x.currency
    FROM partage.sale x ${product} JOIN partage.journal j ON j.ws = x.ws AND j.seq = x.seq`,
};

type Row = SubjectName & { id: Uuid };

/** By public id; what is gone, or is of no kind with a name, is left out. */
export async function nameSubjects(
  tx: Tx,
  ws: number,
  subjects: Iterable<string>,
): Promise<Map<string, SubjectName>> {
  const asked = new Map<string, Uuid[]>();
  for (const subject of new Set(subjects)) {
    const prefix = subject.slice(0, subject.indexOf("_"));
    const id = Object.hasOwn(CALLED, prefix) ? parsePublicId(prefix, subject) : null;
    if (id !== null) asked.set(prefix, [...(asked.get(prefix) ?? []), id]);
  }
  const names = new Map<string, SubjectName>();
  for (const [prefix, ids] of asked) {
    const called = CALLED[prefix] as RawBuilder<unknown>;
    const { rows } =
      await sql<Row>`SELECT named.of AS id, named.name, named.number, named.amount, named.currency FROM (
        SELECT x.id AS of, ${called} WHERE x.ws = ${ws} AND x.id = ANY (${ids}::uuid[])
      ) AS named (of, name, number, amount, currency)`.execute(tx);
    for (const { id, name, number, amount, currency } of rows) {
      names.set(publicId(prefix, id), { name, number, amount, currency });
    }
  }
  return names;
}

/** Of each kind, more than anybody reads. */
const MOST = 300;

/** The things whose name holds the words, or whose number they are: "bruno", "piano", "12". */
export async function findSubjects(tx: Tx, ws: number, words: string): Promise<string[]> {
  const like = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const number = /^#?\d{1,9}$/.test(words) ? Number(words.replace("#", "")) : null;
  const found: string[] = [];
  for (const [prefix, called] of Object.entries(CALLED)) {
    // Deliveries and sales are many, and found by their own lists.
    if (prefix === "delivery" || prefix === "sale") continue;
    const { rows } = await sql<{ id: Uuid }>`SELECT named.of AS id FROM (
        SELECT x.id AS of, ${called} WHERE x.ws = ${ws}
      ) AS named (of, name, number, amount, currency)
      WHERE named.name ILIKE ${like} OR named.number = ${number}::int LIMIT ${MOST}`.execute(tx);
    found.push(...rows.map((row) => publicId(prefix, row.id)));
  }
  return found;
}
