// A journal entry before it is numbered: postings that sum to zero in one currency, and where it came from.
// Never holds a person's data. Positive is owed to the account's owner; money held at a source is negative.
// Example: a sale of 100.00 → processor −10000, payable(ana) 5242, payable(bruno) 582, payable(carla) 3136,
// platform_fees(market) 1040.
import type { Digest } from "../base/digest.ts";

export type AccountKind =
  | "payable"
  | "reserved"
  | "in_transit"
  | "processor"
  | "tax"
  | "platform_fees"
  | "processor_fees"
  | "bank"
  | "fx"
  | "write_off";

/** `of` is the owning party's uuid, for `processor` the source's name, for bank, fx and write_off empty. */
export interface AccountName {
  kind: AccountKind;
  of: string;
  currency: string;
}

export interface Posting {
  /** Account number in the workspace (see AccountBook). */
  account: number;
  /** Minor units; not zero unless the line itself says something (a producer's line of 0). */
  amount: number;
  /** Day the amount may be paid out: days since 1970-01-01. */
  day: number;
}

/** What an entry says beside its postings. */
export interface EntryHead {
  kind: string;
  source: string;
  /** The source's own id: (kind, source, key) is unique in a workspace, for ever. */
  key: string;
  /** Uuid of the sale it is about. */
  subject: string;
  /** SHA-256 of the canonical facts. */
  bodyHash: Digest;
  currency: string;
  plan: { no: number; hash: string } | null;
  /** Epoch milliseconds. */
  happenedAt: number;
}

export interface EntryDraft extends EntryHead {
  postings: readonly Posting[];
}

const DAY_TEXT = new Map<number, string>();

/** 20413 → "2025-11-21". */
export function dayText(day: number): string {
  let text = DAY_TEXT.get(day);
  if (text === undefined) {
    text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    if (DAY_TEXT.size > 20_000) DAY_TEXT.clear();
    DAY_TEXT.set(day, text);
  }
  return text;
}

/** "2025-11-21" → 20413. */
export function dayOfText(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / 86_400_000;
}
