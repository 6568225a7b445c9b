// The book that Beancount reads: every account opened, one transaction an entry, at the end what must stand
// on every account with no tolerance, so that bean-check says whether it agrees.
// Example: 2026-03-08 * "sale" "stripe ch_1" ⏎ Assets:Processor:Stripe:USD  100.00 USD ⏎ …
import {
  accountParts,
  amountOf,
  type BookAccount,
  type BookEntry,
  type BookSums,
  type BookWriter,
  plainText,
} from "./book.ts";

export class BeancountBook implements BookWriter {
  readonly extension = "beancount";
  #accounts = new Map<number, BookAccount>();

  head({ title, from, accounts }: Parameters<BookWriter["head"]>[0]): string {
    this.#accounts = new Map(accounts.map((one) => [one.number, one]));
    const opened = [...new Set(accounts.map((one) => `${from} open ${nameOf(one)} ${one.currency}`))].sort();
    return [`option "title" "${plainText(title)}"`, "", ...opened, "", ""].join("\n");
  }

  opening(day: string, sums: BookSums): string {
    return [...Map.groupBy(sums, ([account]) => this.#accounts.get(account)?.currency ?? "")]
      .map(([currency, rows]) => {
        const lines = rows.map(
          ([account, amount]) => `  ${this.#name(account)}  ${amountOf(amount, currency)}`,
        );
        return `${[`${day} * "opening balances" "${currency}"`, ...lines].join("\n")}\n\n`;
      })
      .join("");
  }

  entry({ seq, day, kind, source, key, subject, currency, postings }: BookEntry): string {
    const head = `${day} * "${plainText(kind)}" "${plainText(`${source} ${key}`)}"`;
    const about = [`  entry: "${seq}"`, ...(subject === "" ? [] : [`  subject: "${subject}"`])];
    const lines = postings.map(
      ({ account, amount }) => `  ${this.#name(account)}  ${amountOf(amount, currency)}`,
    );
    return `${[head, ...about, ...lines].join("\n")}\n\n`;
  }

  /** A balance is that of the beginning of its day: of the day after. */
  closing(day: string, sums: BookSums): string {
    const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    const lines = [...sums].map(([account, amount]) => {
      const currency = this.#accounts.get(account)?.currency ?? "";
      const [figure] = amountOf(amount, currency).split(" ");
      return `${next} balance ${this.#name(account)}  ${figure} ~ 0 ${currency}`;
    });
    return `${lines.join("\n")}\n`;
  }

  #name(account: number): string {
    const found = this.#accounts.get(account);
    return found === undefined ? `Equity:Unknown:A${account}` : nameOf(found);
  }
}

/** Every part begins with a capital or a digit. */
function nameOf(account: BookAccount): string {
  return [...accountParts(account), account.currency]
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(":");
}
