// The hash chain of a workspace's ledger: what is hashed, byte for byte, so that any program can re-check it.
// A batch's hash is SHA-256 over the previous hash in hex, a line feed, and one line per entry: the canonical
// JSON array below and a line feed. docs/ledger-format.md fixes this for good. Nothing here reads or writes.
import { hash } from "node:crypto";
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
  // The same text as JSON.stringify of the whole array, spelled piece by piece: a third of its time.
  const { seq, kind, source, key, subject, bodyHash, currency, planHash, happenedAt } = entry;
  const head = `["entry/1",${seq},${quote(kind)},${quote(source)},${quote(key)},"${subject}","${bodyHash}",`;
  const plan = planHash === null ? "null" : `"${planHash}"`;
  const { accounts, amounts, days } = entry;
  let dayTexts = "";
  for (let i = 0; i < days.length; i++) dayTexts += `${i === 0 ? "" : ","}"${dayText(days[i] as number)}"`;
  return `${head}"${currency}",${plan},${happenedAt},[${accounts.join()}],[${amounts.join()}],[${dayTexts}]]`;
}

const PLAIN = /^[ !#-[\]-~]*$/;

function quote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** The hash of a batch on top of `previous` (32 bytes). */
export function batchHash(previous: Uint8Array, lines: readonly string[]): Buffer {
  const text = `${Buffer.from(previous).toString("hex")}\n${lines.join("\n")}\n`;
  return hash("sha256", text, "buffer");
}
