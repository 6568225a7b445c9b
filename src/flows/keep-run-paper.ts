// Keeps what the files of a run will be written from, in the transaction that approves it; and reads it back.
// Files stand on it alone; a service is called with the key that is set now, because keys are renewed.
// Example: keepPaper(tx, 7, run) → Piano School, DE89 …, 200 parties as they are called now.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { readTaxIds } from "../parties/tax-ids.ts";
import { listPayingAccounts } from "../payouts/paying-account.ts";
import { listPartiesOfRun } from "../payouts/payouts.ts";
import { keepRunPaper, type RunPaper, readRunPaper } from "../payouts/run-papers.ts";
import { readNames } from "../reports/names.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";

/** Tax numbers that only a business has. */
const BUSINESS: ReadonlySet<string> = new Set(["cnpj", "ein"]);

export async function keepPaper(tx: Tx, ws: number, run: Uuid): Promise<void> {
  await keepRunPaper(tx, ws, run, await paperNow(tx, ws, await listPartiesOfRun(tx, ws, run)));
}

/** As it stands now where the run was approved before this was kept. */
export async function readPaper(tx: Tx, ws: number, run: Uuid, parties: readonly Uuid[]): Promise<RunPaper> {
  const kept = await readRunPaper(tx, ws, run);
  if (kept !== null) return kept;
  return { ...(await paperNow(tx, ws, parties)), payers: await listPayingAccounts(tx, ws) };
}

async function paperNow(tx: Tx, ws: number, ids: readonly Uuid[]): Promise<Omit<RunPaper, "payers">> {
  const { name, legalName, currency } = await readWorkspace(tx, ws);
  const names = await readNames(tx, ws, { parties: ids });
  const taxIds = await readTaxIds(tx, ws, ids);
  const parties = new Map(
    ids.map((id) => [id, { name: names.party(id), isBusiness: BUSINESS.has(taxIds.get(id)?.kind ?? "") }]),
  );
  return { business: legalName ?? name, currency, parties };
}
