// The reference of a payout, made of its id: the same for ever, fit for every rail (the shortest field is the
// fifteen characters of an ACH entry), without letters that are read as digits. Never a second one.
// Example: payoutReference("019a5c7e-…") → "PQ7K2M9X4TB0VNR".
import { sha256 } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** "P" and 70 bits of the id's SHA-256. */
export function payoutReference(id: Uuid): string {
  return `P${shorten(id, "payout")}`;
}

/** The same of a run, with "R": what a bank's file is called by. */
export function runReference(id: Uuid): string {
  return `R${shorten(id, "run")}`;
}

function shorten(id: Uuid, what: string): string {
  const bytes = sha256(`${what}-reference/1\n${id}`);
  let text = "";
  for (let i = 0; i < 14; i++) text += ALPHABET[(bytes[i] as number) & 31];
  return text;
}
