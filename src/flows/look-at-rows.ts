// A trial of a batch of rows: what recording them would say, with nothing recorded. A processor that nobody
// knows is no problem, because recording makes it; which sale a refund is of is not looked at. Names are
// asked for once a run.
// Example: 1,000 rows, 40 recorded before → { rowsNew: 960, rowsKnown: 40, problems: [] }.
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { checkSale } from "../sales/check-facts.ts";
import { findEntries, readSales } from "../sales/read-sale.ts";
import { differs, isSameSale } from "../sales/same-sale.ts";
import type { CsvRow } from "../sources/read-csv.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";
import { isTaking } from "./book-taking.ts";
import { type Columns, claimFor, count, type RowOutcome, type RowsRecorded, saleOf } from "./record-rows.ts";
import { type ResolvedSale, resolveSale, type SaleClaim } from "./resolve-sale.ts";

/** Kept for one trial. */
export interface Look {
  resolved: Map<string, ResolvedSale | Refusal>;
  /** Sales of the file itself. */
  seen: Map<string, SaleClaim>;
}

export const newLook = (): Look => ({ resolved: new Map(), seen: new Map() });

export async function lookAtRows(
  app: App,
  ws: number,
  rows: readonly CsvRow[],
  columns: Columns,
  look: Look,
): Promise<RowsRecorded> {
  const { producer } = await inWorkspace(app.db, ws, (tx) => readPostingSettings(tx, ws));
  const facts = new Map<CsvRow, ResolvedSale["facts"]>();
  const outcomes: RowOutcome[] = [];
  for (const row of rows) {
    const message = saleOf(row);
    let outcome: RowOutcome = row.messages.some(isTaking) ? "new" : "nothing";
    if (message !== null) {
      const claim = await claimFor(message, row, columns, producer, (one) => resolve(app, ws, one, look));
      if (claim instanceof Refusal) outcome = claim;
      else {
        const found = (await resolve(app, ws, claim, look)).facts;
        facts.set(row, found);
        outcome = checkSale(found) ?? twinOf(claim, look);
      }
    }
    outcomes.push(outcome);
  }
  await findKnown(app, ws, rows, facts, outcomes);
  return count(rows, outcomes, columns);
}

async function resolve(app: App, ws: number, claim: SaleClaim, look: Look): Promise<ResolvedSale> {
  const { product, offer, affiliate, fees } = claim;
  const key = JSON.stringify([claim.source, product, offer, affiliate, fees.map((fee) => fee.party)]);
  const before = look.resolved.get(key);
  const found = before ?? (await resolveOnce(app, ws, claim));
  if (before === undefined) look.resolved.set(key, found);
  if (found instanceof Refusal) throw found;
  const { facts } = found;
  const sameFees = claim.fees.flatMap((fee, i) => {
    const party = facts.fees[i]?.party;
    return party === undefined ? [] : [{ party, amount: fee.amount }];
  });
  const named = { product: facts.product, offer: facts.offer, affiliate: facts.affiliate, fees: sameFees };
  return { ...found, facts: { ...claim, ...named } };
}

async function resolveOnce(app: App, ws: number, claim: SaleClaim): Promise<ResolvedSale | Refusal> {
  try {
    return await resolveSale(app, ws, claim, null);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const isFee = error.code === "unknown_party" && error.details?.[0]?.path?.startsWith("fees[");
    return isFee ? await resolveOnce(app, ws, { ...claim, fees: [] }) : error;
  }
}

/** The same id twice in the file. */
function twinOf(claim: SaleClaim, look: Look): RowOutcome {
  const key = `${claim.source} ${claim.externalId}`;
  const twin = look.seen.get(key);
  if (twin === undefined) {
    look.seen.set(key, claim);
    return "new";
  }
  return JSON.stringify(twin) === JSON.stringify(claim) ? "known" : differs(claim as never);
}

async function findKnown(
  app: App,
  ws: number,
  rows: readonly CsvRow[],
  facts: ReadonlyMap<CsvRow, ResolvedSale["facts"]>,
  outcomes: RowOutcome[],
): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const entries = await findEntries(tx, ws, "sale", [...facts.values()]);
    const sales = await readSales(
      tx,
      ws,
      [...entries.values()].map((entry) => entry.subject),
    );
    for (const [index, row] of rows.entries()) {
      const told = facts.get(row);
      const entry = told && entries.get(`${told.source} ${told.externalId}`);
      const sale = entry && sales.get(entry.subject);
      if (!told || !sale || outcomes[index] !== "new") continue;
      outcomes[index] = isSameSale(sale.facts, told) ? "known" : differs(told);
    }
  });
}
