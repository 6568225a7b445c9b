// Books the opening and the end of a dispute that a source or a file reported, over the sales of its charge,
// never for more than is left of them. Told twice, or ended before, it is booked once; a fee that a won
// dispute leaves is a late fee.
// Example: dp_1 of 3000 on a sale with 2500 left → 2500 reserved; lost → reversed, 1500 fee on the
// producer.
import { allocate } from "../base/allocate.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findDisputes } from "../sales/read-disputes.ts";
import type { SaleOfCharge } from "../sales/sales-of-charge.ts";
import { divideOverLeft } from "../sources/divide-taken.ts";
import type { DisputeClosedMessage, DisputeOpenedMessage } from "../sources/message.ts";
import type { App } from "./app.ts";
import { partId } from "./part-id.ts";
import { feeParty } from "./resolve-sale.ts";
import { closeDispute, openDispute, recordLateFee } from "./take-back.ts";
import type { TakingFrom } from "./taking-from.ts";

type Targets = readonly SaleOfCharge[];

export async function bookDisputeOpened(
  app: App,
  ws: number,
  message: DisputeOpenedMessage,
  targets: Targets,
  { actor }: TakingFrom,
): Promise<boolean> {
  const { source, at, amount: disputed, reason } = message;
  const known = await disputesOf(app, ws, message, targets);
  const before = known.reduce((sum, dispute) => sum + (dispute?.amount ?? 0), 0);
  const left = targets.map((sale, i) => (known[i] ? 0 : sale.paid - sale.reversed - sale.disputed));
  const parts = divideOverLeft(disputed - before, left);
  for (const [i, amount] of parts.entries()) {
    if (amount === 0) continue;
    const sale = targets[i] as SaleOfCharge;
    const externalId = partId(message.externalId, sale, message.sale);
    const facts = { source, externalId, sale: sale.id, happenedAt: at, amount, reason, metadata: null };
    await openDispute(app, ws, facts, actor);
  }
  return parts.some((amount) => amount > 0);
}

export async function bookDisputeClosed(
  app: App,
  ws: number,
  message: DisputeClosedMessage,
  targets: Targets,
  { actor, wasTold }: TakingFrom,
): Promise<boolean> {
  const { source, at, outcome, fee, onlyIfOpen } = message;
  const all = await disputesOf(app, ws, message, targets);
  const known = all.filter((dispute) => dispute !== undefined);
  const open = known.filter((dispute) => dispute.state === "open");
  if (known.length === 0) {
    if (onlyIfOpen) return false;
    if (!wasTold)
      throw new Refusal(404, "unknown_dispute", `Nobody told of the dispute ${message.externalId} yet.`);
  } else {
    const fees = allocate(
      fee,
      known.map((dispute) => dispute.amount),
    );
    for (const [i, dispute] of known.entries()) {
      if (dispute.state !== "open") continue;
      const facts = { source, externalId: dispute.key, happenedAt: at, outcome, fee: fees[i] as number };
      await closeDispute(app, ws, facts, actor);
    }
  }
  // A lost dispute carries its fee itself; here nothing else would.
  const isLeft = fee > 0 && (known.length === 0 || outcome === "won");
  return (isLeft && (await bookFee(app, ws, message, targets[0], actor))) || open.length > 0;
}

async function disputesOf(
  app: App,
  ws: number,
  { source, externalId, sale: named }: DisputeOpenedMessage | DisputeClosedMessage,
  targets: Targets,
) {
  const keys = targets.map((sale) => ({ source, externalId: partId(externalId, sale, named) }));
  const found = await inWorkspace(app.db, ws, (tx) => findDisputes(tx, ws, keys));
  return keys.map((key) => found.get(`${source} ${key.externalId}`));
}

async function bookFee(
  app: App,
  ws: number,
  { source, externalId, at, fee }: DisputeClosedMessage,
  sale: SaleOfCharge | undefined,
  actor: string,
): Promise<boolean> {
  if (sale === undefined) return false;
  const party: Uuid = await inWorkspace(app.db, ws, (tx) =>
    feeParty(tx, app, ws, { ref: source }, "fee.party", actor),
  );
  const facts = {
    source,
    externalId: `${externalId}:fee`,
    sale: sale.id,
    happenedAt: at,
    party,
    amount: fee,
  };
  return (await recordLateFee(app, ws, facts, actor)).created;
}
