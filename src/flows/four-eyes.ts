// Must a second person approve what one proposed? As the workspace says; left open, as soon as there are two
// who may. So a business of one is not stuck, and the second member makes it two at once.
// Example: needsFourEyes(tx, 7) of ana alone → false; with fay (finance) → true.
import { listMembers } from "../access/members.ts";
import { roleMay } from "../access/permissions.ts";
import type { Tx } from "../db/transaction.ts";
import { readPolicy } from "../payouts/settings.ts";

export async function needsFourEyes(tx: Tx, ws: number): Promise<boolean> {
  const { fourEyes } = await readPolicy(tx, ws);
  if (fourEyes !== null) return fourEyes;
  return (await countApprovers(tx, ws)) > 1;
}

export async function countApprovers(tx: Tx, ws: number): Promise<number> {
  return (await listMembers(tx, ws)).filter(({ role }) => roleMay(role, "payouts:approve")).length;
}
