// The account numbers of one workspace, as the writer knows them: finds the number of an account or gives the
// next. New numbers are rows of the same flight that first posts to them, so a failed flight leaves none
// behind.
// Example: book.number({ kind: "payable", of: ana, currency: "USD" }) → 3.
import type { Statement } from "../db/flight.ts";
import type { Tx } from "../db/transaction.ts";
import type { AccountKind, AccountName } from "./entry.ts";

export class AccountBook {
  readonly #ws: number;
  /** Kind and currency, then owner or source: no key is spelled anew for each posting. */
  #numbers = new Map<string, Map<string, Map<string, number>>>();
  #fresh: { account: number; name: AccountName }[] = [];
  #highest: number;

  constructor(ws: number, highest: number) {
    this.#ws = ws;
    this.#highest = highest;
  }

  static async load(tx: Tx, ws: number): Promise<AccountBook> {
    const rows = await tx.selectFrom("ledger_account").selectAll().where("ws", "=", ws).execute();
    const book = new AccountBook(
      ws,
      rows.reduce((most, row) => Math.max(most, row.account), 0),
    );
    for (const row of rows) {
      book.#ofKind(row.kind, row.currency).set(row.owner ?? row.source ?? "", row.account);
    }
    return book;
  }

  /** Highest number given, the fresh ones included. */
  get highest(): number {
    return this.#highest;
  }

  number(kind: AccountKind, of: string, currency: string): number {
    const numbers = this.#ofKind(kind, currency);
    const known = numbers.get(of);
    if (known !== undefined) return known;
    this.#highest += 1;
    numbers.set(of, this.#highest);
    this.#fresh.push({ account: this.#highest, name: { kind, of, currency } });
    return this.#highest;
  }

  #ofKind(kind: string, currency: string): Map<string, number> {
    const currencies = this.#numbers.get(kind) ?? new Map<string, Map<string, number>>();
    const numbers = currencies.get(currency) ?? new Map<string, number>();
    if (numbers.size === 0) this.#numbers.set(kind, currencies.set(currency, numbers));
    return numbers;
  }

  /** The rows for accounts first used since the last `settle`. */
  freshStatement(): Statement | null {
    if (this.#fresh.length === 0) return null;
    const owned = (kind: AccountKind) => !["processor", "bank", "fx", "write_off"].includes(kind);
    return {
      name: "ledger_account",
      text: `INSERT INTO partage.ledger_account (ws, account, kind, owner, source, currency)
        SELECT $1, * FROM unnest($2::int[], $3::text[], $4::uuid[], $5::text[], $6::text[])`,
      values: [
        this.#ws,
        this.#fresh.map((one) => one.account),
        this.#fresh.map((one) => one.name.kind),
        this.#fresh.map((one) => (owned(one.name.kind) ? one.name.of : null)),
        this.#fresh.map((one) => (one.name.kind === "processor" ? one.name.of : null)),
        this.#fresh.map((one) => one.name.currency),
      ],
    };
  }

  /** The flight landed: the fresh accounts are in the database. */
  settle(): void {
    this.#fresh = [];
  }
}
