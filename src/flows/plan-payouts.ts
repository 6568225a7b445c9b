// Plans the money of payouts for a posting flight: begun, or ended one way or another, up to some hundred at
// once. What is available is summed at the head that the flight swaps from, so that payouts never exceed it,
// however many runs begin at once. What cannot be begun is left as it is, and said.
// Example: three payouts, the second of 50.00 with 41.93 available → two entries, the second refused.
import { dayIn } from "../base/calendar.ts";
import { type IdSource, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { eventStatement } from "../db/events.ts";
import type { Statement } from "../db/flight.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { dayText } from "../ledger/entry.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { Declined, type Plan } from "../ledger/planner.ts";
import { listCurrentMethods } from "../payouts/methods.ts";
import { isUnderWay, type Payout } from "../payouts/payout.ts";
import { readPayouts } from "../payouts/payouts.ts";
import { readRun } from "../payouts/runs.ts";
import { listSettings } from "../payouts/settings.ts";
import { beginPayouts, eachEvent, endPayouts } from "../payouts/write-payouts.ts";
import { readAvailable } from "../reports/payable-available.ts";
import { type PayoutMove, placePayout } from "./payout-entries.ts";
import type { Posted } from "./plan-sales.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export interface BeginPayoutsAct {
  is: "payouts_begun";
  actor: string;
  facts: { run: Uuid; payouts: readonly Uuid[] };
}

export interface PayoutEnd {
  payout: Uuid;
  reason: string;
  externalId: string | null;
}

export interface EndPayoutsAct {
  is: "payouts_ended";
  actor: string;
  facts: { how: "settled" | "failed" | "returned"; ends: readonly PayoutEnd[] };
}

export type PayoutAct = BeginPayoutsAct | EndPayoutsAct;

export function isPayoutAct(act: { is: string }): act is PayoutAct {
  return act.is === "payouts_begun" || act.is === "payouts_ended";
}

export async function planPayouts(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  act: PayoutAct,
): Promise<Plan<Posted>> {
  const { epoch, ws } = terms;
  const at = ids.now();
  const day = dayIn(terms.timeZone, at);
  try {
    const { moved, move, write, refused } =
      act.is === "payouts_begun"
        ? await inWorkspace(db, ws, (tx) => gatherBegin(tx, ws, act, { at, day: dayText(day) }))
        : await inWorkspace(db, ws, (tx) => gatherEnd(tx, ws, act));
    const posted = moved.map((payout) => ({
      id: payout.id,
      seq: placePayout(page, payout, move, { at, day }),
    }));
    const done = { at, actor: act.actor };
    const subject = act.is === "payouts_begun" ? act.facts.run : (posted[0]?.id ?? ("" as Uuid));
    const result = {
      id: subject,
      seq: posted[0]?.seq ?? 0,
      created: posted.length > 0,
      split: null,
      refused,
    };
    if (posted.length === 0) return { epoch, results: [result], statements: [] };
    const statements = [
      ...write(posted, done),
      eachEvent(ws, `payout.${move}`, moved.map(eventOf), done),
      ledgerPosted(ws, page, posted[0]?.seq as number, done),
    ];
    return { epoch, results: [result], statements };
  } catch (why) {
    if (why instanceof Refusal) return { epoch, results: [new Declined(why)], statements: [] };
    throw why;
  }
}

function ledgerPosted(
  ws: number,
  page: JournalPage,
  fromSeq: number,
  { at, actor }: { at: number; actor: string },
): Statement {
  const payload = { fromSeq, toSeq: page.nextSeq - 1 };
  return eventStatement(ws, { type: "ledger.posted", subject: "ledger", actor, payload, at });
}

function eventOf(payout: Payout): { subject: string; payload: object } {
  const { id, run, party, reference, rail, currency, amount } = payout;
  return {
    subject: publicId("payout", id),
    payload: {
      run: publicId("run", run),
      party: publicId("party", party),
      ...{ reference, rail, currency, amount },
    },
  };
}

interface Gathered {
  moved: Payout[];
  move: PayoutMove;
  write(posted: { id: Uuid; seq: number }[], done: { at: number; actor: string }): Statement[];
  /** Payout → why it is not begun. */
  refused: Map<Uuid, string>;
}

async function gatherBegin(
  tx: Tx,
  ws: number,
  { facts }: BeginPayoutsAct,
  now: { at: number; day: string },
): Promise<Gathered> {
  const run = await readRun(tx, ws, facts.run);
  if (run?.state !== "approved") {
    throw new Refusal(409, "run_not_approved", "Only an approved run is paid; nothing was moved.");
  }
  const payouts = [...(await readPayouts(tx, ws, facts.payouts)).values()].filter(
    (one) => one.run === facts.run && one.state === "proposed",
  );
  const parties = [...new Set(payouts.map((one) => one.party))];
  const left = new Map<string, number>();
  for (const one of await readAvailable(tx, ws, now.day, parties)) {
    left.set(`${one.party} ${one.currency}`, one.available);
  }
  const settings = await listSettings(tx, ws, parties);
  const methods = await listCurrentMethods(tx, ws, parties);
  const refused = new Map<Uuid, string>();
  const moved: Payout[] = [];
  for (const payout of payouts) {
    const key = `${payout.party} ${payout.owedCurrency}`;
    const available = left.get(key) ?? 0;
    const method = methods.get(payout.party);
    if (settings.get(payout.party)?.held) refused.set(payout.id, "held");
    else if (method?.id !== payout.method || method.usableAt.getTime() > now.at) {
      refused.set(payout.id, "method_changed");
    } else if (available < payout.owedAmount) refused.set(payout.id, "not_available");
    else {
      left.set(key, available - payout.owedAmount);
      moved.push(payout);
    }
  }
  return { moved, move: "begun", refused, write: (posted, done) => beginPayouts(ws, posted, done) };
}

async function gatherEnd(tx: Tx, ws: number, { facts }: EndPayoutsAct): Promise<Gathered> {
  const { how, ends } = facts;
  const known = await readPayouts(
    tx,
    ws,
    ends.map((one) => one.payout),
  );
  const fits = (payout: Payout) => (how === "returned" ? payout.state === "settled" : isUnderWay(payout));
  const moved = [...known.values()].filter(fits);
  const refused = new Map<Uuid, string>();
  for (const one of known.values()) if (!fits(one)) refused.set(one.id, one.state);
  const said = new Map(ends.map((one) => [one.payout, one]));
  return {
    moved,
    move: how,
    refused,
    write: (posted, done) =>
      endPayouts(
        ws,
        how,
        posted.map(({ id, seq }) => {
          const { reason = "", externalId = null } = said.get(id) ?? {};
          return { id, seq, reason, externalId };
        }),
        done,
      ),
  };
}
