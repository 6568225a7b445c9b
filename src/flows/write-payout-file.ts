// The file of a run for one rail and currency: made once of what was begun, sealed and kept, and from then on
// always the same bytes. Handing it out marks its payouts sent. Never made before everything is begun.
// Example: writePayoutFile(app, 7, run, "run-12-sepa-eur.xml", fay) → { text, mediaType, … }.
import { sha256 } from "../base/digest.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { executionDay } from "../payouts/execution-day.ts";
import { addFile, readFile } from "../payouts/files.ts";
import { readMethods } from "../payouts/methods.ts";
import { listPayingAccounts } from "../payouts/paying-account.ts";
import type { Payout } from "../payouts/payout.ts";
import { runReference } from "../payouts/payout-reference.ts";
import { type FileSum, listPayouts, sumFiles } from "../payouts/payouts.ts";
import { MOST_LINES, type RailName } from "../payouts/rail-names.ts";
import type { Batch } from "../payouts/rails/batch.ts";
import { FILE_RAILS } from "../payouts/rails/file-rails.ts";
import type { PayoutRun } from "../payouts/run.ts";
import type { PaidParty } from "../payouts/run-papers.ts";
import { lockRun } from "../payouts/runs.ts";
import { markSent } from "../payouts/write-payouts.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { noSuchRun } from "./decide-run.ts";
import { readPaper } from "./keep-run-paper.ts";
import type { Person } from "./propose-change.ts";
import { openFile, openMethod, openPaying, sealFile } from "./seal-payout.ts";

export interface RunFile {
  name: string;
  rail: RailName;
  currency: string;
  count: number;
  amount: number;
  /** From 1. */
  part: number;
}

/** The files that a run has, or will have once it is begun. */
export function filesOf(run: Pick<PayoutRun, "no">, sums: readonly FileSum[]): RunFile[] {
  return sums.flatMap(({ rail, currency, count, amount, part, parts }) => {
    const extension = FILE_RAILS[rail]?.extension;
    if (extension === undefined) return [];
    const which = parts > 1 ? `-${part}` : "";
    const name = `run-${run.no}-${rail}-${currency.toLowerCase()}${which}.${extension}`;
    return [{ name, rail, currency, count, amount, part }];
  });
}

/**
 * Throws 404 for a file that the run has not, or has no more because all of it ended before it was made; 409
 * `run_not_begun` before everything is begun.
 */
export async function writePayoutFile(
  app: App,
  ws: number,
  id: Uuid,
  name: string,
  by: Person,
): Promise<{ text: string; mediaType: string }> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const run = await lockRun(tx, ws, id);
    if (run === null) throw noSuchRun();
    const file = filesOf(run, await sumFiles(tx, ws, [id])).find((one) => one.name === name);
    const rail = file === undefined ? undefined : FILE_RAILS[file.rail];
    if (file === undefined || rail === undefined) {
      throw new Refusal(404, "not_found", "This run has no such file.");
    }
    const { mediaType } = rail;
    const kept = await readFile(tx, ws, id, name);
    if (kept !== null) return { text: openKept(app, ws, id, name, kept), mediaType };
    if (run.state !== "paying" && run.state !== "done") {
      const message = "The file is written when the run is approved and everything in it is begun.";
      throw new Refusal(409, "run_not_begun", message, { facts: { state: run.state } });
    }
    const begun = await readBatch(tx, ws, id, file);
    // Marked first: what somebody ends at this moment is either in the file or ended before it.
    const sent = begun.map((one) => ({ id: one.id, externalId: null }));
    const marked = await markSent(tx, ws, sent, { at: new Date(at), actor: by.actor, note: name });
    const payouts = begun.filter((one) => marked.has(one.id));
    if (payouts.length === 0)
      throw new Refusal(404, "not_found", "Nothing of this file is under way any more.");
    const text = rail.write(await batchOf(app, tx, ws, run, payouts));
    const sealed = sealFile(app, ws, id, name, text);
    const kinds = { run: id, name, sha256: sha256(text), sealed, payouts: payouts.length };
    await addFile(tx, ws, kinds, { actor: by.actor, at: new Date(at) });
    const payload = { no: run.no, name, payouts: payouts.length };
    const subject = publicId("run", id);
    await addEvent(tx, ws, { type: "payout_run.file_taken", subject, actor: by.actor, payload, at });
    return { text, mediaType };
  });
}

function openKept(app: App, ws: number, id: Uuid, name: string, sealed: Buffer): string {
  const text = openFile(app, ws, id, name, sealed);
  if (text !== null) return text;
  const message = "This file was kept under another secret: start the server with the one it was made with.";
  throw new Refusal(409, "sealed_elsewhere", message);
}

const PAGE = 5000;
/** Everything of the rail and currency that was begun, in the order it was proposed; of a file its part. */
export async function readBatch(
  tx: Tx,
  ws: number,
  run: Uuid,
  { rail, currency, part = 1 }: Pick<RunFile, "rail" | "currency"> & { part?: number },
): Promise<Payout[]> {
  const all: Payout[] = [];
  for (let after: Uuid | undefined; ; ) {
    const page = await listPayouts(tx, ws, { run, rail, currency, after, limit: PAGE });
    all.push(...page.filter((one) => one.seq !== null));
    const most = MOST_LINES[rail] ?? Number.POSITIVE_INFINITY;
    if (page.length < PAGE)
      return part === 1 ? all.slice(0, most) : all.slice((part - 1) * most, part * most);
    after = page.at(-1)?.id;
  }
}

export async function batchOf(
  app: App,
  tx: Tx,
  ws: number,
  run: PayoutRun,
  payouts: readonly Payout[],
): Promise<Batch> {
  const { rail, currency } = payouts[0] as Payout;
  const methods = await readMethods(
    tx,
    ws,
    payouts.map((one) => one.method),
  );
  const parties = payouts.map((one) => one.party);
  const paper = await readPaper(tx, ws, run.id, parties);
  const { timeZone } = await readWorkspace(tx, ws);
  // A service is called with the key that is set now: one that was renewed pays what the old one could not.
  const payers = FILE_RAILS[rail] === undefined ? await listPayingAccounts(tx, ws) : paper.payers;
  const account = payers.find((one) => one.rail === rail);
  const lines = payouts.map(({ reference, party, method, amount }) => {
    const sealed = methods.get(method);
    const details = sealed === undefined ? null : openMethod(app, ws, sealed);
    if (details === null) {
      const message =
        "An account was kept under another secret: start the server with the one it was made with.";
      throw new Refusal(409, "sealed_elsewhere", message);
    }
    const { name, isBusiness } = paper.parties.get(party) as PaidParty;
    return { reference, party: name, details, amount, isBusiness };
  });
  return {
    reference: runReference(run.id),
    runNo: run.no,
    currency,
    at: run.approvedAt?.getTime() ?? 0,
    executesOn: executionDay(run, timeZone),
    business: { name: paper.business, city: "", currency: paper.currency },
    payer: account === undefined ? null : openPaying(app, ws, account),
    lines,
  };
}
