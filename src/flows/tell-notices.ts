// Tells people what happened in a workspace since they were last told: what the events say, the first sale
// under new terms, each sale to those who want each. Exactly once, across restarts and processes: notices,
// jobs of their mails and the place up to which was told are one commit. Repeats without harm.
// Example: tellNotices(app, identity, 7) → 3 notices; asked again at once → 0.

import { readActorNames } from "../access/actor-names.ts";
import type { Identity } from "../access/identity.ts";
import { parsePublicId } from "../base/id.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { lockHead, moveHead, readHead } from "../notices/notice-head.ts";
import { type HappenedEvent, listEvents } from "../reports/events.ts";
import type { App } from "./app.ts";
import { deliverNotices, type NameOf, type Told } from "./deliver-notices.ts";
import { firstSales } from "./first-sales.ts";
import { noticesOfEvent } from "./notices-of-event.ts";
import { noticesOfFindings } from "./notices-of-findings.ts";
import { eachSale } from "./sales-told.ts";

const EVENTS_AT_ONCE = 200;

/** Answers how many notices were written. */
export async function tellNotices(app: App, identity: Identity, ws: number): Promise<number> {
  let written = 0;
  for (;;) {
    const ahead = await inWorkspace(app.db, ws, async (tx) => {
      return await listEvents(tx, ws, { after: await readHead(tx, ws), limit: EVENTS_AT_ONCE });
    });
    const last = ahead.at(-1)?.seq;
    if (last === undefined) return written;
    const nameOf = await namesOf(app, identity, ws, ahead);
    written += await inWorkspace(app.db, ws, (tx) => tellUpTo(app, tx, ws, last, nameOf));
    if (ahead.length < EVENTS_AT_ONCE) return written;
  }
}

async function tellUpTo(app: App, tx: Tx, ws: number, last: number, nameOf: NameOf): Promise<number> {
  const { seq } = await lockHead(tx, ws);
  // Another process told of these meanwhile.
  if (seq >= last) return 0;
  const events = await listEvents(tx, ws, { after: seq, limit: last - seq });
  const told: Told[] = [];
  for (const event of events) told.push(...(await noticesOfEvent(tx, ws, event, nameOf)));
  told.push(...(await noticesOfFindings(tx, ws, events, nameOf)));
  const posted = postedBy(events);
  if (posted !== null) {
    told.push(...(await firstSales(app, tx, ws, posted)));
    told.push(...(await eachSale(tx, ws, posted)));
  }
  await moveHead(tx, ws, { seq: last });
  return await deliverNotices(app, tx, ws, told);
}

/** The run of journal entries behind these events; entries are numbered in the order of their events. */
function postedBy(events: readonly HappenedEvent[]): { fromSeq: number; toSeq: number } | null {
  const runs = events
    .filter((event) => event.type === "ledger.posted")
    .map((event) => event.payload as { fromSeq: number; toSeq: number });
  if (runs.length === 0) return null;
  return {
    fromSeq: Math.min(...runs.map((run) => run.fromSeq)),
    toSeq: Math.max(...runs.map((run) => run.toSeq)),
  };
}

/** Asked before the transaction: who has an account is identity's to know. */
async function namesOf(
  app: App,
  identity: Identity,
  ws: number,
  events: readonly HappenedEvent[],
): Promise<NameOf> {
  const actors = [...new Set(events.map((event) => event.actor))];
  const accounts = actors.flatMap((actor) => parsePublicId("account", actor.replace("account:", "")) ?? []);
  const people = await identity.readPeople(accounts);
  const kept = await inWorkspace(app.db, ws, (tx) => readActorNames(tx, ws, actors));
  return (actor) => {
    const account = parsePublicId("account", actor.replace("account:", ""));
    const person = account === null ? undefined : people.get(account);
    return (person?.name || person?.email || kept.get(actor)?.name) ?? null;
  };
}
