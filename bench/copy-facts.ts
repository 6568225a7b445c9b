// The limit that posting is held against: COPY of the same facts into plain tables, a row a sale and a row a
// posting, with primary key and account index; no row-level security, no triggers, no checks. The text is
// ready before the clock starts, so only the server and the wire are timed. Example: 1,000 sales of 8
// postings → 9,000 rows in one commit.
import pg from "pg";
import type { Posted } from "../src/flows/plan-sales.ts";
import type { SaleFacts } from "../src/sales/facts.ts";

const TABLES = `
  CREATE SCHEMA plain;
  CREATE TABLE plain.sale (
    id uuid PRIMARY KEY, source text, external_id text, product uuid, offer uuid, happened_at timestamptz,
    currency text, paid bigint, tax bigint, shipping bigint, fee_party uuid, fee_amount bigint,
    affiliate uuid, affiliate_rate int
  );
  CREATE TABLE plain.posting (
    sale uuid, line smallint, account int, amount bigint, available_on date, PRIMARY KEY (sale, line)
  );
  CREATE INDEX ON plain.posting (account, available_on);`;

/** A sale as it was recorded, for the same to be copied. */
export interface Recorded {
  readonly facts: SaleFacts;
  readonly posted: Posted;
}

interface CopyText {
  readonly sales: Buffer;
  readonly postings: Buffer;
}

/** What the driver hands to a query that copies in (pg's own Connection, less what is not used). */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

export class PlainTables {
  readonly #client: pg.Client;
  readonly #accounts = new Map<string, number>();

  constructor(url: string) {
    this.#client = new pg.Client({ connectionString: url });
  }

  static async open(url: string): Promise<PlainTables> {
    const tables = new PlainTables(url);
    await tables.#client.connect();
    await tables.#client.query(TABLES);
    return tables;
  }

  spell(recorded: readonly Recorded[]): CopyText {
    let sales = "";
    let postings = "";
    for (const { facts, posted } of recorded) {
      const at = new Date(facts.happenedAt).toISOString();
      const fee = facts.fees[0];
      sales += `${posted.id}\t${facts.source}\t${facts.externalId}\t${facts.product}\t\\N\t${at}\t${facts.currency}\t`;
      sales += `${facts.paid}\t${facts.tax}\t${facts.shipping}\t${fee?.party ?? "\\N"}\t${fee?.amount ?? "\\N"}\t`;
      sales += `${facts.affiliate?.party ?? "\\N"}\t${facts.affiliate?.rate ?? "\\N"}\n`;
      const day = at.slice(0, 10);
      let line = 0;
      const post = (of: string, amount: number) => {
        postings += `${posted.id}\t${line++}\t${this.#numberOf(of)}\t${amount}\t${day}\n`;
      };
      post(facts.source, -facts.paid);
      for (const one of posted.split?.lines ?? []) post(`${one.role} ${one.party}`, one.amount);
    }
    return { sales: Buffer.from(sales), postings: Buffer.from(postings) };
  }

  #numberOf(of: string): number {
    const number = this.#accounts.get(of) ?? this.#accounts.size + 1;
    this.#accounts.set(of, number);
    return number;
  }

  /** One commit. */
  async copy({ sales, postings }: CopyText): Promise<void> {
    await this.#client.query("BEGIN");
    await this.#copyInto("plain.sale", sales);
    await this.#copyInto("plain.posting", postings);
    await this.#client.query("COMMIT");
  }

  /** The driver offers COPY to whoever answers its protocol. */
  #copyInto(table: string, data: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      const ignore = () => undefined;
      const query = {
        submit: (connection: CopyConnection) => connection.query(`COPY ${table} FROM STDIN`),
        handleCopyInResponse(connection: CopyConnection) {
          connection.sendCopyFromChunk(data);
          connection.endCopyFrom();
        },
        handleReadyForQuery: () => resolve(),
        handleError: reject,
        handleCommandComplete: ignore,
        handleRowDescription: ignore,
        handleDataRow: ignore,
        handleEmptyQuery: ignore,
        handlePortalSuspended: ignore,
        handleCopyData: ignore,
        callback: ignore,
      };
      this.#client.query(query as unknown as pg.Submittable);
    });
  }

  /** Bytes of both tables and their indexes. */
  async bytes(): Promise<number> {
    const sum = "pg_total_relation_size('plain.sale') + pg_total_relation_size('plain.posting')";
    return Number((await this.#client.query(`SELECT ${sum} AS bytes`)).rows[0].bytes);
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
