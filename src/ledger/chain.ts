// The hash chain of a workspace's ledger: what is hashed, byte for byte, so that any program can re-check it.
// A batch's hash is SHA-256 over the previous hash in hex, a line feed, and one line per entry: the canonical
// JSON array below and a line feed. docs/ledger-format.md fixes this for good. Nothing here reads or writes.
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

/**
 * One entry's line, without the line feed. Its postings are those from `from` on and before `to`: the arrays
 * may hold those of a whole batch.
 */
export function entryLine(entry: ChainedEntry, from = 0, to = entry.accounts.length): string {
  // The same text as JSON.stringify of the whole array, spelled piece by piece: a third of its time.
  const { seq, kind, source, key, subject, bodyHash, currency, planHash, happenedAt } = entry;
  const head = `["entry/1",${seq},${quote(kind)},${quote(source)},${quote(key)},"${subject}","${bodyHash}",`;
  const plan = planHash === null ? "null" : `"${planHash}"`;
  let accounts = "";
  let amounts = "";
  let days = "";
  for (let i = from; i < to; i++) {
    const comma = i === from ? "" : ",";
    accounts += `${comma}${entry.accounts[i]}`;
    amounts += `${comma}${entry.amounts[i]}`;
    days += `${comma}"${dayText(entry.days[i] as number)}"`;
  }
  return `${head}"${currency}",${plan},${happenedAt},[${accounts}],[${amounts}],[${days}]]`;
}

const PLAIN = /^[ !#-[\]-~]*$/;

function quote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** The hash of a batch on top of `previous` (32 bytes), fed line by line. */
export class BatchHash {
  readonly #hash = createHash("sha256");
  #text: string;

  constructor(previous: Uint8Array) {
    this.#text = `${Buffer.from(previous).toString("hex")}\n`;
  }

  add(line: string): void {
    this.#text += `${line}\n`;
    if (this.#text.length < PIECE) return;
    this.#hash.update(this.#text);
    this.#text = "";
  }

  digest(): Buffer {
    return this.#hash.update(this.#text).digest();
  }
}

/** Characters handed to the hash at a time: each call costs, and so does text that is kept long. */
const PIECE = 16_384;

export function batchHash(previous: Uint8Array, lines: readonly string[]): Buffer {
  const chain = new BatchHash(previous);
  for (const line of lines) chain.add(line);
  return chain.digest();
}
