// Has the books of a workspace re-derived as a job, and keeps what came of it: who asked, when, how far it
// is, what disagrees. One at a time; one that stopped moving is given up. The reading itself is verifyBooks.
// Example: startVerification(app, 7, "account:…") → id; later state "done", found 0.
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Fault, Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import {
  addVerification,
  advanceVerification,
  endVerification,
  listVerifications,
  readVerification,
  type VerificationEnd,
} from "../ledger/verifications.ts";
import { readLedgerHead } from "../reports/entries.ts";
import type { App } from "./app.ts";
import { verifyBooks } from "./verify-books.ts";

export const VERIFY_BOOKS = "verify_books";
/** A run that said nothing for so long has stopped. */
const STILL_MS = 120_000;
const TELL_EVERY_MS = 500;

const subjectOf = (id: Uuid) => publicId("verification", id);

/** Throws 409 `verification_running`. */
export async function startVerification(app: App, ws: number, actor: string): Promise<Uuid> {
  const id = newUuid(app.ids);
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    for (const running of await listVerifications(tx, ws, { limit: 10, state: "running" })) {
      if (at - running.movedAt.getTime() < STILL_MS) throw isRunning();
      await endVerification(
        tx,
        ws,
        running.id,
        failed(at, running.entriesDone, "It stopped before its end."),
      );
    }
    const head = await readLedgerHead(tx, ws);
    await addVerification(tx, ws, { id, startedBy: actor, entriesTotal: head?.seq ?? 0, at });
    await addJob(tx, VERIFY_BOOKS, { ws, verification: id }, { key: `verify ${ws}`, attempts: 3 });
    await addEvent(tx, ws, { type: "ledger.verifying", subject: subjectOf(id), actor, payload: {}, at });
  });
  return id;
}

/** Does nothing for one that has ended. */
export async function runVerification(app: App, ws: number, id: Uuid): Promise<void> {
  const within = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(app.db, ws, work);
  const row = await within((tx) => readVerification(tx, ws, id));
  if (row === null || row.state !== "running") return;
  let toldAt = 0;
  const onEntries = async (done: number) => {
    const at = app.ids.now();
    if (at - toldAt < TELL_EVERY_MS) return;
    toldAt = at;
    await within((tx) => advanceVerification(tx, ws, id, done, at));
  };
  let end: VerificationEnd;
  try {
    const { entries, sales, plans, head, disagreements } = await verifyBooks(app, ws, onEntries);
    end = { state: "done", at: app.ids.now(), entries, sales, plans, head, disagreements, message: null };
  } catch (error) {
    // What failed outside is tried again by the queue.
    if (error instanceof Fault) throw error;
    end = failed(app.ids.now(), row.entriesDone, error instanceof Error ? error.message : String(error));
  }
  await within(async (tx) => {
    await endVerification(tx, ws, id, end);
    const payload = { state: end.state, entries: end.entries, found: end.disagreements.length };
    const { at } = end;
    await addEvent(tx, ws, {
      type: "ledger.verified",
      subject: subjectOf(id),
      actor: row.startedBy,
      payload,
      at,
    });
  });
}

function failed(at: number, entries: number, message: string): VerificationEnd {
  return { state: "failed", at, entries, sales: null, plans: null, head: null, disagreements: [], message };
}

function isRunning(): Refusal {
  return new Refusal(
    409,
    "verification_running",
    "The books are being verified already: wait for its result.",
  );
}
