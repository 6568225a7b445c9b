// How a workspace's fees look in an answer: parties by name, rates as people write them, what is left out as
// what it then is. Example: {} → { platformFee: null, processorFee: { bearer: "shared" }, unreturnedFees:
// "producer", … }.
import { parsePublicId } from "../../base/id.ts";
import type { Tx } from "../../db/transaction.ts";
import { type Names, readNames } from "../../reports/names.ts";
import type { Workspace as Shown } from "../../wire/workspace.ts";
import type { Workspace, WorkspaceFees } from "../../workspaces/workspace.ts";
import { showParty } from "./show-named.ts";

export async function showFees(tx: Tx, { ws, fees }: Workspace): Promise<Shown["fees"]> {
  const { platformFee, processor, processorFee, unreturnedFees } = fees;
  const parties = [platformFee, processor].flatMap((fee) => (fee ? [uuidOf(fee.party)] : []));
  const names = await readNames(tx, ws, { parties });
  return {
    platformFee: platformFee
      ? { ...showFee(names, platformFee), bearer: platformFee.bearer ?? "shared" }
      : null,
    processorFee: { bearer: processorFee?.bearer ?? "shared" },
    unreturnedFees: unreturnedFees ?? "producer",
    processor: processor ? showFee(names, processor) : null,
  };
}

function showFee(names: Names, fee: NonNullable<WorkspaceFees["processor"]>) {
  return { party: showParty(names, uuidOf(fee.party)), rate: fee.rate ?? "0", fixed: fee.fixed ?? {} };
}

function uuidOf(party: string): string {
  return parsePublicId("party", party) ?? party;
}
