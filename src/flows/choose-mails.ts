// What a person wants to hear of: which groups are mailed, and how often of the sales of each party. A change
// of what a party's people are told of sales is in its workspace's audit trail; the rest is the person's own
// matter. A switch of a mail's link changes the one thing it is for, whoever is signed in.
// Example: flipSwitch(app, { account, group: "answers" }, false) → no such mail any more; the inbox has them
// still.
import { accountActor } from "../access/caller.ts";
import { findPartyAccount, listPartiesOf } from "../access/party-accounts.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import {
  changeQuiet,
  changeSaleChoice,
  type HowOften,
  readQuiet,
  readSaleChoice,
} from "../notices/mail-choices.ts";
import { GROUPS, type Group } from "../notices/notice.ts";
import type { MailSwitch } from "../notices/unsubscribe.ts";
import { readNames } from "../reports/names.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";

export interface MailChoices {
  groups: { name: Group; mailed: boolean; needed: boolean }[];
  sales: { party: Uuid; partyName: string; workspace: { id: Uuid; name: string }; how: HowOften }[];
}

export async function readMailChoices(app: App, account: Uuid): Promise<MailChoices> {
  const { quiet, parties } = await inWorkspace(app.db, null, async (tx) => ({
    quiet: (await readQuiet(tx, [account])).get(account) ?? [],
    parties: await listPartiesOf(tx, account),
  }));
  const sales: MailChoices["sales"] = [];
  for (const { ws, party } of parties) {
    sales.push(await inWorkspace(app.db, ws, (tx) => salesOf(tx, ws, account, party)));
  }
  const groups = (Object.keys(GROUPS) as Group[]).map((name) => ({
    name,
    mailed: !quiet.includes(name),
    needed: GROUPS[name].isNeeded,
  }));
  return { groups, sales };
}

async function salesOf(tx: Tx, ws: number, account: Uuid, party: Uuid) {
  const { id, name } = await readWorkspace(tx, ws);
  const partyName = (await readNames(tx, ws, { parties: [party] })).party(party);
  return { party, partyName, workspace: { id, name }, how: await readSaleChoice(tx, ws, account, party) };
}

export async function chooseMails(
  app: App,
  account: Uuid,
  mailed: Partial<Record<Group, boolean>>,
): Promise<void> {
  await inWorkspace(app.db, null, (tx) => changeQuiet(tx, account, mailed, app.ids.now()));
}

export async function chooseSales(
  app: App,
  { ws, account, party }: { ws: number; account: Uuid; party: Uuid },
  how: HowOften,
): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const before = await readSaleChoice(tx, ws, account, party);
    if (before === how) return;
    await changeSaleChoice(tx, ws, { account, party, how });
    await addEvent(tx, ws, {
      type: "party.sale_notices_changed",
      subject: publicId("party", party),
      actor: accountActor(account),
      payload: { before: { saleNotices: before }, after: { saleNotices: how } },
      at: app.ids.now(),
    });
  });
}

export interface SeenSwitch {
  /** "sales" of one party, or a group. */
  about: Group | "sales";
  /** Of sales: whose. */
  workspace: string | null;
  on: boolean;
}

/** Null when the account speaks for that party no more. */
export async function readSwitch(app: App, one: MailSwitch): Promise<SeenSwitch | null> {
  const { account } = one;
  if ("group" in one) {
    const quiet = await inWorkspace(app.db, null, (tx) => readQuiet(tx, [account]));
    return { about: one.group, workspace: null, on: !quiet.get(account)?.includes(one.group) };
  }
  const { ws, party } = one;
  const link = await inWorkspace(app.db, null, (tx) => findPartyAccount(tx, account, party));
  if (link === null) return null;
  const { workspace, how } = await inWorkspace(app.db, ws, (tx) => salesOf(tx, ws, account, party));
  return { about: "sales", workspace: workspace.name, on: how !== "none" };
}

/** Pressed twice it changes nothing more. Sales that are switched on again are told daily. */
export async function flipSwitch(app: App, one: MailSwitch, on: boolean): Promise<SeenSwitch | null> {
  const seen = await readSwitch(app, one);
  if (seen === null || seen.on === on) return seen;
  if ("group" in one) await chooseMails(app, one.account, { [one.group]: on });
  else await chooseSales(app, one, on ? "daily" : "none");
  return { ...seen, on };
}
