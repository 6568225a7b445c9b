// Records that a contract ends on an instant, as already agreed: a last version with the terms that hold just
// before it. Refused when a sale from then on is posted. Never takes back what was earned.
// Example: bruno's contract ends on 1 September: its newest version says so, and nothing of it holds
// afterwards.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { isEnded } from "../contracts/contract.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { versionInForce } from "../contracts/version-in-force.ts";
import { addVersion, markEnded } from "../contracts/write-contract.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { chooseStart } from "./choose-start.ts";
import { noSuchContract } from "./record-contract.ts";
import { refuseAgreed } from "./refuse-agreed.ts";
import { toldChange } from "./told-change.ts";

export async function endContract(
  app: App,
  ws: number,
  id: Uuid,
  agreed: { ends?: number | undefined; evidence: string },
  actor: string,
): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const at = app.ids.now();
    const contract = await readContract(tx, ws, id);
    if (contract === null) throw noSuchContract();
    if (isEnded(contract, at)) {
      throw new Refusal(422, "contract_ended", "This contract has ended, and that is final.");
    }
    await refuseAgreed(tx, ws, contract, "/v1/contracts/{contract}/endings");
    const ends = await chooseStart(tx, ws, contract.product, agreed.ends, at, "ends");
    const last = versionInForce(contract.versions, ends - 1);
    if (last === null) {
      throw new Refusal(422, "not_in_force", "Nothing of this contract holds right before that instant.", {
        details: [{ path: "ends", code: "not_in_force", message: "must be after the contract's start" }],
      });
    }
    const version = (contract.versions.at(-1)?.version ?? 0) + 1;
    const { starts, terms } = last;
    const { evidence } = agreed;
    const next = { contract: id, version, starts, ends, terms, evidence, actor, at };
    // The terms are those it had: they bring no counter.
    await addVersion(tx, ws, next, new Map());
    if (ends <= at) await markEnded(tx, ws, id);
    const changed = toldChange(contract.versions.at(-1), next);
    const payload = { version, ends: new Date(ends).toISOString(), ...changed };
    const subject = publicId("contract", id);
    await addEvent(tx, ws, { type: "contract.ended", subject, actor, payload, at });
  });
}
