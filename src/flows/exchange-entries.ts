// The entries of what a source exchanged in a settlement: per currency of its sales two that are linked by
// `fx`, each summing to zero. The settlement has put what arrived on the source's account in its own
// currency; these take it from there, and take the sale's amount from the source in the sale's. Pure but for
// account numbers.
// Example: 100.00 BRL less 4.00, arrived as 19.50 USD less 0.78 → processor 10000, processor_fees −400, fx
// −9600 (BRL); fx 1872, processor_fees 78, processor −1950 (USD).
import { sumMinor } from "../base/amount.ts";
import { dayIn, offsetAt } from "../base/calendar.ts";
import { canonicalJson } from "../base/canonical.ts";
import { type Digest, sha256 } from "../base/digest.ts";
import { publicId, type Uuid } from "../base/id.ts";
import type { AccountKind } from "../ledger/entry.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
import { feesOf } from "../sources/settlements/match-lines.ts";
import type { BookedExchange, FeeOf, SourceSettlement } from "../sources/settlements/settlement.ts";
import type { NewExchange } from "../sources/settlements/write-settlements.ts";

export const EXCHANGE_KIND = "source_exchange";

type Settled = Pick<SourceSettlement, "id" | "source" | "externalId" | "currency" | "arrivedOn">;

/** A line of a settlement that was exchanged; `gross` and `fee` as the settlement has them. */
export interface ToExchange {
  n: number;
  gross: number;
  fee: number;
  exchange: Pick<BookedExchange, "currency" | "gross" | "fee" | "rate" | "feeParty" | "saleParty" | "at">;
}

export interface ExchangeEntry {
  key: string;
  currency: string;
  postings: { kind: AccountKind; of: string; amount: number }[];
}

/** Of lines of one currency in their order: in the sale's currency, then in the settlement's. */
export function exchangeEntries(
  one: Settled,
  lines: readonly [ToExchange, ...ToExchange[]],
): [ExchangeEntry, ExchangeEntry] {
  const [{ n, exchange }] = lines;
  const inSale = lines.map(({ exchange: { gross, fee, saleParty } }) => ({
    gross,
    fee,
    feeParty: saleParty,
  }));
  const arrived = lines.map(({ gross, fee, exchange: { feeParty } }) => ({ gross, fee, feeParty }));
  const left = { ...sumsOf(inSale), fees: feesOf(inSale, exchange.saleParty) };
  const came = { ...sumsOf(arrived), fees: feesOf(arrived, exchange.feeParty) };
  const key = `${publicId("settled", one.id)}:${exchange.currency}:${n}`;
  return [
    {
      ...{ key, currency: exchange.currency },
      postings: [
        { kind: "processor", of: one.source, amount: left.gross },
        ...withheld(left.fees, -1),
        { kind: "fx", of: "", amount: left.fee - left.gross },
      ],
    },
    {
      ...{ key: `${key}:${one.currency}`, currency: one.currency },
      postings: [
        { kind: "fx", of: "", amount: came.gross - came.fee },
        ...withheld(came.fees, 1),
        { kind: "processor", of: one.source, amount: 0 - came.gross },
      ],
    },
  ];
}

function sumsOf(lines: readonly { gross: number; fee: number }[]) {
  return { gross: sumMinor(lines.map((line) => line.gross)), fee: sumMinor(lines.map((line) => line.fee)) };
}

function withheld(fees: readonly FeeOf[], sign: 1 | -1): ExchangeEntry["postings"] {
  return fees.map(({ party, amount }) => ({
    ...{ kind: "processor_fees", of: party, amount: sign === 1 ? amount : 0 - amount },
  }));
}

/** Of both entries: each line with its amounts in both currencies and its rate. */
export function exchangeHash(one: Settled, lines: readonly [ToExchange, ...ToExchange[]]): Digest {
  const { source, externalId, currency } = one;
  const each = lines.map(({ n, gross, fee, exchange }) => [
    ...[n, exchange.gross, exchange.fee, gross, fee, exchange.rate, exchange.at.getTime()],
  ]);
  const told = sha256(canonicalJson(each)).toString("hex");
  const into = { into: currency, currency: lines[0].exchange.currency };
  return bodyHash(EXCHANGE_KIND, factBody({ ...into, externalId, source, lines: lines.length, told }));
}

/** Puts the entries of every currency on the page; answers each line with the number of its first. */
export function placeExchanges(
  page: JournalPage,
  one: Settled,
  all: readonly ToExchange[],
  timeZone: string,
): NewExchange[] {
  const at = arrivedAt(one.arrivedOn, timeZone);
  const groups = Map.groupBy(all, (line) => line.exchange.currency);
  return [...groups.values()].flatMap((group) => {
    const lines = group as [ToExchange, ...ToExchange[]];
    const hash = exchangeHash(one, lines);
    const [seq] = exchangeEntries(one, lines).map(({ key, currency, postings }) =>
      page.add({
        ...{ kind: EXCHANGE_KIND, source: "partage", key, subject: one.id, bodyHash: hash, currency },
        ...{ plan: null, happenedAt: at },
        postings: postings.map(({ kind, of, amount }) => ({
          account: page.book.number(kind, of, currency),
          ...{ amount, day: dayIn(timeZone, at) },
        })),
      }),
    );
    return lines.map(({ n, exchange }) => ({ n, ...exchange, seq: seq as number }));
  });
}

/** Noon of the day that it reached the bank, where the business is. */
export function arrivedAt(arrivedOn: string, timeZone: string): number {
  const noon = Date.parse(`${arrivedOn}T12:00:00Z`);
  return noon - offsetAt(timeZone, noon);
}

/** Of matched lines, those that are exchanged; `otherwise` withheld where no sale says who did. */
export function toExchange(
  lines: readonly (Pick<ToExchange, "n" | "gross" | "fee"> & {
    at: number | null;
    feeParty: Uuid | null;
    exchange: Pick<BookedExchange, "currency" | "gross" | "fee" | "rate"> | null;
  })[],
  settled: { otherwise: Uuid; arrived: number; posted?: ReadonlyMap<number, Uuid> },
): ToExchange[] {
  return lines.flatMap(({ n, gross, fee, at, feeParty, exchange }) => {
    if (exchange === null) return [];
    const saleParty = feeParty ?? settled.otherwise;
    const parties = { feeParty: settled.posted?.get(n) ?? saleParty, saleParty };
    return [{ n, gross, fee, exchange: { ...exchange, ...parties, at: new Date(at ?? settled.arrived) } }];
  });
}
