// What PayPal and Stripe tell of payouts by themselves, as what a bank says: of one payout by our reference,
// with the amount they name. Events about anything else say nothing. Never trusts: the signature was looked
// at before.
// Example: transfer.reversed with metadata.reference PQ7K… → [{ reference: "PQ7K…", outcome: "back" }].
import { isCurrency } from "../../base/currency.ts";
import { decimalText } from "../../base/decimal-text.ts";
import { fromStripeUnits } from "../../base/stripe-units.ts";
import { meaningOfItem } from "../rails/paypal-states.ts";
import type { Said } from "./said.ts";

type Parsed = Record<string, unknown>;

export interface ServiceEvent {
  /** False where it is of the service's test mode; null where the event does not say. */
  isLive: boolean | null;
  said: Said[];
}

export function readServiceEvent(rail: "paypal" | "stripe", text: string): ServiceEvent {
  const event = parse(text);
  return rail === "stripe" ? readStripe(event) : { isLive: null, said: readPaypal(event) };
}

function readStripe(event: Parsed): ServiceEvent {
  const isLive = typeof event.livemode === "boolean" ? event.livemode : null;
  const type = textOf(event.type);
  const transfer = of(of(event.data).object);
  const reference = textOf(of(transfer.metadata).reference);
  if (!type.startsWith("transfer.") || transfer.object !== "transfer" || reference === "") {
    return { isLive, said: [] };
  }
  const currency = textOf(transfer.currency).toUpperCase();
  const units = fromStripeUnits(Number(transfer.amount), currency);
  const amount = units !== null && isCurrency(currency) ? decimalText(units, currency) : null;
  const isBack = transfer.reversed === true;
  // A part that was taken back leaves the payout where it is: a person looks there.
  const isPart = !isBack && Number(transfer.amount_reversed ?? 0) > 0;
  const outcome = isBack ? "back" : isPart ? "under_way" : "settled";
  const said: Said = {
    ...{ reference, isBatch: false, outcome, amount, currency: amount === null ? null : currency },
    ...{ reason: isBack ? "reversed" : "", externalId: textOf(transfer.id) || null },
  };
  return { isLive, said: [said] };
}

function readPaypal(event: Parsed): Said[] {
  if (!textOf(event.event_type).startsWith("PAYMENT.PAYOUTS-ITEM.")) return [];
  const resource = of(event.resource);
  const item = of(resource.payout_item);
  const reference = textOf(item.sender_item_id);
  if (reference === "") return [];
  const status = textOf(resource.transaction_status) || textOf(event.event_type).split(".").at(-1) || "";
  const value = of(item.amount);
  const outcome = meaningOfItem(status);
  return [
    {
      ...{ reference, isBatch: false, outcome },
      ...{ amount: textOf(value.value) || null, currency: textOf(value.currency) || null },
      reason: outcome === "back" ? textOf(of(resource.errors).name) || status : "",
      externalId: textOf(resource.payout_batch_id) || null,
    },
  ];
}

function parse(text: string): Parsed {
  try {
    return of(JSON.parse(text));
  } catch {
    return {};
  }
}

function of(value: unknown): Parsed {
  return value !== null && typeof value === "object" ? (value as Parsed) : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 255) : "";
}
