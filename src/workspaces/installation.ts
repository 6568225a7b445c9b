// What every new workspace of the installation begins with: the platform's fee, set by the operator, and what
// it was before. Never changes a workspace that is there. Example: readInstallation(tx) → { platformFee:
// { name: "Market", rate: "0.099", … } }.
import type { Tx } from "../db/transaction.ts";

export interface InstallationFee {
  name: string;
  rate: string;
  fixed: Record<string, number>;
  bearer: "shared" | "producer";
}

interface InstallationFees {
  platformFee: InstallationFee | null;
}

/** Runs outside a workspace too. */
export async function readInstallation(tx: Tx): Promise<InstallationFees> {
  const row = await tx.selectFrom("installation").select("fees").executeTakeFirst();
  return { platformFee: (row?.fees as Partial<InstallationFees> | undefined)?.platformFee ?? null };
}

interface InstallationChange {
  seq: number;
  before: InstallationFees;
  after: InstallationFees;
  changedBy: string;
  changedName: string;
  changedAt: Date;
}

/** Keeps what it was before; where nothing differs nothing is written. */
export async function writeInstallation(
  tx: Tx,
  platformFee: InstallationFee | null,
  by: { actor: string; name: string },
  at: number,
): Promise<void> {
  const changed = { changed_by: by.actor, changed_at: new Date(at) };
  const fees = JSON.stringify({ platformFee });
  // Two operators at once: the second one's "before" is what the first one set.
  await tx
    .insertInto("installation")
    .values({ fees: "{}", ...changed })
    .onConflict((on) => on.doNothing())
    .execute();
  await tx.selectFrom("installation").select("one").forUpdate().execute();
  const before = await readInstallation(tx);
  if (isSame(before.platformFee, platformFee)) return;
  await tx
    .updateTable("installation")
    .set({ fees, ...changed })
    .execute();
  await tx
    .insertInto("installation_change")
    .values({ before: JSON.stringify(before), after: fees, ...changed, changed_name: by.name })
    .execute();
}

/** Newest first. */
export async function listInstallationChanges(
  tx: Tx,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<InstallationChange[]> {
  let query = tx.selectFrom("installation_change").selectAll();
  if (before !== undefined) query = query.where("seq", "<", before);
  const rows = await query.orderBy("seq", "desc").limit(limit).execute();
  return rows.map((row) => ({
    seq: row.seq,
    before: row.before as InstallationFees,
    after: row.after as InstallationFees,
    changedBy: row.changed_by,
    changedName: row.changed_name,
    changedAt: row.changed_at,
  }));
}

function isSame(one: InstallationFee | null, other: InstallationFee | null): boolean {
  const spell = (fee: InstallationFee | null) =>
    fee && JSON.stringify([fee.name, fee.rate, fee.bearer, Object.entries(fee.fixed).sort()]);
  return spell(one) === spell(other);
}
