// What a book for another program is written from: accounts by name, entries with their postings, what stood
// before and what stands after. Signs are those of other programs: what is owed is negative, what is held
// positive, the opposite of ours. Never reads; a writer is one file.
// Example: payable(bruno) 582 → "liabilities:payable:Bruno-Lima-e7wq9vfh", −5.82 USD.
import { decimalText } from "../../base/decimal-text.ts";

export interface BookAccount {
  number: number;
  kind: string;
  /** Party's name or source; empty where the kind has none. */
  of: string;
  /** What tells it from another of the same name; empty where there is no other. */
  tag: string;
  currency: string;
}

export interface BookPosting {
  account: number;
  amount: number;
}

export interface BookEntry {
  seq: number;
  /** "2026-03-08". */
  day: string;
  kind: string;
  source: string;
  key: string;
  /** Public id of what it is about, or empty. */
  subject: string;
  currency: string;
  postings: readonly BookPosting[];
}

/** Sums by account, minor units with our signs; zeros included. */
export type BookSums = ReadonlyMap<number, number>;

export interface BookWriter {
  /** Behind the dot of the file's name. */
  extension: string;
  /** `from` is the first day of anything in it. */
  head(about: { title: string; from: string; accounts: readonly BookAccount[] }): string;
  opening(day: string, sums: BookSums): string;
  entry(entry: BookEntry): string;
  /** What must stand at the end of the day: the other program checks it. */
  closing(day: string, sums: BookSums): string;
}

/** Our owed is their liability, what a source holds is their asset. */
const PLACE: Readonly<Record<string, string>> = {
  payable: "liabilities",
  reserved: "liabilities",
  in_transit: "liabilities",
  tax: "liabilities",
  platform_fees: "liabilities",
  processor_fees: "liabilities",
  processor: "assets",
  bank: "assets",
  fx: "equity",
  write_off: "expenses",
};

/** The parts of its name, ours first: ["liabilities", "payable", "Bruno-Lima-e7wq9vfh"]. */
export function accountParts({ kind, of, tag }: BookAccount): string[] {
  const name = [wordOf(of), tag].filter(Boolean).join("-");
  return [PLACE[kind] ?? "equity", wordOf(kind), ...(name === "" ? [] : [name])];
}

/** Letters, digits and dashes only: what every one of the programs takes in a name. */
function wordOf(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
}

/** With their sign. */
export function amountOf(minor: number, currency: string): string {
  return `${decimalText(minor === 0 ? 0 : -minor, currency)} ${currency}`;
}

/** One line, without what any of the programs reads as more than text. */
export function plainText(text: string): string {
  return text
    .replace(/[\p{C}\p{Z};|"\\*!()[\]{}@=]+/gu, " ")
    .trim()
    .slice(0, 200);
}

/** The day before: openings stand there. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
