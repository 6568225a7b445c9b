// Books what takes back (a refund, a dispute opened or ended), told by a message of a source or a row of a
// file, on the sales it is of: those of the charge it names, or the one line or product of it. Told twice it
// is booked once. Refuses (404 unknown_sale) while they are not posted.
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
import type { TakingFrom } from "./taking-from.ts";

export type Taking = RefundMessage | DisputeOpenedMessage | DisputeClosedMessage;

export function isTaking(message: Message): message is Taking {
  return ["refund", "dispute_opened", "dispute_closed"].includes(message.kind);
}

/** `posted`: sales among which it is looked for, as they stand. True when anything was booked. */
export async function bookTaking(
  app: App,
  ws: number,
  taking: Taking,
  posted: readonly SaleOfCharge[],
  from: TakingFrom,
): Promise<boolean> {
  const charge = posted.filter((sale) => isNamed(taking, ofWhich(sale), sale.charge, sale.externalId));
  const targets = charge.length === 0 ? [] : await narrow(app, ws, taking, charge);
  const [first] = targets;
  if (first === undefined) throw unknownSale(taking);
  if (first.currency !== taking.currency) {
    const message = `${taking.externalId} is in ${taking.currency}, the sale in ${first.currency}.`;
    throw new Refusal(422, "currency_differs", message);
  }
  switch (taking.kind) {
    case "refund":
      return bookRefund(app, ws, taking, charge, targets, from);
    case "dispute_opened":
      return bookDisputeOpened(app, ws, taking, targets, from);
    case "dispute_closed":
      return bookDisputeClosed(app, ws, taking, targets, from);
  }
}

/** The external id of the sale as its source tells it, without the line. */
function ofWhich({ externalId, charge }: SaleOfCharge): string {
  return externalId.startsWith(`${charge}/`) ? charge : externalId;
}

/** Does it speak of this sale? Where neither sale nor charge is named, the payment's ids have led here. */
export function isNamed({ sale }: Taking, externalId: string, charge: string, own = externalId): boolean {
  if (sale.externalId !== null) return sale.externalId === externalId || sale.externalId === own;
  return sale.chargeId === null || sale.chargeId === charge;
}

async function narrow(
  app: App,
  ws: number,
  { sale, source }: Taking,
  charge: readonly SaleOfCharge[],
): Promise<readonly SaleOfCharge[]> {
  const own = charge.filter((one) => one.externalId === sale.externalId);
  if (own.length > 0) return own;
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

export function unknownSale({ sale, externalId }: Taking): Refusal {
  const named = sale.externalId ?? sale.chargeId ?? sale.refs[0] ?? "its sale";
  return new Refusal(404, "unknown_sale", `${externalId} waits for ${named}, which is not posted.`, {
    details: [{ path: "externalId", code: "unknown_sale", message: `names ${named}, which is not posted` }],
  });
}
