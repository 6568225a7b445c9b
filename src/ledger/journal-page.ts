// The entries of one flight, gathered as they will be written: numbered from the head on, checked, hashed
// into the chain, their columns filled, what each account and day got added up. Reads and writes nothing; a
// page that does not fly leaves no trace but account numbers.
// Example: 1,000 sales of 8 postings → 1,000 rows in 11 columns, some thirty account days.
import { Broken } from "../base/refusal.ts";
import {
  BytesColumn,
  DateColumn,
  InstantColumn,
  Int4Column,
  Int8Column,
  TextColumn,
  UuidColumn,
} from "../db/column.ts";
import type { AccountBook } from "./account-book.ts";
import { BatchHash } from "./chain.ts";
import type { EntryDraft, EntryHead } from "./entry.ts";

/** Where a workspace's ledger stands. */
export interface Head {
  seq: number;
  batch: number;
  hash: Buffer;
}

/** What one account got, to be available on one day. */
export interface AccountDay {
  account: number;
  day: number;
  delta: number;
  /** Places of the entries in the batch, from 0, ascending. */
  entries: number[];
}

/** The largest amount of a posting, in either direction. */
const MAX = 1e15;
const DAY_SHIFT = 2 ** 22;
const DAY_OFFSET = 2 ** 21;

export class JournalPage {
  readonly head: Head;
  readonly book: AccountBook;
  readonly columns = {
    kind: new TextColumn(),
    source: new TextColumn(),
    key: new TextColumn(),
    subject: new UuidColumn(),
    bodyHash: new BytesColumn(),
    currency: new TextColumn(),
    plan: new Int4Column(),
    happenedAt: new InstantColumn(),
    /** The postings of all entries lie flat; an entry has those from first to last, counted from 1. */
    account: new Int4Column(),
    amount: new Int8Column(),
    day: new DateColumn(),
    first: new Int4Column(),
    last: new Int4Column(),
  };
  readonly #chain: BatchHash;
  readonly #touched = new Map<number, AccountDay>();
  /** By account, the day it was last posted to: neighbours in time share it. */
  readonly #latest: AccountDay[] = [];
  /**
   * The postings of the entry at hand: written over by the next, never cut, so that no array is made anew.
   */
  readonly #postings = { accounts: [] as number[], amounts: [] as number[], days: [] as number[], count: 0 };
  #count = 0;

  constructor(head: Head, book: AccountBook) {
    this.head = head;
    this.book = book;
    this.#chain = new BatchHash(head.hash);
  }

  get count(): number {
    return this.#count;
  }

  /** The number that the entry at hand will have. */
  get nextSeq(): number {
    return this.head.seq + 1 + this.#count;
  }

  /** Adds a posting to the entry at hand: minor units, available from a day since 1970-01-01. */
  post(account: number, amount: number, day: number): void {
    const postings = this.#postings;
    const place = postings.count++;
    postings.accounts[place] = account;
    postings.amounts[place] = amount;
    postings.days[place] = day;
  }

  /** Ends the entry at hand, which has been posted; answers its seq. */
  close(entry: EntryHead): number {
    const seq = this.nextSeq;
    this.#check(entry);
    this.#chain.add(seq, entry, this.#postings);
    const { columns } = this;
    columns.kind.push(entry.kind);
    columns.source.push(entry.source);
    columns.key.push(entry.key);
    columns.subject.push(entry.subject);
    columns.bodyHash.push(entry.bodyHash);
    columns.currency.push(entry.currency);
    columns.plan.push(entry.plan === null ? null : entry.plan.no);
    columns.happenedAt.push(entry.happenedAt);
    columns.first.push(columns.account.count + 1);
    this.#fillPostings();
    columns.last.push(columns.account.count);
    this.#count += 1;
    return seq;
  }

  add(draft: EntryDraft): number {
    for (const { account, amount, day } of draft.postings) this.post(account, amount, day);
    return this.close(draft);
  }

  /** Sorted, so that two flights lock balances in the same order. */
  accountDays(): AccountDay[] {
    return [...this.#touched.values()].sort((a, b) => a.account - b.account || a.day - b.day);
  }

  /** The head behind these entries. */
  nextHead(): Head {
    const { seq, batch } = this.head;
    return { seq: seq + this.#count, batch: batch + 1, hash: this.#chain.digest() };
  }

  /** The first guard; the database holds the second (CHECK journal_balances). */
  #check({ kind, key }: EntryHead): void {
    const { amounts, count } = this.#postings;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const amount = amounts[i] as number;
      // The words are spelled only when it fails: this runs for every posting.
      if (!Number.isSafeInteger(amount)) throw new Broken(`a posting of ${amount} is not a whole amount`);
      if (amount > MAX || amount < -MAX) throw new Broken(`a posting of ${amount} is past 10^15`);
      sum += amount;
    }
    if (count >= 2 && sum === 0) return;
    throw new Broken(`entry ${kind} ${key} sums to ${sum}, not 0`);
  }

  #fillPostings(): void {
    const { columns } = this;
    const { accounts, amounts, days, count } = this.#postings;
    for (let i = 0; i < count; i++) {
      const account = accounts[i] as number;
      const amount = amounts[i] as number;
      const day = days[i] as number;
      columns.account.push(account);
      columns.amount.push(amount);
      columns.day.push(day);
      const touched = this.#touchedOn(account, day);
      touched.delta += amount;
      const { entries } = touched;
      if (entries[entries.length - 1] !== this.#count) entries.push(this.#count);
    }
    this.#postings.count = 0;
  }

  #touchedOn(account: number, day: number): AccountDay {
    const latest = this.#latest[account];
    if (latest !== undefined && latest.day === day) return latest;
    const key = account * DAY_SHIFT + day + DAY_OFFSET;
    let one = this.#touched.get(key);
    if (one === undefined) {
      one = { account, day, delta: 0, entries: [] };
      this.#touched.set(key, one);
    }
    this.#latest[account] = one;
    return one;
  }
}
