// Reads what an entry posted beyond the split's lines: what the source paid to parties itself (domain §7).
// The postings behind the lines come in pairs: payable −x, processor +x.
import type { Tx } from "../db/transaction.ts";

export interface PaidThere {
  party: string;
  amount: number;
}

/** `lines` is how many lines the split had: posting 0 is the source's money, then one a line. */
export async function readPaidAtSource(tx: Tx, ws: number, seq: number, lines: number): Promise<PaidThere[]> {
  const rows = await tx
    .selectFrom("posting")
    .innerJoin("ledger_account", (join) =>
      join
        .onRef("ledger_account.ws", "=", "posting.ws")
        .onRef("ledger_account.account", "=", "posting.account"),
    )
    .select(["posting.amount", "ledger_account.owner"])
    .where("posting.ws", "=", ws)
    .where("ledger_account.ws", "=", ws)
    .where("posting.seq", "=", seq)
    .where("posting.line", ">", lines + 1)
    .where("ledger_account.kind", "=", "payable")
    .orderBy("posting.line")
    .execute();
  return rows.map((row) => ({ party: row.owner as string, amount: -(row.amount as number) }));
}
