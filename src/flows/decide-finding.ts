// A person decides about a held commission: released to the affiliate, or taken back to the producer, with a
// reason that both can read. Final. And what is looked at is set, for sales from now on.
// Example: decideFinding(app, 7, finding, { state: "released", reason: "She teaches it", basedOn: 1 }, by).
import type { Uuid } from "../base/id.ts";
import { publicId } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import {
  type FraudSettings,
  type KeptSettings,
  readFraudSettings,
  writeFraudSettings,
} from "../findings/fraud-settings.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { refuseStale } from "./refuse-stale.ts";

export interface FindingDecision {
  state: "released" | "taken_back";
  reason: string;
  /** The version of the evidence that the person saw; 409 `evidence_added` where there is more by now. */
  basedOn: number;
}

export async function decideFinding(
  app: App,
  ws: number,
  finding: Uuid,
  decision: FindingDecision,
  by: { actor: string; name: string },
): Promise<void> {
  const { actor, name } = by;
  await app.posting.post(ws, { is: "decide", actor, facts: { finding, name, ...decision } });
}

/** Left out (undefined): as it is. */
export type FraudSettingsChange = { [K in keyof FraudSettings]?: FraudSettings[K] | undefined } & {
  basedOn?: number | undefined;
};

export async function changeFraudSettings(
  app: App,
  ws: number,
  change: FraudSettingsChange,
  actor: string,
): Promise<KeptSettings> {
  const { basedOn, ...wanted } = change;
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const before = await readFraudSettings(tx, ws);
    const workspace = await readWorkspace(tx, ws);
    const subject = publicId("ws", workspace.id);
    const type = "fraud_settings.changed";
    await refuseStale(tx, ws, { subject, type, basedOn, version: before.version });
    const fields = changedFields(before.settings, wanted);
    if (fields === null) return before;
    const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    const kept = { version: before.version + 1, settings: { ...before.settings, ...given } };
    await writeFraudSettings(tx, ws, kept, at);
    await addEvent(tx, ws, { type, subject, actor, payload: { ...fields, version: kept.version }, at });
    return kept;
  });
}
