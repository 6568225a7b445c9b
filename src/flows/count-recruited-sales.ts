// Brings what managers earned on those they recruited up to the head of the journal, round by round, each in
// its own commit: the lines are recalled from the frozen plans, and what several recruits of one manager
// brought together is divided by their weights. Asked for by the clock, and before somebody looks.
// Example: countRecruitedSales(app, 7) after 300 sales of nina's → 300 rows, 3.68 USD each.
import {
  keepRecruitSales,
  lockRecruitPlace,
  moveRecruitPlace,
  type RecruitSale,
  readRecruitRound,
} from "../affiliates/recruit-sales.ts";
import { allocate } from "../base/allocate.ts";
import type { Uuid } from "../base/id.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";
import { PartyBook } from "./party-book.ts";
import { type RecalledSale, recallSales } from "./recall-sales.ts";

/** Entries in one round. */
const ROUND = 2_000;

/** At most so many rounds; what is left is the clock's. */
export async function countRecruitedSales(app: App, ws: number, rounds = 2): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    if (!(await inWorkspace(app.db, ws, (tx) => countRound(tx, ws)))) return;
  }
}

/** True when there may be more. */
async function countRound(tx: Tx, ws: number): Promise<boolean> {
  const place = await lockRecruitPlace(tx, ws);
  const round = place === null ? null : await readRecruitRound(tx, ws, place, ROUND);
  if (round === null) return false;
  if (round.sales.length > 0) {
    const { taxParty } = await readPostingSettings(tx, ws);
    const recalled = await recallSales(tx, ws, new PartyBook(taxParty), round.sales);
    await keepRecruitSales(tx, ws, [...recalled.values()].flatMap(earnedOn));
  }
  await moveRecruitPlace(tx, ws, round.to);
  return round.entries === ROUND;
}

/** What each manager's line gives it of each of its recruits on the sale. */
function earnedOn(sale: RecalledSale): RecruitSale[] {
  const shares = sharesOf(sale);
  const managers = new Set(shares.flatMap((one) => one.recruitedBy ?? []));
  return [...managers].flatMap((manager) => {
    const own = shares.filter((one) => one.recruitedBy === manager);
    const weights = own.map((one) => one.weight);
    const lines = sale.posted.flatMap((line, i) =>
      line.role === "manager" && line.party === manager
        ? [{ given: line.amount, taken: sale.taken[i] ?? 0 }]
        : [],
    );
    const given = allocate(
      lines.reduce((sum, line) => sum + line.given, 0),
      weights,
    );
    const taken = allocate(
      lines.reduce((sum, line) => sum + line.taken, 0),
      weights,
    );
    return own.map(({ party }, i) => ({
      ...{ sale: sale.id, manager, affiliate: party },
      ...{ given: given[i] ?? 0, taken: taken[i] ?? 0 },
    }));
  });
}

function sharesOf({ facts }: RecalledSale): { party: Uuid; recruitedBy: Uuid | null; weight: number }[] {
  const several = facts.side?.affiliates;
  if (several !== undefined) return [...several];
  return facts.affiliate === null ? [] : [{ ...facts.affiliate, weight: 1 }];
}
