// Records the next version of a contract that was recorded as agreed elsewhere; what both sides agreed to
// here is never changed so. Its whole terms again, from an instant on. The same two guards as for a new
// contract: no posted sale from then on, and room under the cap.
// Example: bruno's 10 % becomes 15 % from August: version 2; July's sales keep version 1.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { checkRoom, checkTerms } from "../contracts/check-agreement.ts";
import { isEnded } from "../contracts/contract.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { readShares } from "../contracts/read-shares.ts";
import { addVersion } from "../contracts/write-contract.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { lockTerms, readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { chooseStart } from "./choose-start.ts";
import { countAhead, keepCounters } from "./keep-counters.ts";
import { nameOffers } from "./name-offers.ts";
import { type Agreement, noSuchContract } from "./record-contract.ts";
import { refuseAgreed } from "./refuse-agreed.ts";
import { toldChange } from "./told-change.ts";

/** Answers the number of the version. */
export async function amendContract(
  app: App,
  ws: number,
  id: Uuid,
  agreed: Agreement,
  actor: string,
): Promise<number> {
  const ahead = await countAhead(app, ws, id, agreed.terms);
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const at = app.ids.now();
    const contract = await readContract(tx, ws, id);
    if (contract === null) throw noSuchContract();
    if (isEnded(contract, at)) {
      throw new Refusal(
        422,
        "contract_ended",
        "This contract has ended, and that is final. Record a new one.",
      );
    }
    await refuseAgreed(tx, ws, contract, "/v1/contracts/{contract}/amendments");
    const { product } = contract;
    const starts = await chooseStart(tx, ws, product, agreed.starts, at, "starts");
    checkTerms(agreed.terms, starts, agreed.ends);
    const terms = await nameOffers(tx, ws, product, agreed.terms);
    const version = { starts, ends: agreed.ends, terms };
    const { maxShared } = await readWorkspace(tx, ws);
    const all = ((await readShares(tx, ws, at, { product })).get(product) ?? []).map((one) => ({
      ...one,
      versions: one.id === id ? [...one.versions, version] : one.versions,
    }));
    checkRoom(all, maxShared, Math.min(starts, at));
    const number = (contract.versions.at(-1)?.version ?? 0) + 1;
    const { evidence } = agreed;
    const counters = await keepCounters(tx, ws, id, terms, ahead);
    await addVersion(tx, ws, { contract: id, version: number, ...version, evidence, actor, at }, counters);
    const changed = toldChange(contract.versions.at(-1), version);
    const payload = { version: number, starts: new Date(starts).toISOString(), ...changed };
    await addEvent(tx, ws, {
      type: "contract.amended",
      subject: publicId("contract", id),
      actor,
      payload,
      at,
    });
    return number;
  });
}
