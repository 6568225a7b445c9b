// Stripe: its events as our messages. One payment is one sale whose external id is the charge; what sessions
// and invoices add arrives as `enrich` and is put together by compose-charge. The amounts are those of the
// charge. Never calls Stripe: what a flow fetches (a charge with its balance transaction, a session with its
// line items) is read by readStripeObject. Example: event charge.succeeded → [sale], charge.refunded →
// [refund, …], payout.paid → [ignored].

import type { Currency } from "../base/currency.ts";
import { sha256Hex } from "../base/digest.ts";
import type { Instant } from "../base/instant.ts";
import { cleanText, Fields, isReference, readJson } from "./json.ts";
import { MESSAGE_VERSION, type Message, NO_SIDE_FACTS, type Problem } from "./message.ts";
import type { Source, TestDelivery } from "./source.ts";
import { readCurrency } from "./stripe-amount.ts";
import { readBalanceTransaction, readCharge, readRefunds } from "./stripe-charge.ts";
import { readCheckoutSession } from "./stripe-checkout.ts";
import { readDisputeClosed, readDisputeOpened } from "./stripe-dispute.ts";
import { fromStripe, readSeconds, STRIPE } from "./stripe-facts.ts";
import { readInvoice, readInvoicePayment } from "./stripe-invoice.ts";
import { signStripe, verifyStripe } from "./stripe-signature.ts";

export const stripe: Source = {
  name: STRIPE,
  title: "Stripe",
  paysParties: false,
  takesRefunds: true,
  verify: verifyStripe,
  faultOfSecret,
  typeOf: (body) => textAt(body, "type"),
  deliveryKey,
  read: readStripe,
  testDelivery,
};

/** Only what it surely is not: who stands in for Stripe in a test may sign with anything. */
function faultOfSecret(secret: string): string | null {
  if (!/^(rk|sk|pk)_/.test(secret)) return null;
  return "is an API key: the signing secret of a webhook begins with whsec_";
}

function textAt(body: Uint8Array, path: string): string | null {
  const json = readJson(body);
  return "value" in json ? new Fields(json.value).text(path, 100) : null;
}

/** An event of a type that Stripe does not have: read, and ignored. */
function testDelivery(secret: string, id: string, now: Instant): TestDelivery {
  const created = Math.floor(now / 1000);
  const event = { id: `evt_${id}`, object: "event", type: "partage.test", created, livemode: false };
  const body = JSON.stringify({ ...event, data: { object: { id, object: "test" } } });
  return { headers: { "stripe-signature": signStripe(body, secret, created) }, body };
}

function deliveryKey(body: Uint8Array): string {
  const json = readJson(body);
  const id = "value" in json ? new Fields(json.value).get("id") : undefined;
  return typeof id === "string" && isReference(id) ? id : `sha256:${sha256Hex(body)}`;
}

/** The messages of one webhook body. */
export function readStripe(body: Uint8Array | string): Message[] {
  const json = readJson(body);
  if ("problem" in json) return unreadable([json.problem]);
  const event = new Fields(json.value);
  if (event.text("object") !== "event") event.fail("object", "not_an_event", 'must be "event"');
  const type = event.reference("type");
  const at = readSeconds(event, "created");
  if (event.problems.length > 0) return unreadable(event.problems);
  const isTest = event.get("livemode") === false;
  const messages = readEvent(event, type, at);
  return finish(event.problems, messages).map((message) => ({ ...message, isTest }));
}

function readEvent(event: Fields, type: string, at: ReturnType<typeof readSeconds>): Message[] {
  const object = event.at("data.object");
  switch (type) {
    case "charge.succeeded":
    case "charge.captured":
      return readCharge(object);
    case "charge.refunded":
      return readRefunds(object, at);
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
      return readCheckoutSession(object, at);
    case "invoice.paid":
    case "invoice.payment_succeeded":
      return readInvoice(object, at);
    case "invoice_payment.paid":
      return readInvoicePayment(object, at);
    case "charge.dispute.created":
    case "charge.dispute.funds_withdrawn":
      return readDisputeOpened(object);
    case "charge.dispute.closed":
      return readDisputeClosed(object, at);
    case "partage.fee_fetched":
      return readBalanceTransaction(object);
    case "partage.product_named":
      return [named(object, at)];
    case "refund.failed":
      return [
        ignored(event, type, "a refund failed: the money stayed with the seller, compare by hand", true),
      ];
    default:
      return [ignored(event, type, `${type} moves no money of a sale, or another event tells it`, false)];
  }
}

/** A person here has said what a charge is of, which named no product itself. */
function named(object: Fields, at: Instant): Message {
  const id = object.reference("id");
  const product = { ref: object.reference("product"), name: null, offerRef: null };
  return {
    ...{ kind: "enrich", ...fromStripe(object), ...NO_SIDE_FACTS, externalId: `${id}:named`, refs: [id], at },
    currency: (readCurrency(object, "currency") ?? "USD") as Currency,
    ...{ amount: null, tax: null, shipping: null, discount: null, product, lines: null, notes: [] },
  };
}

/**
 * An object fetched from Stripe's API instead of delivered: a charge (best with `balance_transaction` and
 * `refunds` expanded), a checkout session (with `line_items`), an invoice, a dispute, a balance transaction.
 */
export function readStripeObject(body: Uint8Array | string): Message[] {
  const json = readJson(body);
  if ("problem" in json) return unreadable([json.problem]);
  const object = new Fields(json.value);
  return finish(object.problems, readBareObject(object));
}

function readBareObject(object: Fields): Message[] {
  switch (object.text("object")) {
    case "charge":
      return readCharge(object);
    case "checkout.session":
      return readCheckoutSession(object, readSeconds(object, "created"));
    case "invoice":
      return readInvoice(object, readSeconds(object, "created"));
    case "balance_transaction":
      return readBalanceTransaction(object);
    case "dispute":
      return readDisputeOpened(object);
    default:
      object.fail(
        "object",
        "unknown_object",
        "must be a charge, session, invoice, dispute or balance transaction",
      );
      return [];
  }
}

/** The messages, or one that says what is wrong: half of a delivery is never applied. */
function finish(problems: readonly Problem[], messages: Message[]): Message[] {
  if (problems.length > 0) return unreadable(problems);
  return messages;
}

function unreadable(problems: readonly Problem[]): Message[] {
  return [
    {
      kind: "unreadable",
      version: MESSAGE_VERSION,
      source: STRIPE,
      isTest: false,
      problems: problems.slice(0, 50),
    },
  ];
}

function ignored(event: Fields, type: string, message: string, needsLook: boolean): Message {
  const about = event.id("data.object.charge") ?? event.id("data.object.id");
  return { kind: "ignored", ...fromStripe(event), reason: cleanText(type, 100), message, about, needsLook };
}
