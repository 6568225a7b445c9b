// Records a batch of rows of a file: names are resolved, sales posted together, then what was taken back of
// them. A row that cannot be recorded is a problem with its reason; the others go on. The same rows again add
// nothing.
// Example: 1,000 rows, one of an unknown product → { rowsNew: 999, rowsKnown: 0, problems: [{ row: 17, … }]
// }.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { SaidMapping } from "../sources/columns-mapping.ts";
import type { RowProblem } from "../sources/imports.ts";
import type { SaleMessage } from "../sources/message.ts";
import type { CsvRow } from "../sources/read-csv.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";
import { isTaking } from "./book-taking.ts";
import { claimOfRow, paidAtSourceOf, productNames } from "./claim-of-row.ts";
import { recordClaims } from "./record-claims.ts";
import { type ResolvedSale, resolveSale, type SaleClaim } from "./resolve-sale.ts";
import { problemOfCell, problemOfRefusal } from "./row-problem.ts";
import { takeBackRow } from "./take-back-rows.ts";

export type Columns = SaidMapping["columns"];

export interface RowsRecorded {
  rowsNew: number;
  rowsKnown: number;
  problems: RowProblem[];
}

export type RowOutcome = "new" | "known" | "nothing" | Refusal;

/** What is not a refusal (database away) is thrown for all. */
export async function recordRows(
  app: App,
  ws: number,
  rows: readonly CsvRow[],
  columns: Columns,
  actor: string,
): Promise<RowsRecorded> {
  const { producer } = await inWorkspace(app.db, ws, (tx) => readPostingSettings(tx, ws));
  const claims = new Map<CsvRow, SaleClaim | Refusal>();
  // One after the other: names that thousands of rows share are asked for once.
  for (const row of rows) {
    const message = saleOf(row);
    if (message === null) continue;
    claims.set(
      row,
      await claimFor(message, row, columns, producer, (claim) => resolveSale(app, ws, claim, actor)),
    );
  }
  const asked = rows.map((row) => claims.get(row) ?? "nothing");
  const outcomes: RowOutcome[] = await recordClaims(app, ws, asked, actor);
  for (const [index, row] of rows.entries()) {
    for (const message of row.messages.filter(isTaking)) {
      if (outcomes[index] instanceof Refusal) break;
      const taken = await attempt(() => takeBackRow(app, ws, message, actor));
      if (outcomes[index] !== "new") outcomes[index] = taken;
    }
  }
  return count(rows, outcomes, columns);
}

export function saleOf(row: CsvRow): SaleMessage | null {
  return row.messages.find((message) => message.kind === "sale") ?? null;
}

/** The claim whose names lead somewhere, or why none does. */
export async function claimFor(
  message: SaleMessage,
  row: CsvRow,
  columns: Columns,
  producer: Uuid,
  resolve: (claim: SaleClaim) => Promise<ResolvedSale>,
): Promise<SaleClaim | Refusal> {
  let why: unknown = null;
  for (const product of productNames(message.product?.ref ?? "")) {
    try {
      const claim = claimOfRow(message, product, columns, row.record);
      const { facts } = await resolve(claim);
      const paidAtSource = paidAtSourceOf(message, producer, facts.affiliate?.party ?? null);
      return paidAtSource.length === 0 ? claim : { ...claim, side: { ...claim.side, paidAtSource } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      why ??= error;
      if (error.code !== "unknown_product") return error;
    }
  }
  return why as Refusal;
}

async function attempt(act: () => Promise<boolean>): Promise<RowOutcome> {
  try {
    return (await act()) ? "new" : "known";
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

export function count(
  rows: readonly CsvRow[],
  outcomes: readonly RowOutcome[],
  columns: Columns,
): RowsRecorded {
  const problems = rows.flatMap((row, index) => {
    const [error] = row.errors;
    if (error !== undefined) return [problemOfCell(row, error, columns)];
    const outcome = outcomes[index];
    return outcome instanceof Refusal ? [problemOfRefusal(row, outcome)] : [];
  });
  return {
    rowsNew: outcomes.filter((one) => one === "new").length,
    rowsKnown: outcomes.filter((one) => one === "known").length,
    problems,
  };
}
