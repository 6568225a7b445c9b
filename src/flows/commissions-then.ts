// What affiliates' commissions were over the period of their statements: by product each stretch of time with
// its rates, base and rules, as sales of that time were credited. For many statements at once. Never decides;
// what a sale really earned stands in its why.
// Example: carla, 30 % for all, 40 % for her from 12 October → 1 to 11 October 30 %, 12 to 31 October 40 %.
import { type CommissionSaid, commissionInWords } from "../affiliates/commission-in-words.ts";
import { rateNow } from "../affiliates/rates-now.ts";
import { type Affiliated, readAffiliated } from "../affiliates/read-affiliated.ts";
import { rulesAt } from "../affiliates/read-program.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { formatRate } from "../base/rate.ts";
import { type BaseFrom, baseAt, readAffiliateBases } from "../contracts/affiliate-bases.ts";
import type { Tx } from "../db/transaction.ts";
import { type AffiliationPast, readAffiliationPast } from "../reports/affiliation-past.ts";
import { readNames } from "../reports/names.ts";
import { readStatedRates } from "../reports/stated-rates.ts";
import { type Language, spellStretch } from "../statements/paper-text.ts";
import type {
  CommissionStretch,
  CommissionThen,
  Coverage,
  StatementDocument,
} from "../statements/statement.ts";
import { DEFAULTS } from "./credit-rules.ts";

/** Instants, epoch milliseconds: the first of the period and the first after it. */
export interface Stretch {
  from: number;
  until: number;
  timeZone: string;
}

interface Known extends Affiliated {
  past: AffiliationPast;
  bases: readonly BaseFrom[];
  product: string;
  offerName(id: string): string;
}

export type CommissionsThen = (party: Uuid, within: Stretch) => CommissionThen[];

export async function readCommissionsThen(
  tx: Tx,
  ws: number,
  parties: readonly Uuid[],
): Promise<CommissionsThen> {
  const byParty = await readAffiliated(tx, ws, parties);
  const all = [...byParty.values()].flat();
  const ids = all.map((one) => one.affiliation.id);
  const past = await readAffiliationPast(tx, ws, ids);
  const products = [...new Set(all.map((one) => one.affiliation.product))];
  const bases = await readAffiliateBases(tx, ws, products);
  const offers = all.flatMap((one) => one.commissions.map((rule) => rule.offer));
  const names = await readNames(tx, ws, { products, offers });
  return (party, within) =>
    (byParty.get(party) ?? []).flatMap((one) => {
      const { id, product } = one.affiliation;
      const known: Known = {
        ...one,
        past: past.get(id) ?? { rates: [], accepted: [] },
        bases: bases.get(product) ?? [],
        product: names.product(product),
        offerName: names.offer,
      };
      const stretches = stretchesOf(known, within);
      if (stretches.length === 0) return [];
      const { code } = one.affiliation;
      const accepted = acceptedBy(known, within.until);
      const named = { affiliation: publicId("affiliation", id), product: known.product, code };
      return [{ ...named, accepted, stretches, stated: [] }];
    });
}

/** While it might promote; stretches that say the same are one. */
function stretchesOf(known: Known, { from, until, timeZone }: Stretch): CommissionStretch[] {
  const turns = turnsOf(known).filter((at) => at > from && at < until);
  const starts = [...new Set([from, ...turns])].sort((a, b) => a - b);
  const found: (CommissionSaid & Omit<Stretch, "timeZone">)[] = [];
  for (const [index, start] of starts.entries()) {
    if (!mayPromote(known, start)) continue;
    const said = saidAt(known, start);
    const end = starts[index + 1] ?? until;
    const last = found.at(-1);
    if (last?.until === start && isSame({ ...last, from: 0, until: 0 }, { ...said, from: 0, until: 0 })) {
      last.until = end;
    } else found.push({ ...said, from: start, until: end });
  }
  return found.map((one) => toldOf(one, timeZone));
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function turnsOf({ steps, commissions, rules, bases, past }: Known): number[] {
  return [
    ...steps.map((step) => step.at),
    ...commissions.flatMap((rule) => (rule.until === null ? [rule.from] : [rule.from, rule.until])),
    ...rules.map((version) => version.starts),
    ...bases.map((one) => one.starts),
    ...past.rates.map((one) => one.until),
  ];
}

function mayPromote({ steps }: Known, at: number): boolean {
  return steps.findLast((step) => step.at <= at)?.state === "approved";
}

function saidAt({ affiliation, commissions, rules, bases, past, offerName }: Known, at: number) {
  const { rules: credit, renewals } = rulesAt(rules, at) ?? DEFAULTS;
  const rate = past.rates.find((one) => at < one.until)?.rate ?? affiliation.rate;
  const own = { party: affiliation.party, rate };
  const general = rateNow(commissions, own, null, at).rate;
  const offers = [...new Set(commissions.flatMap(({ offer }) => (offer === null ? [] : [offer])))];
  const ofOffers = offers
    .map((offer) => ({ offer: offerName(offer), rate: rateNow(commissions, own, offer, at).rate }))
    .filter((one) => one.rate !== general);
  const { model, windowDays } = credit;
  const rates = [{ offer: null, rate: general }, ...ofOffers];
  return { rates, base: baseAt(bases, at), model, windowDays, renewals } satisfies CommissionSaid;
}

function toldOf({ from, until, rates, ...said }: CommissionSaid & Omit<Stretch, "timeZone">, zone: string) {
  const days = (language: Language) => spellStretch(from, until, zone, language);
  const words = (language: Language) => commissionInWords({ rates, ...said }, language);
  return {
    ...{ from: new Date(from).toISOString(), until: new Date(until).toISOString() },
    days: { en: days("en"), "pt-BR": days("pt-BR") },
    rates: rates.map(({ offer, rate }) => ({ offer, rate: formatRate(rate) })),
    ...said,
    words: { en: words("en"), "pt-BR": words("pt-BR") },
  };
}

/** The terms of use that held for the affiliate when the period ended; null where none are known of. */
function acceptedBy({ affiliation, past }: Known, until: number): CommissionThen["accepted"] {
  const { acceptedTerms: version, acceptedAt: at } = affiliation;
  if (version !== null && at !== null && at.getTime() < until) return { version, at: at.toISOString() };
  const before = past.accepted.findLast((one) => one.at < until);
  return before === undefined ? null : { version: before.version, at: new Date(before.at).toISOString() };
}

type Stated = Coverage & { document: StatementDocument };

/**
 * Adds what sources said to the statements of partners whose sales as affiliate no affiliation of the time
 * explains.
 */
export async function addStatedThen(tx: Tx, ws: number, statements: readonly Stated[]): Promise<void> {
  const asked = statements.flatMap((one) => {
    const { products, terms, commissions = [] } = one.document;
    const explained = new Set([...terms, ...commissions].map((known) => known.product));
    const { party, currency, before, headSeq, since, sinceSeq, firstSeq } = one;
    const covered = { party, currency, before, headSeq, since, sinceSeq, firstSeq };
    return products.flatMap(({ id: product, name, count }) =>
      product === null || count === 0 || explained.has(name)
        ? []
        : [{ name, commissions, rates: { ...covered, product } }],
    );
  });
  const found = await readStatedRates(
    tx,
    ws,
    asked.map((one) => one.rates),
  );
  for (const [index, { name: product, commissions }] of asked.entries()) {
    const stated = (found[index] ?? []).map(({ rate, count }) => ({ rate: formatRate(rate), count }));
    if (stated.length === 0) continue;
    commissions.push({ affiliation: null, product, code: null, accepted: null, stretches: [], stated });
  }
}
