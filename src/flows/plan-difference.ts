// Plans the entry that books the difference of one line of a settlement: what the source withheld or kept
// beyond what the books said is the producer's, and what it sent beyond is too. The answer in the same
// commit, so that it is booked once.
// Example: fee 320 where the books said 290 → processor_fees(stripe) +30, payable(ana) −30.
import { dayIn } from "../base/calendar.ts";
import { type IdSource, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { eventStatement } from "../db/events.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { AccountKind } from "../ledger/entry.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { Declined, type Plan } from "../ledger/planner.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
import {
  listLines,
  noSuchSettlement,
  readLine,
  readSettlement,
} from "../sources/settlements/read-settlements.ts";
import {
  comparedOf,
  type ExchangedLine,
  type LineDifference,
  type SettlementLine,
  type SourceSettlement,
} from "../sources/settlements/settlement.ts";
import { bookLine, clearLine } from "../sources/settlements/write-settlements.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { Posted } from "./plan-sales.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export interface DifferenceAct {
  is: "settlement_difference";
  actor: string;
  /** `feeParty` withheld where the line's sale does not say who did. */
  facts: { settlement: Uuid; which: WhichLines; feeParty: Uuid; name: string; answer: string };
}

/**
 * One line, or so many of those that differ alike: the producer bears what differs. Or lines that come to the
 * same in all and were posted otherwise, which costs nobody anything.
 */
export type WhichLines =
  | { n: number }
  | { difference: LineDifference; most: number }
  | { clears: readonly number[] };

/** What a person may book: the rest is put right by recording what is missing. */
const BOOKABLE: ReadonlySet<string | null> = new Set(["amount_differs", "fee_differs", "not_a_sale"]);

export async function planDifference(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  { actor, facts }: DifferenceAct,
): Promise<Plan<Posted>> {
  const { epoch, ws } = terms;
  try {
    const { settlement, lines, producer } = await inWorkspace(db, ws, async (tx) => {
      const settlement = await readSettlement(tx, ws, facts.settlement);
      if (settlement === null) throw noSuchSettlement();
      const lines = await linesToBook(tx, ws, facts);
      return { settlement, lines, producer: (await readPostingSettings(tx, ws)).producer };
    });
    const at = ids.now();
    const { id } = settlement;
    const seq = page.nextSeq;
    const statements = lines.flatMap((line) => {
      const feeParty = line.feeParty ?? facts.feeParty;
      const entry = place(page, settlement, line, { producer, feeParty, at, timeZone: terms.timeZone });
      if ("clears" in facts.which) return [clearLine(ws, id, line.n, { seq: entry, feeParty })];
      const said = { by: actor, name: facts.name, at, answer: facts.answer };
      const payload = { n: line.n, difference: line.difference, seq: entry };
      const told = { subject: publicId("settled", id), actor, at };
      return [
        bookLine(ws, id, line.n, { seq: entry, feeParty, ...said }),
        eventStatement(ws, { ...told, type: "source_settlement.difference_booked", payload }),
      ];
    });
    const result = { id, seq, created: lines.length > 0, split: null };
    if (lines.length === 0) return { epoch, results: [result], statements };
    const payload = { fromSeq: seq, toSeq: page.nextSeq - 1 };
    const posted = { type: "ledger.posted", subject: "ledger", actor, at, payload };
    return { epoch, results: [result], statements: [...statements, eventStatement(ws, posted)] };
  } catch (why) {
    if (why instanceof Refusal) return { epoch, results: [new Declined(why)], statements: [] };
    throw why;
  }
}

async function linesToBook(
  tx: Tx,
  ws: number,
  { settlement, which }: DifferenceAct["facts"],
): Promise<SettlementLine[]> {
  if ("n" in which) {
    const line = await readLine(tx, ws, settlement, which.n);
    if (line === null) throw noSuchSettlement();
    mustBeOpen(line);
    mustBeBookable(line);
    return [line];
  }
  if ("clears" in which) {
    const all = await Promise.all(which.clears.map((n) => readLine(tx, ws, settlement, n)));
    return all.filter((line): line is SettlementLine => line !== null && isToClear(line));
  }
  const { difference, most } = which;
  mustBeBookable({ difference });
  return await listLines(tx, ws, settlement, { state: "open", difference, limit: most });
}

/** Open, of a sale that is known, and what it comes to is what the books say. */
function isToClear({ state, sale, gross, fee, expectedGross, expectedFee }: SettlementLine): boolean {
  return state === "open" && sale !== null && gross - fee === expectedGross - expectedFee;
}

function place(
  page: JournalPage,
  settlement: SourceSettlement,
  line: SettlementLine,
  { timeZone, at, ...parties }: { producer: Uuid; feeParty: Uuid; at: number; timeZone: string },
): number {
  const { id, source } = settlement;
  const { currency } = comparedOf(line, settlement.currency);
  const key = differenceKey(id, line.n);
  return page.add({
    ...{ kind: "settlement_difference", source: "partage", key, subject: id, currency, plan: null },
    ...{ bodyHash: differenceBody(settlement, line, parties.feeParty), happenedAt: at },
    postings: differencePostings(line, { source, ...parties }).map(({ kind, of, amount }) => ({
      account: page.book.number(kind, of, currency),
      ...{ amount, day: dayIn(timeZone, at) },
    })),
  });
}

export function differenceKey(settlement: Uuid, n: number): string {
  return `${publicId("settled", settlement)}:${n}`;
}

type Gaps = Pick<SettlementLine, "gross" | "fee" | "expectedGross" | "expectedFee" | "postedParty"> & {
  exchange: ExchangedLine | null;
};

/**
 * The processor's account and its fees come to what the books said; the producer bears what was between. A
 * fee that the settlement took from another than the sale's goes from the one to the other. In the currency
 * of the line's sale.
 */
export function differencePostings(
  line: Gaps,
  { source, producer, feeParty }: { source: string; producer: Uuid; feeParty: Uuid },
) {
  const { expectedGross, expectedFee } = line;
  const postedParty = line.postedParty ?? feeParty;
  const { gross, fee } = comparedOf(line, "");
  const atSource = expectedGross - gross;
  const withheld = fee - expectedFee;
  const all: { kind: AccountKind; of: string; amount: number }[] = [
    { kind: "payable", of: producer, amount: 0 - atSource - withheld },
    { kind: "processor", of: source, amount: atSource },
    ...(postedParty === feeParty
      ? [{ kind: "processor_fees" as const, of: feeParty, amount: withheld }]
      : [
          { kind: "processor_fees" as const, of: postedParty, amount: fee },
          { kind: "processor_fees" as const, of: feeParty, amount: 0 - expectedFee },
        ]),
  ];
  return all.filter((one) => one.amount !== 0);
}

export function differenceBody(
  { source, externalId, currency: settled }: Pick<SourceSettlement, "source" | "externalId" | "currency">,
  line: Gaps & { n: number },
  feeParty: Uuid,
) {
  const { n, expectedGross, expectedFee } = line;
  const { currency, gross, fee } = comparedOf(line, settled);
  const { postedParty } = line;
  const facts = {
    ...{ source, externalId, currency, n, gross, fee, expectedGross, expectedFee, feeParty },
    ...(postedParty === null ? {} : { postedParty }),
  };
  return bodyHash("settlement_difference", factBody(facts));
}

export function mustBeOpen({ state }: SettlementLine): void {
  if (state === "open") return;
  const message = state === "agrees" ? "This line agrees." : `This difference was ${state} already.`;
  throw new Refusal(409, `difference_${state}`, `${message} Nothing was changed.`, { facts: { state } });
}

function mustBeBookable({ difference }: Pick<SettlementLine, "difference">): void {
  if (BOOKABLE.has(difference)) return;
  const message =
    "This difference is put right by recording what is missing and matching again, or by a word of explanation.";
  throw new Refusal(409, "difference_not_bookable", message, { facts: { difference } });
}
