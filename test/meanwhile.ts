// A database beside which something happens between what one reads and what one does with it: once, after the
// first answer that has such a row, before whoever asked hears of it. For tests of what must hold however two
// processes meet. Example: meanwhile(app.db, (row) => row.state === "proposed", () => payRun(other, 7, run)).
import type { Kysely, KyselyPlugin } from "kysely";
import type { Database } from "../src/db/pool.ts";
import type { DB } from "../src/db/tables.ts";

type Row = Readonly<Record<string, unknown>>;

export function meanwhile(
  { kysely, ...db }: Database,
  when: (row: Row) => boolean,
  then: () => Promise<unknown>,
): Database {
  let isDone = false;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (isDone || !result.rows.some((row) => when(row as Row))) return result;
      isDone = true;
      await then();
      return result;
    },
  };
  return { ...db, kysely: (kysely as Kysely<DB>).withPlugin(plugin) };
}
