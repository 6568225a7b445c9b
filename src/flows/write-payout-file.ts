// The file of a run for one rail and currency: made once of what was begun, sealed and kept, and from then on
// always the same bytes. Handing it out marks its payouts sent. Never made before everything is begun.
// Example: writePayoutFile(app, 7, run, "run-12-sepa-eur.xml", fay) → { text, mediaType, … }.
import { sha256 } from "../base/digest.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { addFile, readFile } from "../payouts/files.ts";
import { readMethods } from "../payouts/methods.ts";
import { listPayingAccounts } from "../payouts/paying-account.ts";
import type { Payout } from "../payouts/payout.ts";
import { runReference } from "../payouts/payout-reference.ts";
import { listPayouts, type RunSum, sumRuns } from "../payouts/payouts.ts";
import type { RailName } from "../payouts/rail-names.ts";
import type { Batch } from "../payouts/rails/batch.ts";
import { FILE_RAILS } from "../payouts/rails/file-rails.ts";
import type { PayoutRun } from "../payouts/run.ts";
import { readRun } from "../payouts/runs.ts";
import { markSent } from "../payouts/write-payouts.ts";
import { readNames } from "../reports/names.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { noSuchRun } from "./decide-run.ts";
import type { Person } from "./propose-change.ts";
import { openFile, openMethod, openPaying, sealFile } from "./seal-payout.ts";

export interface RunFile {
  name: string;
  rail: RailName;
  currency: string;
  count: number;
  amount: number;
}

/** The files that a run has, or will have once it is begun. */
export function filesOf(run: Pick<PayoutRun, "no">, sums: readonly RunSum[]): RunFile[] {
  const paid = sums.filter((one) => FILE_RAILS[one.rail] !== undefined && !isNotPaid(one.state));
  return [...Map.groupBy(paid, ({ rail, currency }) => `${rail} ${currency}`).values()].map((parts) => {
    const { rail, currency } = parts[0] as RunSum;
    const extension = FILE_RAILS[rail]?.extension ?? "csv";
    return {
      name: `run-${run.no}-${rail}-${currency.toLowerCase()}.${extension}`,
      ...{ rail, currency },
      count: parts.reduce((count, one) => count + one.count, 0),
      amount: parts.reduce((sum, one) => sum + one.amount, 0),
    };
  });
}

function isNotPaid(state: Payout["state"]): boolean {
  return state === "refused" || state === "withdrawn";
}

/** Throws 404 for a file that the run has not, 409 `run_not_begun` before everything is begun. */
export async function writePayoutFile(
  app: App,
  ws: number,
  id: Uuid,
  name: string,
  by: Person,
): Promise<{ text: string; mediaType: string }> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const run = await readRun(tx, ws, id);
    if (run === null) throw noSuchRun();
    const file = filesOf(run, await sumRuns(tx, ws, [id])).find((one) => one.name === name);
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
    const payouts = await readBatch(tx, ws, id, file);
    const text = rail.write(await batchOf(app, tx, ws, run, payouts));
    const sealed = sealFile(app, ws, id, name, text);
    const kinds = { run: id, name, sha256: sha256(text), sealed, payouts: payouts.length };
    const isFirst = await addFile(tx, ws, kinds, { actor: by.actor, at: new Date(at) });
    if (!isFirst) return { text, mediaType };
    const sent = payouts.map((one) => ({ id: one.id, externalId: null }));
    await markSent(tx, ws, sent, { at: new Date(at), actor: by.actor, note: name });
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

/** Everything of the rail and currency that was begun, in the order it was proposed. */
export async function readBatch(
  tx: Tx,
  ws: number,
  run: Uuid,
  { rail, currency }: Pick<RunFile, "rail" | "currency">,
): Promise<Payout[]> {
  const all: Payout[] = [];
  for (let after: Uuid | undefined; ; ) {
    const page = await listPayouts(tx, ws, { run, rail, currency, after, limit: PAGE });
    all.push(...page.filter((one) => one.seq !== null));
    if (page.length < PAGE) return all;
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
  const names = await readNames(tx, ws, { parties: payouts.map((one) => one.party) });
  const workspace = await readWorkspace(tx, ws);
  const account = (await listPayingAccounts(tx, ws)).find((one) => one.rail === rail);
  const lines = payouts.map(({ reference, party, method, amount }) => {
    const sealed = methods.get(method);
    const details = sealed === undefined ? null : openMethod(app, ws, sealed);
    if (details === null) {
      const message =
        "An account was kept under another secret: start the server with the one it was made with.";
      throw new Refusal(409, "sealed_elsewhere", message);
    }
    return { reference, party: names.party(party), details, amount };
  });
  return {
    reference: runReference(run.id),
    runNo: run.no,
    currency,
    at: run.approvedAt?.getTime() ?? 0,
    executesOn: run.executesOn,
    business: { name: workspace.legalName ?? workspace.name, city: "", currency: workspace.currency },
    payer: account === undefined ? null : openPaying(app, ws, account),
    lines,
  };
}
