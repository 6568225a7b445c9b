// A settlement of a source, its lines and the sales that it misses as they go over the network. Pure.
// Example: showSettlement(one) → { "id": "settled_…", "net": 9680, "open": 1, "exchanged": [] }.
import { impliedRate } from "../../base/exchange.ts";
import type { UnsettledSale } from "../../reports/money-at-source.ts";
import type { SettlementLine, SourceSettlement } from "../../sources/settlements/settlement.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import type { SettledLine, SourceSettlement as Shown } from "../../wire/source-settlement.ts";

export function showSettlement(one: SourceSettlement): Shown {
  const { id, source, externalId, currency, arrivedOn, gross, fee, net, lines, open, firstAt, lastAt } = one;
  return {
    ...{ source, externalId, currency, arrivedOn, gross, fee, net, lines, open },
    id: showId("settled", id),
    ...{ firstAt: showInstant(firstAt), lastAt: showInstant(lastAt), entry: one.seq },
    ...{ recordedBy: one.recordedName, recordedAt: showInstant(one.recordedAt) },
    differences: one.differences,
    exchanged: one.exchanged.map((sums) => ({
      ...sums,
      rate: impliedRate(sums.net, sums.currency, sums.arrived, currency),
    })),
  };
}

export function showUnsettled({ sale, key, at, currency, paid }: UnsettledSale) {
  return { sale: showId("sale", sale), externalId: key, at: showInstant(at), currency, paid };
}

export function showLine({ source, externalId }: SourceSettlement, line: SettlementLine): SettledLine {
  const { n, kind, ref, at, gross, fee, note, sale, state, difference, answer, exchange } = line;
  return {
    ...{ n, kind, ref, at: showInstant(at), gross, fee, note, state, difference, answer },
    sale: sale === null ? null : showId("sale", sale),
    expected: { gross: line.expectedGross, fee: line.expectedFee },
    exchange: exchange && {
      ...{ currency: exchange.currency, gross: exchange.gross, fee: exchange.fee, rate: exchange.rate },
      ...{ rateSource: `${source} ${externalId}`, rateAt: showInstant(exchange.at), entry: exchange.seq },
    },
    ...{ answeredBy: line.answeredName, answeredAt: showInstant(line.answeredAt), entry: line.seq },
  };
}
