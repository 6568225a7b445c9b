// The accounts of a workspace in words, as verify and people compare them. Reads only.
// Example: account 3 → "payable 019a… USD".
import type { Tx } from "../db/transaction.ts";

/** Account number → kind, owner or source, currency. */
export async function readAccountNames(tx: Tx, ws: number): Promise<Map<number, string>> {
  const rows = await tx.selectFrom("ledger_account").selectAll().where("ws", "=", ws).execute();
  return new Map(
    rows.map((row) => [row.account, accountName(row.kind, row.owner ?? row.source ?? "", row.currency)]),
  );
}

export function accountName(kind: string, of: string, currency: string): string {
  return `${kind} ${of} ${currency}`;
}
