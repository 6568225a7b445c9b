// Plans the entry that books the difference of one line of a settlement: what the source withheld or kept
// beyond what the books said is the producer's, and what it sent beyond is too. The answer in the same
// commit, so that it is booked once.
// Example: fee 320 where the books said 290 → processor_fees(stripe) +30, payable(ana) −30.
import { dayIn } from "../base/calendar.ts";
import { type IdSource, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { eventStatement } from "../db/events.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { AccountKind } from "../ledger/entry.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { Declined, type Plan } from "../ledger/planner.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
import { noSuchSettlement, readLine, readSettlement } from "../sources/settlements/read-settlements.ts";
import type { SettlementLine, SourceSettlement } from "../sources/settlements/settlement.ts";
import { bookLine } from "../sources/settlements/write-settlements.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { Posted } from "./plan-sales.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export interface DifferenceAct {
  is: "settlement_difference";
  actor: string;
  /** `feeParty` withheld where the line's sale does not say who did. */
  facts: { settlement: Uuid; n: number; feeParty: Uuid; name: string; answer: string };
}

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
    const { settlement, line, producer } = await inWorkspace(db, ws, async (tx) => {
      const settlement = await readSettlement(tx, ws, facts.settlement);
      const line = await readLine(tx, ws, facts.settlement, facts.n);
      if (settlement === null || line === null) throw noSuchSettlement();
      mustBeOpen(line);
      mustBeBookable(line);
      return { settlement, line, producer: (await readPostingSettings(tx, ws)).producer };
    });
    const at = ids.now();
    const day = dayIn(terms.timeZone, at);
    const feeParty = line.feeParty ?? facts.feeParty;
    const { id, source, currency } = settlement;
    const key = differenceKey(settlement.id, line.n);
    const seq = page.add({
      ...{ kind: "settlement_difference", source: "partage", key, subject: id, currency, plan: null },
      ...{ bodyHash: differenceBody(settlement, line, feeParty), happenedAt: at },
      postings: differencePostings(line, { source, producer, feeParty }).map(({ kind, of, amount }) => ({
        account: page.book.number(kind, of, currency),
        ...{ amount, day },
      })),
    });
    const subject = publicId("settled", id);
    const payload = { n: line.n, difference: line.difference, seq };
    const told = { subject, actor, at };
    const statements = [
      bookLine(ws, id, line.n, { seq, feeParty, by: actor, name: facts.name, at, answer: facts.answer }),
      eventStatement(ws, { ...told, type: "source_settlement.difference_booked", payload }),
      eventStatement(ws, {
        ...{ ...told, type: "ledger.posted", subject: "ledger", payload: { fromSeq: seq, toSeq: seq } },
      }),
    ];
    return { epoch, results: [{ id, seq, created: true, split: null }], statements };
  } catch (why) {
    if (why instanceof Refusal) return { epoch, results: [new Declined(why)], statements: [] };
    throw why;
  }
}

export function differenceKey(settlement: Uuid, n: number): string {
  return `${publicId("settled", settlement)}:${n}`;
}

type Gaps = Pick<SettlementLine, "gross" | "fee" | "expectedGross" | "expectedFee">;

/** The processor's account and its fees come to what the books said; the producer bears what was between. */
export function differencePostings(
  { gross, fee, expectedGross, expectedFee }: Gaps,
  { source, producer, feeParty }: { source: string; producer: Uuid; feeParty: Uuid },
) {
  const atSource = expectedGross - gross;
  const withheld = fee - expectedFee;
  const all: { kind: AccountKind; of: string; amount: number }[] = [
    { kind: "payable", of: producer, amount: 0 - atSource - withheld },
    { kind: "processor", of: source, amount: atSource },
    { kind: "processor_fees", of: feeParty, amount: withheld },
  ];
  return all.filter((one) => one.amount !== 0);
}

export function differenceBody(
  { source, externalId, currency }: Pick<SourceSettlement, "source" | "externalId" | "currency">,
  { n, gross, fee, expectedGross, expectedFee }: Gaps & { n: number },
  feeParty: Uuid,
) {
  const facts = { source, externalId, currency, n, gross, fee, expectedGross, expectedFee, feeParty };
  return bodyHash("settlement_difference", factBody(facts));
}

export function mustBeOpen({ state }: SettlementLine): void {
  if (state === "open") return;
  const message = state === "agrees" ? "This line agrees." : `This difference was ${state} already.`;
  throw new Refusal(409, `difference_${state}`, `${message} Nothing was changed.`, { facts: { state } });
}

function mustBeBookable({ difference }: SettlementLine): void {
  if (BOOKABLE.has(difference)) return;
  const message =
    "This difference is put right by recording what is missing and matching again, or by a word of explanation.";
  throw new Refusal(409, "difference_not_bookable", message, { facts: { difference } });
}
