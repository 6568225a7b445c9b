// Books what takes back (a refund, a dispute opened or ended) on the sales it is of: those of the charge it
// names, or the one line or product of it. Refuses (404 unknown_sale) while they are not posted, so that it
// is parked.
// Example: a refund whose metadata names li_2 → only the sale ch_1/li_2.
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findProduct } from "../products/read-products.ts";
import { isOfSale, type SaleOfCharge } from "../sales/sales-of-charge.ts";
import type {
  DisputeClosedMessage,
  DisputeOpenedMessage,
  Message,
  RefundMessage,
} from "../sources/message.ts";
import type { App } from "./app.ts";
import { bookDisputeClosed, bookDisputeOpened } from "./book-dispute.ts";
import { bookRefund } from "./book-refund.ts";
import type { Payment } from "./gather-payment.ts";

export type Taking = RefundMessage | DisputeOpenedMessage | DisputeClosedMessage;

export function isTaking(message: Message): message is Taking {
  return ["refund", "dispute_opened", "dispute_closed"].includes(message.kind);
}

/** `posted`: all sales of the payment as they stand; `failed`: what of the payment could not be booked. */
export async function bookTaking(
  app: App,
  ws: number,
  payment: Payment,
  taking: Taking,
  posted: readonly SaleOfCharge[],
  failed: ReadonlyMap<Message, Refusal>,
): Promise<void> {
  const waits = payment.sales.find(
    (sale) => failed.get(sale)?.status === 422 && isNamed(taking, sale.externalId, sale.chargeId),
  );
  const charge = posted.filter((sale) => isNamed(taking, ofWhich(sale), sale.charge));
  if (charge.length === 0 || waits !== undefined) throw unknownSale(taking);
  const targets = await narrow(app, ws, taking, charge);
  const [first] = targets;
  if (first === undefined) throw unknownSale(taking);
  if (first.currency !== taking.currency) {
    const message = `${taking.externalId} is in ${taking.currency}, the sale in ${first.currency}.`;
    throw new Refusal(422, "currency_differs", message);
  }
  switch (taking.kind) {
    case "refund":
      return bookRefund(app, ws, taking, charge, targets);
    case "dispute_opened":
      return bookDisputeOpened(app, ws, taking, targets);
    case "dispute_closed": {
      const { externalId } = taking;
      const wasTold = payment.told.some(
        ({ message }) => message.kind === "dispute_opened" && message.externalId === externalId,
      );
      return bookDisputeClosed(app, ws, taking, targets, wasTold);
    }
  }
}

/** The external id of the sale as its source tells it, without the line. */
function ofWhich({ externalId, charge }: SaleOfCharge): string {
  return externalId.startsWith(`${charge}/`) ? charge : externalId;
}

/** Does it speak of this sale? Where neither sale nor charge is named, the payment's ids have led here. */
function isNamed({ sale }: Taking, externalId: string, charge: string): boolean {
  if (sale.externalId !== null) return sale.externalId === externalId;
  return sale.chargeId === null || sale.chargeId === charge;
}

async function narrow(
  app: App,
  ws: number,
  { sale, source }: Taking,
  charge: readonly SaleOfCharge[],
): Promise<readonly SaleOfCharge[]> {
  if (sale.line !== null) {
    const id = `${charge[0]?.charge}/${sale.line}`;
    const ofLine = charge.filter((one) => isOfSale(one, id));
    return ofLine.length === 0 && charge.length === 1 ? charge : ofLine;
  }
  const ref = sale.product;
  if (ref === null) return charge;
  const named = await inWorkspace(app.db, ws, (tx) => findProduct(tx, ws, { ref }, source));
  return charge.filter((one) => one.product === named?.product);
}

function unknownSale({ sale, externalId }: Taking): Refusal {
  const named = sale.externalId ?? sale.chargeId ?? sale.refs[0] ?? "its sale";
  return new Refusal(404, "unknown_sale", `${externalId} waits for ${named}, which is not posted.`);
}
