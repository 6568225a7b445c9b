// Whether a charge whose fee is not known waits for it, and the asking: with a key, at most for the time that
// the source's settings give, while Stripe is asked; then it is posted without, and the fee that comes later
// is an entry of its own, borne by the producer. Without a key only where the setting says so.
// Example: ch_1 at 12:00, feeWaitMinutes "30" → parked fee_unknown; 12:30 → posted; fee at 14:00 → late
// entry.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addJob } from "../db/job-queue.ts";
import type { Tx } from "../db/transaction.ts";
import { readSourceSettings } from "../sources/connected-sources.ts";
import type { KeptDelivery } from "../sources/delivery-log.ts";
import type { SaleMessage } from "../sources/message.ts";
import { readKeyState } from "../sources/source-key.ts";
import type { Payment } from "./gather-payment.ts";
import { APPLY_DELIVERY } from "./take-delivery.ts";

export const LEARN_FEE = "learn_fee";
export const WAIT_MINUTES = 30;
const LONGEST_MINUTES = 7 * 24 * 60;

/** Null: post it now. */
export async function mustWaitForFee(
  tx: Tx,
  ws: number,
  payment: Payment,
  sale: SaleMessage,
  now: number,
): Promise<Refusal | null> {
  const settings = await readSourceSettings(tx, ws, sale.source);
  if (settings.waitForFees === true) return feeUnknown("It is posted once its fee is told.", null);
  const key = await readKeyState(tx, ws, sale.source);
  if (key === null || key.problem !== null) return null;
  const until = firstTold(payment, sale) + minutesOf(settings.feeWaitMinutes) * 60_000;
  if (now >= until) return null;
  const at = new Date(until).toISOString().slice(0, 16).replace("T", " ");
  return feeUnknown(`The source is asked; at ${at} UTC at the latest it is posted without.`, until);
}

function feeUnknown(then: string, until: number | null): Refusal {
  const message = `The fee of this charge is not known yet. ${then}`;
  return new Refusal(422, "fee_unknown", message, { facts: { until } });
}

export function minutesOf(setting: unknown): number {
  const minutes =
    typeof setting === "string" && /^[0-9]{1,5}$/.test(setting) ? Number(setting) : WAIT_MINUTES;
  return Math.min(minutes, LONGEST_MINUTES);
}

function firstTold({ deliveries, told }: Payment, { externalId }: SaleMessage): number {
  const ids = new Set(
    told
      .filter(({ message }) => message.kind === "sale" && message.externalId === externalId)
      .map((one) => one.delivery),
  );
  const times = deliveries.filter((one) => ids.has(one.id as Uuid)).map((one) => one.received_at.getTime());
  return Math.min(...times);
}

/**
 * In the transaction that settles the payment's deliveries: asks for every fee that nobody told yet, once a
 * delivery (the asking goes on by itself), and looks again at what waits when its time is over.
 */
export async function askForFees(
  tx: Tx,
  ws: number,
  payment: Payment,
  { id: delivery, attempts }: KeptDelivery,
  waits: readonly Refusal[],
): Promise<void> {
  const source = payment.source.name;
  const unknown = payment.sales.filter(
    (sale) => sale.fees === null && !payment.fees.some((fee) => fee.sale.chargeId === sale.chargeId),
  );
  if (unknown.length === 0 || (await readKeyState(tx, ws, source)) === null) return;
  for (const { chargeId } of attempts === 0 ? unknown : []) {
    await addJob(
      tx,
      LEARN_FEE,
      { ws, source, charge: chargeId, tries: 0 },
      { key: `fee ${ws} ${source} ${chargeId}` },
    );
  }
  const ends = waits.map((one) => one.facts.until).filter((until) => typeof until === "number");
  if (ends.length === 0) return;
  const at = new Date(Math.max(...ends) + 1000);
  await addJob(tx, APPLY_DELIVERY, { ws, delivery }, { key: `delivery ${delivery} without fee`, at });
}
