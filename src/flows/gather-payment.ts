// Gathers the payment that a delivery speaks of: every delivery that shares an id with it, read again by
// today's code, and every message in them. Decides nothing.
// Example: the delivery of a refund → the charge, its checkout session, its invoice and the refund itself.
import type { Uuid } from "../base/id.ts";
import { Broken } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { deliveriesOfPayment, type KeptDelivery, keepPaymentRefs } from "../sources/delivery-log.ts";
import type { EnrichMessage, FeeMessage, Message, SaleMessage } from "../sources/message.ts";
import { paymentRefs } from "../sources/payment-refs.ts";
import { sourceNamed } from "../sources/registry.ts";
import type { Source } from "../sources/source.ts";

export interface Told<M extends Message = Message> {
  delivery: Uuid;
  message: M;
}

export interface Payment {
  source: Source;
  deliveries: KeptDelivery[];
  /** Those a person set aside: nothing they tell is taken. */
  dismissed: KeptDelivery[];
  /** In the order they came. */
  told: Told[];
  /** One of each external id: the first that knows its fees, else the first that came. */
  sales: SaleMessage[];
  enrichments: EnrichMessage[];
  fees: FeeMessage[];
}

export async function gatherPayment(tx: Tx, ws: number, delivery: KeptDelivery): Promise<Payment> {
  const source = sourceNamed(delivery.source);
  if (source === undefined) throw new Broken(`a delivery of ${delivery.source}, which nobody reads`);
  await keepPaymentRefs(tx, ws, delivery, paymentRefs(readOf(source, delivery)));
  const all = await deliveriesOfPayment(tx, ws, delivery.id);
  const deliveries = all.filter((one) => one.state !== "dismissed");
  const told = deliveries.flatMap((one) =>
    readOf(source, one).map((message) => ({ delivery: one.id as Uuid, message })),
  );
  const messages = told.map((one) => one.message);
  const sales = messages.filter((message) => message.kind === "sale");
  return {
    source,
    deliveries,
    dismissed: all.filter((one) => one.state === "dismissed"),
    told,
    sales: [...Map.groupBy(sales, (sale) => sale.externalId).values()].map(
      (same) => same.find((sale) => sale.fees !== null) ?? (same[0] as SaleMessage),
    ),
    enrichments: messages.filter((message) => message.kind === "enrich"),
    fees: messages.filter((message) => message.kind === "fee"),
  };
}

function readOf(source: Source, { body }: KeptDelivery): Message[] {
  return source.read(new TextEncoder().encode(body));
}
