// The partner confirms a contract that was only recorded here, or objects to it, with a word. Sales go on
// being split as recorded either way: what follows from an objection is for both sides to agree. Asks nothing
// of what was accepted here. Example: bruno confirms version 2 → versions 1 and 2 of his contract are
// confirmed.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addConfirmation, type Confirmation, readConfirmed } from "../contracts/confirmation.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { type ActsFor, mustFindContract } from "./propose-change.ts";

/**
 * `version`: the newest that the person was shown. Throws 404, 409 `contract_changed` or
 * `nothing_to_confirm`.
 */
export async function answerRecorded(
  app: App,
  ws: number,
  id: Uuid,
  said: { version: number; answer: Confirmation["answer"]; note: string },
  by: ActsFor & { side: "party" },
): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const contract = await mustFindContract(tx, ws, id, by);
    const newest = contract.versions.at(-1)?.version ?? 0;
    if (newest !== said.version) {
      const message = "The contract has changed since you looked. Read it again, then answer.";
      throw new Refusal(409, "contract_changed", message);
    }
    const { demo } = await readWorkspace(tx, ws);
    const confirmed = await readConfirmed(tx, ws, [contract], demo);
    const waiting = contract.versions.filter((one) => {
      const { state } = confirmed(id, one.version);
      return state === "waiting" || state === "objected";
    });
    if (waiting.length === 0) {
      const message = "Nothing of this contract waits for your word: both sides agreed to it already.";
      throw new Refusal(409, "nothing_to_confirm", message);
    }
    const at = app.ids.now();
    const given = {
      answer: said.answer,
      note: said.note,
      givenBy: by.actor,
      givenName: by.name,
      givenAt: at,
    };
    for (const { version } of waiting) await addConfirmation(tx, ws, { contract: id, version, ...given });
    const versions = waiting.map((one) => one.version);
    const payload = { party: publicId("party", contract.party), versions, note: said.note };
    const subject = publicId("contract", id);
    const type = `contract.${said.answer}`;
    await addEvent(tx, ws, { type, subject, actor: by.actor, payload, at });
  });
}
