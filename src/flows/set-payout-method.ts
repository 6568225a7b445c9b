// Sets where a party is paid to, by the party itself or by finance for it. The first counts at once; a change
// waits 72 hours, in which nothing is paid, and the addresses that were there before are told.
// Example: bruno changes his IBAN on Monday 10:00 → usable on Thursday 10:00, a mail to bruno@….
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import { checkMethod } from "../payouts/check-method.ts";
import { type MethodDetails, maskMethod, type PayoutMethod, type SealedMethod } from "../payouts/method.ts";
import { endMethod, hadMethod, readCurrentMethod, replaceMethod } from "../payouts/methods.ts";
import type { App } from "./app.ts";
import type { Person } from "./propose-change.ts";
import { sealMethod } from "./seal-payout.ts";

export const TELL_METHOD = "tell_payout_method";
const HOLD_MS = 72 * 3_600_000;

type By = Person & { side: "producer" | "party" };

/** Throws 422 with the path of what is wrong. */
export async function setPayoutMethod(
  app: App,
  ws: number,
  party: Uuid,
  wanted: MethodDetails,
  by: By,
): Promise<PayoutMethod> {
  const details = checkMethod(wanted);
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    await mustBePartner(tx, ws, party);
    const before = await readCurrentMethod(tx, ws, party);
    const isChange = await hadMethod(tx, ws, party);
    const id = newUuid(app.ids);
    const method: SealedMethod = {
      id,
      party,
      kind: details.kind,
      hint: maskMethod(details),
      sealed: sealMethod(app, ws, id, details),
      ...{ setBy: by.actor, setName: by.name, setSide: by.side },
      setAt: new Date(at),
      usableAt: new Date(isChange ? at + HOLD_MS : at),
    };
    await replaceMethod(tx, ws, method);
    await tell(tx, ws, { method, before, by, at });
    return method;
  });
}

/** Nothing can be paid to it from now on. Throws 404 where there is none. */
export async function removePayoutMethod(app: App, ws: number, party: Uuid, by: By): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    const before = await readCurrentMethod(tx, ws, party);
    if (before === null || !(await endMethod(tx, ws, party, new Date(at)))) {
      throw new Refusal(404, "not_found", "There is no payout method to take away.");
    }
    await tell(tx, ws, { method: null, before, by, at });
  });
}

async function mustBePartner(tx: Tx, ws: number, party: Uuid): Promise<void> {
  const found = await findParty(tx, ws, party);
  if (found?.kind === "partner") return;
  throw new Refusal(404, "not_found", "There is no such partner.");
}

interface Change {
  method: PayoutMethod | null;
  before: PayoutMethod | null;
  by: By;
  at: number;
}

async function tell(tx: Tx, ws: number, { method, before, by, at }: Change): Promise<void> {
  const party = method?.party ?? (before?.party as Uuid);
  const payload = {
    side: by.side,
    kind: method?.kind ?? null,
    hint: method?.hint ?? null,
    before: before === null ? null : { kind: before.kind, hint: before.hint },
    usableAt: method === null ? null : method.usableAt.toISOString(),
  };
  const subject = publicId("party", party);
  await addEvent(tx, ws, { type: "payout_method.changed", subject, actor: by.actor, payload, at });
  const job = { ws, party, method: method?.id ?? null, hint: method?.hint ?? null, by: by.name, at };
  await addJob(tx, TELL_METHOD, { ...job, usableAt: payload.usableAt, before: before?.hint ?? null });
}
