// How answers show runs, payouts and what was left out: names beside ids, accounts masked, nothing sealed.
// Example: showRuns(tx, 7, [run], actor) → [{ id: "run_…", no: 12, sums: [...], files: [...] }]
import type { Uuid } from "../../base/id.ts";
import type { Tx } from "../../db/transaction.ts";
import { needsFourEyes } from "../../flows/four-eyes.ts";
import { filesOf } from "../../flows/write-payout-file.ts";
import { type CameBack, countCameBack, readCameBack } from "../../payouts/came-back.ts";
import { executionDay } from "../../payouts/execution-day.ts";
import { listFiles } from "../../payouts/files.ts";
import { readMethods } from "../../payouts/methods.ts";
import { isUnderWay, type Payout } from "../../payouts/payout.ts";
import { sumFiles, sumRuns } from "../../payouts/payouts.ts";
import type { LeftOut, PayoutRun } from "../../payouts/run.ts";
import { readRunNumbers } from "../../payouts/runs.ts";
import { type Names, readNames } from "../../reports/names.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import type { OwnPayout, PayoutLeftOut, Payout as Shown, PayoutRun as ShownRun } from "../../wire/payout.ts";
import { readPostingSettings } from "../../workspaces/posting-settings.ts";
import { showParty } from "./show-named.ts";

export async function showRuns(
  tx: Tx,
  ws: number,
  runs: readonly PayoutRun[],
  actor: string,
): Promise<ShownRun[]> {
  const ids = runs.map((one) => one.id);
  const sums = Map.groupBy(await sumRuns(tx, ws, ids), (one) => one.run);
  const inFiles = Map.groupBy(await sumFiles(tx, ws, ids), (one) => one.run);
  const cameBack = await countCameBack(tx, ws, ids);
  const needsNow = runs.some((one) => one.state === "proposed") && (await needsFourEyes(tx, ws));
  const { timeZone } = await readPostingSettings(tx, ws);
  const replacing = await readRunNumbers(
    tx,
    ws,
    runs.flatMap((one) => one.replacedBy ?? []),
  );
  const shown: ShownRun[] = [];
  for (const run of runs) {
    const own = sums.get(run.id) ?? [];
    const taken = new Map((await listFiles(tx, ws, run.id)).map((one) => [one.name, one.firstAt]));
    shown.push({
      id: showId("run", run.id),
      no: run.no,
      state: run.state,
      scheduled: run.scheduled,
      executesOn: run.executesOn,
      movedTo: executionDay(run, timeZone) === run.executesOn ? null : executionDay(run, timeZone),
      fourEyes: run.fourEyes || (run.state === "proposed" && needsNow),
      isOwn: run.madeBehind.includes(actor),
      madeBy: run.madeName,
      madeAt: showInstant(run.madeAt),
      approvedBy: run.approvedName,
      approvedAt: showInstant(run.approvedAt),
      endedAt: showInstant(run.endedAt),
      replacedBy:
        run.replacedBy === null
          ? null
          : { id: showId("run", run.replacedBy), no: replacing.get(run.replacedBy) ?? 0 },
      cameBack: cameBack.get(run.id) ?? 0,
      sums: own.map(({ rail, currency, state, count, amount }) => ({ rail, currency, state, count, amount })),
      files: filesOf(run, inFiles.get(run.id) ?? []).map((file) => ({
        ...{ name: file.name, rail: file.rail, currency: file.currency },
        ...{ count: file.count, amount: file.amount },
        takenAt: showInstant(taken.get(file.name) ?? null),
      })),
    });
  }
  return shown;
}

export async function showPayouts(tx: Tx, ws: number, payouts: readonly Payout[]): Promise<Shown[]> {
  const own = await showOwnPayouts(tx, ws, payouts);
  const names = await readNames(tx, ws, { parties: payouts.map((one) => one.party) });
  const numbers = await readRunNumbers(
    tx,
    ws,
    payouts.map((one) => one.run),
  );
  const cameBack = await readCameBack(
    tx,
    ws,
    payouts.filter((one) => one.state === "proposed"),
  );
  return payouts.map((one, i) => ({
    ...(own[i] as OwnPayout),
    cameBack: one.state === "proposed" ? showCameBack(cameBack.get(one.method)) : null,
    reason: one.reason,
    run: { id: showId("run", one.run), no: numbers.get(one.run) ?? 0 },
    party: showParty(names, one.party),
    entries: { begun: one.seq, settled: one.settledSeq, back: one.backSeq },
  }));
}

export async function showOwnPayouts(tx: Tx, ws: number, payouts: readonly Payout[]): Promise<OwnPayout[]> {
  const methods = await readMethods(
    tx,
    ws,
    payouts.map((one) => one.method),
  );
  return payouts.map((one) => ({
    id: showId("payout", one.id),
    rail: one.rail,
    method: {
      kind: methods.get(one.method)?.kind ?? "iban",
      hint: methods.get(one.method)?.hint ?? "",
    },
    reference: one.reference,
    currency: one.currency,
    amount: one.amount,
    owed: { currency: one.owedCurrency, amount: one.owedAmount },
    rate: showRate(one),
    state: one.state,
    // Why it does not go on yet is the business's concern.
    reason: isUnderWay(one) ? "" : one.reason,
    externalId: one.externalId,
    begunAt: showInstant(one.begunAt),
    sentAt: showInstant(one.sentAt),
    settledAt: showInstant(one.settledAt),
    backAt: showInstant(one.backAt),
  }));
}

export function showCameBack(back: CameBack | undefined) {
  if (back === undefined) return null;
  return { payout: showId("payout", back.payout), at: showInstant(back.at), reason: back.reason };
}

export function showRate({ rate, rateSource, rateAt }: Pick<Payout, "rate" | "rateSource" | "rateAt">) {
  if (rate === null || rateAt === null) return null;
  return { rate, source: rateSource ?? "", at: showInstant(rateAt) };
}

export function showLeftOut(name: (party: Uuid) => string, one: LeftOut): PayoutLeftOut {
  const { party, currency, amount, reason, facts } = one;
  return {
    party: { id: showId("party", party), name: name(party) },
    ...{ currency, amount, reason },
    facts: showFacts(facts),
  };
}

export function showFacts(facts: LeftOut["facts"]): LeftOut["facts"] {
  return "until" in facts ? { ...facts, until: new Date(facts.until as number).toISOString() } : facts;
}

export async function namesOf(tx: Tx, ws: number, parties: Iterable<string>): Promise<Names> {
  return await readNames(tx, ws, { parties });
}
