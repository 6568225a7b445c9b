// Works out what a sale, and the later charges of its subscription, would have given if somebody else had
// been credited: the same plan, instant and refunds, the engine asked again. The difference a party is what
// puts it right; the producer bears the rest. Writes nothing.
// Example: dora 17.92 → carla at 35 %: carla +31.36, dora −17.92, bruno −1.35, the producer −12.09.
import { listAffiliations } from "../affiliates/read-affiliations.ts";
import { readBarred } from "../affiliates/read-barred.ts";
import { readStandings } from "../affiliates/read-standings.ts";
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import { readCounters } from "../contracts/counters.ts";
import type { Tx } from "../db/transaction.ts";
import { isFee, type Line } from "../engine/line.ts";
import { computeReversal, reverse } from "../engine/reverse.ts";
import { type Split, split } from "../engine/split.ts";
import { listFindingsOf } from "../findings/read-findings.ts";
import {
  type CorrectionLine,
  type CreditedShare,
  listCorrections,
  readCorrectedLines,
  readLaterCharges,
} from "../sales/credit-correction.ts";
import type { SaleFacts } from "../sales/facts.ts";
import { readFirstCharge, sharesOf } from "../sales/first-charge.ts";
import { type Reversal, readReversals } from "../sales/read-reversals.ts";
import { rated } from "./credit-affiliates.ts";
import { creditRenewal } from "./credit-renewal.ts";
import { type ProductCredit, readProductCredit } from "./credit-rules.ts";
import { linesThatStand } from "./lines-that-stand.ts";
import { shareOut } from "./name-affiliates.ts";
import { type RecalledSale, recallSales } from "./recall-sales.ts";
import { engineSale, type PartyNames } from "./split-facts.ts";

export interface WorkedOut {
  sale: RecalledSale;
  /** Whom it is credited to now: as it came in, or as it was put right last. */
  was: CreditedShare[];
  sales: Uuid[];
  /** Each party's difference of each sale; zeros and the producer's left out. */
  lines: CorrectionLine[];
  /** The rate that each of the credited has at the sale's instant, in parts per million. */
  rates: Map<Uuid, number>;
  /** The newest entry that took something back of these sales; 0 where none did. */
  seenSeq: number;
  /** First day on which a party's part may be paid out, days since 1970. */
  firstDay: number;
  /** True where a tier or cap counts that was not looked at then: it is taken as it stands today. */
  isAsOfToday: boolean;
}

/** Throws 404, 409 while money of it is in dispute or held, 422 for somebody who cannot be credited. */
export async function workOutCorrection(
  tx: Tx,
  ws: number,
  names: PartyNames,
  wanted: { sale: Uuid; credited: readonly CreditedShare[]; only?: Uuid | undefined },
): Promise<WorkedOut> {
  const main = (await recallSales(tx, ws, names, [wanted.sale])).get(wanted.sale);
  if (main === undefined) throw new Refusal(404, "not_found", "There is no such sale in this workspace.");
  const later = await readLaterCharges(tx, ws, main.facts);
  const sales = await recallSales(tx, ws, names, [main.id, ...later]);
  await refuseUnsettled(tx, ws, sales);
  const credit = await readProductCredit(tx, ws, main.facts.product);
  const corrected = await creditWanted(tx, ws, main.facts, credit, wanted.credited);
  const facts = new Map([[main.id, corrected]]);
  const first = await readFirstCharge(tx, ws, main.facts);
  const shares = [...wanted.credited];
  for (const id of later) {
    const own = withoutAffiliates((sales.get(id) as RecalledSale).facts);
    const isDirect = first === null || shares.length === 0;
    if (wanted.only !== undefined && wanted.only !== id) continue;
    facts.set(id, isDirect ? own : await creditRenewal(tx, ws, own, credit, { ...first, shares }));
  }
  return await differ(tx, ws, names, { main, sales, facts, only: wanted.only });
}

interface Asked {
  main: RecalledSale;
  sales: ReadonlyMap<Uuid, RecalledSale>;
  /** As they would have been credited. */
  facts: ReadonlyMap<Uuid, SaleFacts>;
  /** Of one sale alone; left out, of all of them. */
  only: Uuid | undefined;
}

async function differ(
  tx: Tx,
  ws: number,
  names: PartyNames,
  { main, sales, facts, only }: Asked,
): Promise<WorkedOut> {
  const ids = [...facts.keys()].filter((id) => only === undefined || id === only);
  const today = await readCounters(tx, ws);
  const reversals = await readReversals(tx, ws, ids);
  const standing = await linesThatStand(tx, ws, sales);
  const before = await readCorrectedLines(tx, ws, ids);
  const lines: CorrectionLine[] = [];
  let isAsOfToday = false;
  for (const id of ids) {
    const sale = sales.get(id) as RecalledSale;
    const { currency } = sale.facts;
    const parts = new Map<Uuid, number>();
    const add = (party: Uuid, amount: number) => parts.set(party, (parts.get(party) ?? 0) + amount);
    const asIf = splitAgain(sale, names, facts.get(id) as SaleFacts, today);
    isAsOfToday ||= asIf.isAsOfToday;
    const left = leftOf(sale, asIf.split.lines, reversals.get(id) ?? []);
    for (const [i, line] of asIf.split.lines.entries())
      if (isPartners(line)) add(names.uuidOf(line.party), left[i] ?? 0);
    const reversed = standing.get(id)?.reversed ?? [];
    for (const [i, line] of sale.lines.entries()) {
      if (isPartners(line)) add(names.uuidOf(line.party), (reversed[i] ?? 0) - line.amount);
    }
    for (const one of before) if (one.sale === id) add(one.party, -one.amount);
    for (const [party, amount] of parts) if (amount !== 0) lines.push({ sale: id, party, currency, amount });
  }
  lines.sort((a, b) => (a.sale + a.party < b.sale + b.party ? -1 : 1));
  const credited = facts.get(main.id) as SaleFacts;
  const shares = credited.side?.affiliates ?? (credited.affiliate === null ? [] : [credited.affiliate]);
  const rates = new Map(shares.map(({ party, rate }) => [party, rate]));
  const days = ids.flatMap((id) => partnerDays(sales.get(id) as RecalledSale));
  const last = (await listCorrections(tx, ws, { sale: main.id, state: "posted", limit: 1 }))[0];
  const was = last?.credited ?? sharesOf(main.facts.affiliate?.party ?? null, main.facts.side);
  const seenSeq = Math.max(0, ...[...reversals.values()].flat().map((one) => one.seq));
  const firstDay = Math.max(0, ...days);
  return { sale: main, was, sales: ids, lines, rates, seenSeq, firstDay, isAsOfToday };
}

/** What is neither the producer's own remainder, nor a fee, nor tax. */
function isPartners({ role }: Pick<Line, "role">): boolean {
  return role !== "producer" && role !== "tax" && !isFee(role);
}

function partnerDays(sale: RecalledSale): number[] {
  return sale.lines.flatMap(({ role }, i) => (role === "tax" || isFee(role) ? [] : [sale.days[i] ?? 0]));
}

/** The frozen plan and what its clauses were handed then. */
function splitAgain(
  sale: RecalledSale,
  names: PartyNames,
  facts: SaleFacts,
  today: ReadonlyMap<string, number>,
): { split: Split; isAsOfToday: boolean } {
  const handed = new Map(Object.entries((sale.counters ?? {}) as Record<string, number>));
  const asked = engineSale(names, facts);
  const once = split(sale.compiled, asked, handed);
  if (once.read.every(({ name }) => handed.has(name))) return { split: once, isAsOfToday: false };
  return { split: split(sale.compiled, asked, new Map([...today, ...handed])), isAsOfToday: true };
}

/** Of each line, after everything that was taken back of the sale, in the order in which it was. */
function leftOf(
  { compiled, facts }: RecalledSale,
  lines: readonly Line[],
  reversals: readonly Reversal[],
): number[] {
  const at = instant(facts.happenedAt);
  let reversed = lines.map(() => 0);
  const left = lines.map((line) => line.amount);
  for (const { amount, feesReturned, lines: ofDispute } of reversals) {
    const request = { amount, feesReturned, currency: facts.currency, at };
    const back =
      ofDispute === null
        ? reverse(compiled.plan, lines, reversed, request)
        : { computed: computeReversal(lines, reversed, amount), taken: null };
    const taken = back.taken ?? back.computed;
    for (let i = 0; i < left.length; i++) left[i] = (left[i] as number) - (taken[i] ?? 0);
    reversed = reversed.map((sum, i) => sum + (back.computed[i] ?? 0));
  }
  return left;
}

/** The sale as if they had been credited, each at the rate of its instant. */
async function creditWanted(
  tx: Tx,
  ws: number,
  facts: SaleFacts,
  credit: ProductCredit,
  credited: readonly CreditedShare[],
): Promise<SaleFacts> {
  const { product, happenedAt } = facts;
  const parties = credited.map((one) => one.party);
  const standings = await readStandings(tx, ws, product, parties, happenedAt);
  const barred = await readBarred(tx, ws, product, parties, happenedAt);
  const found = await rated(tx, ws, facts, credit, credited.map(spoken), standings);
  for (const [i, { party }] of credited.entries()) {
    const [affiliation] = await listAffiliations(tx, ws, { product, party, limit: 1 });
    if (affiliation === undefined || !found.some((one) => one.party === party)) {
      throw wrong(i, "no_affiliate", "must be an affiliate of the product");
    }
    if (barred.has(party)) {
      throw wrong(i, "may_not_be_affiliate", "could not be an affiliate of the product when it was sold");
    }
  }
  const { affiliate, affiliates } = shareOut(found.map(({ rule: _, ...one }) => one));
  const plain = withoutAffiliates(facts);
  const side = affiliates === undefined ? plain.side : { ...plain.side, affiliates };
  return { ...plain, affiliate, side };
}

const spoken = ({ party, weight }: CreditedShare) => ({ party, weight: weight as Ppm });

function withoutAffiliates(facts: SaleFacts): SaleFacts {
  const { affiliates: _, ...side } = facts.side ?? {};
  return { ...facts, affiliate: null, side: Object.keys(side).length === 0 ? null : side };
}

/** What is reserved now may still move either way: first it is settled. */
async function refuseUnsettled(tx: Tx, ws: number, sales: ReadonlyMap<Uuid, RecalledSale>): Promise<void> {
  if ([...sales.values()].some((sale) => sale.disputes.length > 0)) {
    const message =
      "A dispute with the buyer's bank is open on this sale: wait for its outcome, then put it right.";
    throw new Refusal(409, "sale_disputed", message);
  }
  const findings = await listFindingsOf(tx, ws, [...sales.keys()]);
  if (findings.some((one) => one.state === "held")) {
    const message =
      "A commission of this sale is held. Decide about it first, then put right who is credited.";
    throw new Refusal(409, "commission_is_held", message);
  }
}

function wrong(index: number, code: string, message: string): Refusal {
  const path = `credited[${index}].party`;
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}
