// What waits for somebody of the producer's side where money is to leave: a run or an adjustment for a second
// person, a party that asks to be paid, or that the schedule left out. Never told to who proposed it, nor of
// what was answered meanwhile; of one party's asking once a day.
// Example: run 13, proposed by the schedule on Monday at six → "payout_run_waits", to ana and to fay.
import { listMembers } from "../access/members.ts";
import { roleMay } from "../access/permissions.ts";
import { sumMinor } from "../base/amount.ts";
import { parsePublicId, publicId } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { LeftOutSaid } from "../notices/notice.ts";
import { wasToldSince } from "../notices/read-notices.ts";
import { readAdjustment } from "../parties/adjustment.ts";
import { sumRuns } from "../payouts/payouts.ts";
import { listRequests } from "../payouts/requests.ts";
import { readRun } from "../payouts/runs.ts";
import type { HappenedEvent } from "../reports/events.ts";
import { readNames } from "../reports/names.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { NameOf, Told } from "./deliver-notices.ts";
import { needsFourEyes } from "./four-eyes.ts";

const DAY_MS = 86_400_000;

/** Proposed, or still waiting: then also to who proposed it, where one person suffices. */
export async function ofWaitingRun(
  tx: Tx,
  ws: number,
  event: HappenedEvent,
  nameOf: NameOf,
): Promise<Told[]> {
  const id = parsePublicId("run", event.subject);
  const isReminder = event.type === "payout_run.reminded";
  const isNew = event.type === "payout_run.proposed";
  const run = (!isNew && !isReminder) || id === null ? null : await readRun(tx, ws, id);
  if (run?.state !== "proposed") return [];
  const fourEyes = run.fourEyes || (await needsFourEyes(tx, ws));
  if (isNew && !fourEyes) return [];
  const sums = Map.groupBy(await sumRuns(tx, ws, [run.id]), (one) => one.currency);
  const given = [...sums].map(([currency, parts]) => ({
    currency,
    amount: sumMinor(parts.map((one) => one.amount)),
  }));
  const mayApprove = (account: string) => !fourEyes || !run.madeBehind.includes(actorOf(account));
  const only = (await approvers(tx, ws)).filter(mayApprove);
  const { producer } = await readPostingSettings(tx, ws);
  const { days, replaces } = event.payload as { days?: number; replaces?: readonly number[] };
  const facts = {
    ...{ partner: "", product: null, by: nameOf(run.madeBy), side: null, version: run.no, given },
    ...(days === undefined ? {} : { days }),
    ...(replaces?.[0] === undefined ? {} : { replaces: replaces[0] }),
  };
  const told = { to: "producer" as const, kind: "payout_run_waits" as const, actor: event.actor };
  return [{ ...told, party: producer, leadsTo: event.subject, facts, only }];
}

/** For whoever pays: what a scheduled run left out that a person can mend. */
export async function ofLeftOut(tx: Tx, ws: number, event: HappenedEvent): Promise<Told[]> {
  const { parties, amounts, reasons } = event.payload as {
    parties: number;
    amounts: { currency: string; amount: number }[];
    reasons: LeftOutSaid[];
  };
  const { producer } = await readPostingSettings(tx, ws);
  const facts = { partner: "", product: null, side: null, given: amounts, parties, reasons };
  const told = { to: "producer" as const, kind: "payout_left_out" as const, actor: event.actor };
  return [{ ...told, party: producer, leadsTo: event.subject, facts }];
}

/** Still asked, and not told of today already. */
export async function ofAsking(tx: Tx, ws: number, event: HappenedEvent): Promise<Told[]> {
  const party = parsePublicId("party", event.subject);
  const { currency } = event.payload as { currency?: unknown };
  if (event.type !== "payout.requested" || party === null) return [];
  const isOpen = (await listRequests(tx, ws, party)).some((one) => one.currency === currency);
  const since = new Date(event.recordedAt.getTime() - DAY_MS);
  if (!isOpen || (await wasToldSince(tx, ws, "payout_asked", event.subject, since))) return [];
  const partner = (await readNames(tx, ws, { parties: [party] })).party(party);
  const facts = { partner, product: null, by: partner, side: "party" as const, of: event.subject };
  const told = { to: "producer" as const, kind: "payout_asked" as const, actor: event.actor };
  return [{ ...told, party, leadsTo: event.subject, facts }];
}

export async function ofProposedAdjustment(
  tx: Tx,
  ws: number,
  event: HappenedEvent,
  nameOf: NameOf,
): Promise<Told[]> {
  const id = parsePublicId("adjustment", event.subject);
  const found = id === null ? null : await readAdjustment(tx, ws, id);
  if (found?.state !== "proposed" || !(found.fourEyes || (await needsFourEyes(tx, ws)))) return [];
  const { party, currency, amount, reason } = found;
  const partner = (await readNames(tx, ws, { parties: [party] })).party(party);
  const only = (await approvers(tx, ws)).filter((account) => !found.createdBehind.includes(actorOf(account)));
  const facts = {
    ...{ partner, product: null, by: nameOf(event.actor), side: null, message: reason },
    ...{ given: [{ currency, amount }], of: publicId("party", party) },
  };
  const told = { to: "producer" as const, kind: "adjustment_waits" as const, actor: event.actor };
  return [{ ...told, party, leadsTo: event.subject, facts, only }];
}

async function approvers(tx: Tx, ws: number): Promise<string[]> {
  const members = await listMembers(tx, ws);
  return members.filter(({ role }) => roleMay(role, "payouts:approve")).map(({ account }) => account);
}

function actorOf(account: string): string {
  return `account:${publicId("account", account as Parameters<typeof publicId>[1])}`;
}
