// What the files of a run are written from, as it stood at its approval: the business, the accounts it pays
// from, what its parties were called. Written once, never changed. A run approved before this was kept has
// none. Example: readRunPaper(tx, 7, run) → { business: "Piano School", payers: [{ rail: "sepa", … }], … }.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { listPayingAccounts, type PayingAccountRow } from "./paying-account.ts";
import type { RailName } from "./rail-names.ts";

export interface PaidParty {
  name: string;
  isBusiness: boolean;
}

export interface RunPaper {
  business: string;
  currency: string;
  parties: ReadonlyMap<Uuid, PaidParty>;
  payers: readonly Pick<PayingAccountRow, "rail" | "sealed">[];
}

/** The accounts are those that are set now. */
export async function keepRunPaper(
  tx: Tx,
  ws: number,
  run: Uuid,
  { business, currency, parties }: Omit<RunPaper, "payers">,
): Promise<void> {
  const named = JSON.stringify(Object.fromEntries(parties));
  await tx.insertInto("payout_run_paper").values({ ws, run, business, currency, parties: named }).execute();
  const payers = await listPayingAccounts(tx, ws);
  if (payers.length === 0) return;
  const rows = payers.map(({ rail, hint, sealed }) => ({ ws, run, rail, hint, sealed }));
  await tx.insertInto("payout_run_payer").values(rows).execute();
}

export async function readRunPaper(tx: Tx, ws: number, run: Uuid): Promise<RunPaper | null> {
  const paper = await tx
    .selectFrom("payout_run_paper")
    .select(["business", "currency", "parties"])
    .where("ws", "=", ws)
    .where("run", "=", run)
    .executeTakeFirst();
  if (paper === undefined) return null;
  const payers = await tx
    .selectFrom("payout_run_payer")
    .select(["rail", "sealed"])
    .where("ws", "=", ws)
    .where("run", "=", run)
    .execute();
  const parties = Object.entries(paper.parties as unknown as Record<Uuid, PaidParty>) as [Uuid, PaidParty][];
  return {
    ...{ business: paper.business, currency: paper.currency, parties: new Map(parties) },
    payers: payers.map((one) => ({ rail: one.rail as RailName, sealed: one.sealed })),
  };
}
