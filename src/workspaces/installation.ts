// What every new workspace of the installation begins with: the platform's fee, set by the operator. Never
// changes a workspace that is there. Example: readInstallation(tx) → { platformFee: { name: "Market", rate:
// "0.099", … } }.
import type { Tx } from "../db/transaction.ts";

export interface InstallationFee {
  name: string;
  rate: string;
  fixed: Record<string, number>;
  bearer: "shared" | "producer";
}

/** Runs outside a workspace too. */
export async function readInstallation(tx: Tx): Promise<{ platformFee: InstallationFee | null }> {
  const row = await tx.selectFrom("installation").select("fees").executeTakeFirst();
  return { platformFee: (row?.fees as { platformFee?: InstallationFee } | undefined)?.platformFee ?? null };
}

export async function writeInstallation(
  tx: Tx,
  platformFee: InstallationFee | null,
  by: string,
  at: number,
): Promise<void> {
  const fees = JSON.stringify({ platformFee });
  await tx
    .insertInto("installation")
    .values({ fees, changed_by: by, changed_at: new Date(at) })
    .onConflict((on) => on.column("one").doUpdateSet({ fees, changed_by: by, changed_at: new Date(at) }))
    .execute();
}
