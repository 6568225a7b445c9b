// The journal that hledger and Ledger read: plain text, one transaction an entry, at the end what must stand
// on every account, so that the program itself says whether it agrees. Numbers are ours moved by a point.
// Example: 2026-03-08 (41) sale stripe ch_1 ⏎ assets:processor:stripe  100.00 USD ⏎ …
import { decimalsOf } from "../../base/currency.ts";
import {
  accountParts,
  amountOf,
  type BookAccount,
  type BookEntry,
  type BookSums,
  type BookWriter,
  plainText,
} from "./book.ts";

type Dialect = "hledger" | "ledger";

export class PlainTextBook implements BookWriter {
  readonly extension: string;
  readonly #dialect: Dialect;
  #accounts = new Map<number, BookAccount>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
    this.extension = dialect === "hledger" ? "journal" : "ledger";
  }

  head({ title, accounts }: { title: string; accounts: readonly BookAccount[] }): string {
    this.#accounts = new Map(accounts.map((one) => [one.number, one]));
    const currencies = [...new Set(accounts.map((one) => one.currency))].sort();
    const names = [...new Set(accounts.map((one) => nameOf(one)))].sort();
    const lines = [`; ${plainText(title)}`, ""];
    for (const currency of currencies) lines.push(...this.#commodity(currency));
    return [...lines, ...names.map((name) => `account ${name}`), "", ""].join("\n");
  }

  opening(day: string, sums: BookSums): string {
    return this.#blocks(day, "opening balances", sums, (amount, currency) => amountOf(amount, currency));
  }

  entry({ seq, day, kind, source, key, subject, currency, postings }: BookEntry): string {
    const about = subject === "" ? "" : `  ; ${subject}`;
    const head = `${day} (${seq}) ${plainText(`${kind} ${source} ${key}`)}${about}`;
    const lines = postings.map(
      ({ account, amount }) => `    ${this.#name(account)}  ${amountOf(amount, currency)}`,
    );
    return `${[head, ...lines].join("\n")}\n\n`;
  }

  closing(day: string, sums: BookSums): string {
    return this.#blocks(
      day,
      "checked balances",
      sums,
      (amount, currency) => `0 ${currency} = ${amountOf(amount, currency)}`,
    );
  }

  /** One transaction a currency. */
  #blocks(
    day: string,
    title: string,
    sums: BookSums,
    say: (amount: number, currency: string) => string,
  ): string {
    const byCurrency = Map.groupBy(sums, ([account]) => this.#accounts.get(account)?.currency ?? "");
    return [...byCurrency]
      .map(([currency, rows]) => {
        const lines = rows.map(([account, amount]) => `    ${this.#name(account)}  ${say(amount, currency)}`);
        return `${[`${day} ${title} ${currency}`, ...lines].join("\n")}\n\n`;
      })
      .join("");
  }

  #name(account: number): string {
    const found = this.#accounts.get(account);
    return found === undefined ? `equity:unknown:${account}` : nameOf(found);
  }

  /** How many decimals it has, so that nothing is rounded when it is shown. */
  #commodity(currency: string): string[] {
    const decimals = decimalsOf(currency);
    const sample = `1000.${"0".repeat(decimals)} ${currency}`;
    if (this.#dialect === "hledger") return [`commodity ${sample}`];
    return [`commodity ${currency}`, `    format ${decimals === 0 ? `1000 ${currency}` : sample}`];
  }
}

/** The currency is in the name: an account is of one. */
function nameOf(account: BookAccount): string {
  return [...accountParts(account), account.currency].join(":");
}
