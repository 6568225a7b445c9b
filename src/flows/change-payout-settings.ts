// Changes how a party is paid, how the business pays everybody, and from which accounts. Each writes what it
// was and what it is; account numbers and keys are sealed before they are kept.
// Example: changePolicy(app, 7, { fourEyes: false }, ana) → event payout_policy.changed { before, after }.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import {
  checkPayingAccount,
  hintOfPaying,
  keepWebhook,
  listPayingAccounts,
  type PayingAccount,
  removePayingAccount,
  savePayingAccount,
} from "../payouts/paying-account.ts";
import { countWaiting } from "../payouts/payouts.ts";
import { API_RAILS, type RailName } from "../payouts/rail-names.ts";
import {
  type PayoutPolicy,
  type PayoutSettings,
  readPolicy,
  readSettings,
  savePolicy,
  saveSettings,
} from "../payouts/settings.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { openPaying, sealPaying } from "./seal-payout.ts";

/** Left out or undefined: as it is. */
type Change<T> = { [K in keyof T]?: T[K] | undefined };

export async function changePayoutSettings(
  app: App,
  ws: number,
  party: Uuid,
  change: Change<PayoutSettings>,
  actor: string,
): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    if ((await findParty(tx, ws, party))?.kind !== "partner") {
      throw new Refusal(404, "not_found", "There is no such partner.");
    }
    const before = await readSettings(tx, ws, party);
    const fields = changedFields(before, change);
    if (fields === null) return;
    const after: PayoutSettings = { ...before, ...fields.after };
    await saveSettings(tx, ws, party, after.held ? after : { ...after, heldWhy: "" }, {
      actor,
      at: new Date(at),
    });
    const subject = publicId("party", party);
    const payload = { ...fields };
    await addEvent(tx, ws, { type: "payout_settings.changed", subject, actor, payload, at });
  });
}

export async function changePolicy(
  app: App,
  ws: number,
  change: Change<PayoutPolicy>,
  actor: string,
): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    const before = await readPolicy(tx, ws);
    const fields = changedFields(before, change);
    if (fields === null) return;
    await savePolicy(tx, ws, { ...before, ...fields.after }, { actor, at: new Date(at) });
    const subject = publicId("ws", (await readWorkspace(tx, ws)).id);
    const payload = { ...fields };
    await addEvent(tx, ws, { type: "payout_policy.changed", subject, actor, payload, at });
  });
}

export async function setPayingAccount(
  app: App,
  ws: number,
  wanted: PayingAccount,
  actor: string,
): Promise<void> {
  const checked = checkPayingAccount(wanted);
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    const before = (await listPayingAccounts(tx, ws)).find((one) => one.rail === checked.rail);
    const account = keepWebhook(checked, before === undefined ? null : openPaying(app, ws, before));
    const row = {
      rail: account.rail,
      hint: hintOfPaying(account),
      sealed: sealPaying(app, ws, account),
    };
    await savePayingAccount(tx, ws, row, { actor, at: new Date(at) });
    const payload = { rail: account.rail, before: before?.hint ?? null, after: row.hint };
    const subject = publicId("ws", (await readWorkspace(tx, ws)).id);
    await addEvent(tx, ws, { type: "paying_account.changed", subject, actor, payload, at });
  });
}

/**
 * Nothing can leave over the rail from now on. Throws 404 where there is none, 409 `rail_in_use` while
 * payouts wait for it.
 */
export async function dropPayingAccount(app: App, ws: number, rail: RailName, actor: string): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    const before = (await listPayingAccounts(tx, ws)).find((one) => one.rail === rail);
    if (
      before !== undefined &&
      (await countWaiting(tx, ws, { rail, isService: API_RAILS.includes(rail) })) > 0
    ) {
      const message =
        "Payouts over this rail are on their way: hand their file to the bank or say what became of them first.";
      throw new Refusal(409, "rail_in_use", message);
    }
    if (before === undefined || !(await removePayingAccount(tx, ws, rail))) {
      throw new Refusal(404, "not_found", "This rail has no account to take away.");
    }
    const payload = { rail, before: before.hint, after: null };
    const subject = publicId("ws", (await readWorkspace(tx, ws)).id);
    await addEvent(tx, ws, { type: "paying_account.changed", subject, actor, payload, at });
  });
}
