// The hash chain of a workspace's ledger: what is hashed, byte for byte, so that any program can re-check it.
// A batch's hash is SHA-256 over the previous hash in hex, a line feed, and one line per entry: the canonical
// JSON array below and a line feed. docs/ledger-format.md fixes this for good. Nothing here reads or writes.
import { createHash } from "node:crypto";
import { ByteText } from "../base/byte-text.ts";
import type { Digest } from "../base/digest.ts";
import { dayText } from "./entry.ts";

/** The head of an empty ledger: 32 zero bytes. */
export const GENESIS = Buffer.alloc(32);

export interface ChainedEntry {
  kind: string;
  source: string;
  key: string;
  subject: string;
  bodyHash: Digest;
  currency: string;
  /** The plan that decided, by the hex of its hash; null where none did. */
  plan: { hash: string } | null;
  happenedAt: number;
}

/** The first `count` of each. */
export interface ChainedPostings {
  accounts: readonly number[];
  amounts: readonly number[];
  /** Days since 1970-01-01. */
  days: readonly number[];
  count: number;
}

/** Writes one entry's line, without the line feed: what JSON.stringify makes of the whole array. */
export function writeEntry(
  text: ByteText,
  seq: number,
  entry: ChainedEntry,
  postings: ChainedPostings,
): void {
  const { count } = postings;
  text.plain('["entry/1",');
  text.integer(seq);
  text.plain(",");
  text.quoted(entry.kind);
  text.plain(",");
  text.quoted(entry.source);
  text.plain(",");
  text.quoted(entry.key);
  text.plain(',"');
  text.plain(entry.subject);
  text.plain('","');
  text.hex(entry.bodyHash);
  text.plain('","');
  text.plain(entry.currency);
  text.plain('",');
  writePlan(text, entry.plan);
  text.plain(",");
  text.integer(entry.happenedAt);
  text.plain(",[");
  writeList(text, postings.accounts, count);
  text.plain("],[");
  writeList(text, postings.amounts, count);
  text.plain("],[");
  writeDays(text, postings.days, count);
  text.plain("]]");
}

function writePlan(text: ByteText, plan: { hash: string } | null): void {
  if (plan === null) text.plain("null");
  else text.quoted(plan.hash);
}

function writeList(text: ByteText, numbers: readonly number[], count: number): void {
  for (let i = 0; i < count; i++) {
    if (i > 0) text.plain(",");
    text.integer(numbers[i] as number);
  }
}

function writeDays(text: ByteText, days: readonly number[], count: number): void {
  for (let i = 0; i < count; i++) {
    text.plain(i > 0 ? ',"' : '"');
    text.plain(dayText(days[i] as number));
    text.plain('"');
  }
}

/** Bytes handed to the hash at a time. */
const PIECE = 65_536;

/** The hash of a batch on top of `previous` (32 bytes), fed entry by entry. */
export class BatchHash {
  readonly #hash = createHash("sha256");
  readonly #text = new ByteText();

  constructor(previous: Buffer) {
    this.#text.plain(`${previous.toString("hex")}\n`);
  }

  add(seq: number, entry: ChainedEntry, postings: ChainedPostings): void {
    writeEntry(this.#text, seq, entry, postings);
    this.#text.plain("\n");
    if (this.#text.length < PIECE) return;
    this.#hash.update(this.#text.view());
    this.#text.clear();
  }

  digest(): Buffer {
    return this.#hash.update(this.#text.view()).digest();
  }
}
