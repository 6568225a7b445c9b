// What a row of a file says was taken back, booked on the sale that it names: a refund, a dispute opened, a
// dispute ended. Told twice it is booked once; of a running total only what is missing is booked.
// Example: refund "s1:refund", total 10000, 4000 booked before → a refund of 6000; the same row again →
// nothing new.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findEntries, readRemaining, selectSales } from "../sales/read-sale.ts";
import type {
  DisputeClosedMessage,
  DisputeOpenedMessage,
  Message,
  RefundMessage,
  SaleRef,
} from "../sources/message.ts";
import type { App } from "./app.ts";
import { closeDispute, openDispute, refundSale } from "./take-back.ts";

type TakeBack = RefundMessage | DisputeOpenedMessage | DisputeClosedMessage;

export function isTakeBack(message: Message): message is TakeBack {
  const { kind } = message;
  return kind === "refund" || kind === "dispute_opened" || kind === "dispute_closed";
}

/** True when something was booked. Throws 422 `unknown_sale`, or what the ledger refuses. */
export async function takeBackRow(app: App, ws: number, message: TakeBack, actor: string): Promise<boolean> {
  const { source, externalId, at } = message;
  const common = { source, externalId, happenedAt: at };
  if (message.kind === "dispute_closed") {
    const { outcome, fee } = message;
    return (await closeDispute(app, ws, { ...common, outcome, fee }, actor)).created;
  }
  const { sale, reversed, isBooked } = await findSale(app, ws, message);
  if (message.kind === "dispute_opened") {
    const { amount, reason } = message;
    return (await openDispute(app, ws, { ...common, sale, amount, reason, metadata: null }, actor)).created;
  }
  const { taken, feesReturned, reason } = message;
  if (isBooked && taken.kind === "total") return false;
  const amount = taken.kind === "part" ? taken.amount : taken.total - reversed;
  if (amount <= 0) return false;
  const facts = { ...common, sale, amount, feesReturned, reason, metadata: null };
  const refund = { ...facts, recordOnly: false, origin: "source" as const };
  return (await refundSale(app, ws, refund, actor)).created;
}

async function findSale(
  app: App,
  ws: number,
  message: RefundMessage | DisputeOpenedMessage,
): Promise<{ sale: Uuid; reversed: number; isBooked: boolean }> {
  const { source, externalId } = message;
  return await inWorkspace(app.db, ws, async (tx) => {
    const booked = await findEntries(tx, ws, "refund", [{ source, externalId }]);
    const own = message.sale.externalId;
    const named = own === null ? [] : [{ source, externalId: own }];
    const found = (await findEntries(tx, ws, "sale", named)).get(`${source} ${own}`)?.subject;
    const sale = found ?? (await onlySaleOfCharge());
    const reversed = (await readRemaining(tx, ws, [sale])).get(sale)?.reversed ?? 0;
    return { sale, reversed, isBooked: booked.size > 0 };

    async function onlySaleOfCharge(): Promise<Uuid> {
      const charge = message.sale.chargeId;
      if (charge === null) throw unknownSale(message.sale);
      const rows = await selectSales(tx, ws)
        .where("journal.source", "=", source)
        .where("sale.charge", "=", charge)
        .limit(2)
        .execute();
      if (rows.length !== 1) throw unknownSale(message.sale);
      return rows[0]?.id as Uuid;
    }
  });
}

function unknownSale({ externalId, chargeId }: SaleRef): Refusal {
  const message = `There is no one sale ${externalId ?? chargeId} that this could be taken back of.`;
  return new Refusal(422, "unknown_sale", message, {
    details: [{ path: "externalId", code: "unknown_sale", message }],
  });
}
