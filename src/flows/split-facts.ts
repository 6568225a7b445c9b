// From the facts of a sale to the engine's sale and back: parties by public id for the engine, by uuid for
// the ledger. Never decides anything itself.
import type { Minor } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { publicId, type Uuid } from "../base/id.ts";
import type { Instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { Line } from "../engine/line.ts";
import type { Sale, SaleFee, WeighedAffiliate } from "../engine/sale.ts";
import type { PostedLine } from "../ledger/sale-postings.ts";
import type { AffiliateShare, FeeFact, SaleFacts } from "../sales/facts.ts";

export interface PartyNames {
  nameOf(party: Uuid): string;
  uuidOf(name: string): Uuid;
}

/** The sale as plan.json and the engine speak of it. */
export function engineSale(names: PartyNames, facts: SaleFacts): Sale {
  const { affiliate } = facts;
  const several = facts.side?.affiliates;
  const fees: SaleFee[] = [];
  for (let i = 0; i < facts.fees.length; i++) {
    const { amount, party } = facts.fees[i] as FeeFact;
    fees.push({ party: names.nameOf(party), amount: amount as Minor });
  }
  return {
    id: facts.externalId,
    at: facts.happenedAt as Instant,
    currency: facts.currency as Currency,
    paid: facts.paid as Minor,
    tax: facts.tax as Minor,
    shipping: facts.shipping as Minor,
    fees,
    affiliate:
      affiliate === null || several !== undefined
        ? null
        : {
            party: names.nameOf(affiliate.party),
            rate: affiliate.rate as Ppm,
            recruitedBy: affiliate.recruitedBy === null ? null : names.nameOf(affiliate.recruitedBy),
          },
    affiliates: several === undefined ? undefined : weighed(names, several),
    offer: facts.offer === null ? undefined : publicId("offer", facts.offer),
  };
}

/** Several affiliates as the engine speaks of them. */
export function weighed(
  names: Pick<PartyNames, "nameOf">,
  shares: readonly AffiliateShare[],
): WeighedAffiliate[] {
  return shares.map(({ party, rate, recruitedBy, weight }) => ({
    party: names.nameOf(party),
    rate: rate as Ppm,
    recruitedBy: recruitedBy === null ? null : names.nameOf(recruitedBy),
    weight: weight as Ppm,
  }));
}

export function postedLines(names: PartyNames, lines: readonly Line[]): PostedLine[] {
  return lines.map((line) => ({ party: names.uuidOf(line.party), role: line.role, amount: line.amount }));
}
