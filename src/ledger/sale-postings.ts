// The postings of a sale, a reversal, a dispute and a late fee (domain §7), from allocation lines to
// accounts. Never computes a share: the lines come from the engine. The first posting is the money at the
// source, then one posting per line in the split's order, so that line i is posting i + 1 for ever.
import { allocate } from "../base/allocate.ts";
import type { AccountBook } from "./account-book.ts";
import { accountName } from "./account-names.ts";
import type { AccountKind, Posting } from "./entry.ts";
import type { JournalPage } from "./journal-page.ts";

export type LineRole =
  | "producer"
  | "coproducer"
  | "manager"
  | "recoup"
  | "advance"
  | "affiliate"
  | "platform_fee"
  | "processor_fee"
  | "tax"
  | "minimum"
  | "milestone";

export interface PostedLine {
  /** Uuid. */
  party: string;
  role: LineRole;
  /** Minor units. */
  amount: number;
}

const KIND: Record<LineRole, AccountKind> = {
  producer: "payable",
  coproducer: "payable",
  manager: "payable",
  recoup: "payable",
  advance: "payable",
  affiliate: "payable",
  platform_fee: "platform_fees",
  processor_fee: "processor_fees",
  tax: "tax",
  minimum: "payable",
  milestone: "payable",
};

/** True for the lines that a dispute reserves: tax and fee lines are not. */
export function isReservable(role: LineRole): boolean {
  return KIND[role] === "payable";
}

/** What a party is owed by these lines; fees and tax aside. */
export function payableOf(lines: readonly PostedLine[], party: string): number {
  return lines.reduce(
    (sum, line) => (line.party === party && isReservable(line.role) ? sum + line.amount : sum),
    0,
  );
}

/** The role under which a party's money at the source is counted: that of its first payable line. */
export function payableRoleOf(lines: readonly PostedLine[], party: string): LineRole {
  return lines.find((line) => line.party === party && isReservable(line.role))?.role ?? "producer";
}

export interface Place {
  book: AccountBook;
  source: string;
  currency: string;
}

/** The first posting of a sale: the money at its source, −paid. */
export function postPaid(
  page: JournalPage,
  { source, currency, paid }: { source: string; currency: string; paid: number },
  day: number,
): void {
  page.post(page.book.number("processor", source, currency), -paid, day);
}

/** One line of a sale after it: the party's account +amount. */
export function postLine(
  page: JournalPage,
  role: LineRole,
  party: string,
  currency: string,
  amount: number,
  day: number,
): void {
  page.post(page.book.number(KIND[role], party, currency), amount, day);
}

/** The postings of a sale in words, for a check that shares no account numbers with what it checks. */
export function expectedPostings(
  sale: { source: string; currency: string; paid: number },
  lines: readonly PostedLine[],
): string[] {
  const { source, currency, paid } = sale;
  return [
    `${accountName("processor", source, currency)} ${0 - paid}`,
    ...lines.map((line) => `${accountName(KIND[line.role], line.party, currency)} ${line.amount}`),
  ];
}

/**
 * What the source pays to a party itself: payable → paid at source, in the same entry. Amounts may be
 * negative.
 */
export function paidAtSourcePostings(
  place: Place,
  paid: readonly { party: string; amount: number }[],
  day: number,
): Posting[] {
  const { book, source, currency } = place;
  return paid
    .filter((one) => one.amount !== 0)
    .flatMap((one) => [
      { account: book.number("payable", one.party, currency), amount: -one.amount, day },
      { account: book.number("processor", source, currency), amount: one.amount, day },
    ]);
}

/**
 * What a source takes back itself of what it paid: in proportion to what is taken back of the sale, so that a
 * full refund leaves nothing. `before` and `after` are how much of `whole` is reversed. Negative amounts, for
 * the postings.
 */
export function paidAtSourceBack(
  paid: readonly { party: string; amount: number }[],
  whole: number,
  before: number,
  after: number,
): { party: string; amount: number }[] {
  const backOf = (amount: number, reversed: number) =>
    whole === 0 ? 0 : (allocate(amount, [reversed, whole - reversed])[0] as number);
  return paid.map(({ party, amount }) => ({ party, amount: backOf(amount, before) - backOf(amount, after) }));
}

/**
 * Money taken back: processor +amount, each line −taken; `fromReserve[i]` of it leaves the line's reserve
 * instead. `taken` may be negative where a line's own share was (a producer who carried a loss).
 */
export function reversalPostings(
  place: Place,
  amount: number,
  lines: readonly PostedLine[],
  taken: readonly number[],
  fromReserve: readonly number[],
  days: readonly number[],
  ownDay: number,
): Posting[] {
  const { book, source, currency } = place;
  const postings: Posting[] = [{ account: book.number("processor", source, currency), amount, day: ownDay }];
  lines.forEach((line, i) => {
    const reserve = fromReserve[i] ?? 0;
    const direct = (taken[i] ?? 0) - reserve;
    const day = Math.max(days[i] ?? ownDay, ownDay);
    if (direct !== 0) {
      postings.push({ account: book.number(KIND[line.role], line.party, currency), amount: -direct, day });
    }
    if (reserve !== 0) {
      postings.push({ account: book.number("reserved", line.party, currency), amount: -reserve, day });
    }
  });
  return postings;
}

/** Into the reserve (amounts positive) or back out of it (negative), for the lines that have one. */
export function reservePostings(
  place: Place,
  lines: readonly PostedLine[],
  amounts: readonly number[],
  days: readonly number[],
): Posting[] {
  const { book, currency } = place;
  return lines.flatMap((line, i) => {
    const amount = amounts[i] ?? 0;
    const day = days[i] ?? 0;
    if (amount === 0) return [];
    return [
      { account: book.number("payable", line.party, currency), amount: -amount, day },
      { account: book.number("reserved", line.party, currency), amount, day },
    ];
  });
}

/** A fee that arrived after the split: an entry of its own, borne by the producer. */
export function lateFeePostings(
  place: Place,
  producer: string,
  party: string,
  amount: number,
  day: number,
): Posting[] {
  const { book, currency } = place;
  return [
    { account: book.number("payable", producer, currency), amount: -amount, day },
    { account: book.number("processor_fees", party, currency), amount, day },
  ];
}

/** What a period's end settles: the producer's payable −x, then +x in the lines of the contract's party. */
export function settlementPostings(
  book: AccountBook,
  currency: string,
  lines: readonly PostedLine[],
  day: number,
): Posting[] {
  return lines.map(({ party, role, amount }) => {
    return { account: book.number(KIND[role], party, currency), amount, day };
  });
}

/** The same in words, for the check. */
export function expectedSettlement(currency: string, lines: readonly PostedLine[]): string[] {
  return lines.map(({ party, role, amount }) => `${accountName(KIND[role], party, currency)} ${amount}`);
}

/** The fee of a lost dispute: payable(producer) → processor. */
export function disputeFeePostings(place: Place, producer: string, fee: number, day: number): Posting[] {
  if (fee === 0) return [];
  const { book, source, currency } = place;
  return [
    { account: book.number("payable", producer, currency), amount: -fee, day },
    { account: book.number("processor", source, currency), amount: fee, day },
  ];
}

/**
 * An entry that moves nothing and still says that it happened: the end of a dispute that nothing was left of.
 */
export function noPostings({ book, source, currency }: Place, day: number): Posting[] {
  const account = book.number("processor", source, currency);
  return [
    { account, amount: 0, day },
    { account, amount: 0, day },
  ];
}
