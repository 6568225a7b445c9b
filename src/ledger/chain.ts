// The hash chain of a workspace's ledger: what is hashed, byte for byte, so that any program can re-check it.
// A batch's hash is SHA-256 over the previous hash in hex, a line feed, and one line per entry: the canonical JSON
// array below and a line feed. docs/ledger-format.md fixes this for good. Nothing here reads or writes.
import { createHash } from "node:crypto";
import { dayText } from "./entry.ts";

/** The head of an empty ledger: 32 zero bytes. */
export const GENESIS = Buffer.alloc(32);

export interface ChainedEntry {
  seq: number;
  kind: string;
  source: string;
  key: string;
  subject: string;
  bodyHash: string;
  currency: string;
  /** Hex of the plan's hash; null where no plan decided. */
  planHash: string | null;
  happenedAt: number;
  accounts: readonly number[];
  amounts: readonly number[];
  days: readonly number[];
}

/** One entry's line, without the line feed. */
export function entryLine(entry: ChainedEntry): string {
  return JSON.stringify([
    "entry/1",
    entry.seq,
    entry.kind,
    entry.source,
    entry.key,
    entry.subject,
    entry.bodyHash,
    entry.currency,
    entry.planHash,
    entry.happenedAt,
    entry.accounts,
    entry.amounts,
    entry.days.map(dayText),
  ]);
}

/** The hash of a batch on top of `previous` (32 bytes). */
export function batchHash(previous: Uint8Array, lines: readonly string[]): Buffer {
  const text = `${Buffer.from(previous).toString("hex")}\n${lines.join("\n")}\n`;
  return createHash("sha256").update(text).digest();
}
