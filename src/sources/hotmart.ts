// Hotmart's webhook, version 2.0.0: its deliveries as our messages. `purchase.transaction` is the sale's
// external id; APPROVED and COMPLETE are the same sale; a refund repeats positive amounts. Hotmart pays the
// parties itself. A delivery is known by its token (X-HOTMART-HOTTOK); the body is not signed and has no time
// to check.
// Example: PURCHASE_APPROVED of 1500 BRL → [sale, fees hotmart 149.50]; PURCHASE_PROTEST → [dispute_opened].

import { ZERO } from "../base/amount.ts";
import { sha256Hex } from "../base/digest.ts";
import type { Instant } from "../base/instant.ts";
import { isOneOf } from "./compare-secret.ts";
import { fromHotmart, HOTMART, readMillis } from "./hotmart-facts.ts";
import { readPurchase } from "./hotmart-purchase.ts";
import { cleanText, Fields, isReference, readJson } from "./json.ts";
import type { Message, Problem, SaleMessage, SaleRef } from "./message.ts";
import type { Source, SourceRequest, TestDelivery, Verification } from "./source.ts";

export const hotmart: Source = {
  name: HOTMART,
  title: "Hotmart",
  paysParties: true,
  takesRefunds: true,
  verify: verifyHotmart,
  faultOfSecret: (secret) =>
    /^(whsec|sk|rk|pk)_/.test(secret) ? "is a secret of Stripe, not a hottok of Hotmart" : null,
  typeOf,
  deliveryKey,
  read: readHotmart,
  testDelivery,
};

function typeOf(body: Uint8Array): string | null {
  const json = readJson(body);
  return "value" in json ? new Fields(json.value).text("event", 100) : null;
}

/** An event that Hotmart does not have: read, and ignored. */
function testDelivery(secret: string, id: string, now: Instant): TestDelivery {
  const body = { id, creation_date: now, event: "PARTAGE_TEST", version: "2.0.0", data: {} };
  return { headers: { "x-hotmart-hottok": secret }, body: JSON.stringify(body) };
}

/** The token in the header, or (older deliveries) in the body's `hottok`. */
export function verifyHotmart(request: SourceRequest): Verification {
  const header = request.headers["x-hotmart-hottok"];
  const given = typeof header === "string" && header !== "" ? header : tokenInBody(request.body);
  if (given === undefined) {
    return { isGenuine: false, code: "token_missing", message: "the X-HOTMART-HOTTOK header is missing" };
  }
  if (isOneOf(given, request.secrets)) return { isGenuine: true };
  return { isGenuine: false, code: "token_wrong", message: "the hottok is not the one of this account" };
}

function tokenInBody(body: Uint8Array): string | undefined {
  const json = readJson(body);
  const token = "value" in json ? new Fields(json.value).get("hottok") : undefined;
  return typeof token === "string" && token !== "" ? token : undefined;
}

function deliveryKey(body: Uint8Array): string {
  const json = readJson(body);
  const id = "value" in json ? new Fields(json.value).get("id") : undefined;
  return typeof id === "string" && isReference(id) ? id : `sha256:${sha256Hex(body)}`;
}

/** The messages of one webhook body. */
export function readHotmart(body: Uint8Array | string): Message[] {
  const json = readJson(body);
  if ("problem" in json) return unreadable(new Fields(null), [json.problem]);
  const delivery = new Fields(json.value);
  const event = delivery.reference("event");
  const version = delivery.text("version");
  if (version !== "2.0.0") {
    const message = `version ${version?.slice(0, 20) ?? "(none)"} is not read: set the webhook to 2.0.0 at Hotmart`;
    delivery.fail("version", "unknown_version", message);
  }
  if (delivery.problems.length > 0) return unreadable(delivery, delivery.problems);
  const messages = readEvent(delivery, event);
  return delivery.problems.length > 0 ? unreadable(delivery, delivery.problems) : messages;
}

function readEvent(delivery: Fields, event: string): Message[] {
  switch (event) {
    case "PURCHASE_APPROVED":
      return [readPurchase(delivery)];
    case "PURCHASE_COMPLETE":
      return complete(delivery);
    case "PURCHASE_REFUNDED":
    case "PURCHASE_PROTEST":
    case "PURCHASE_CHARGEBACK":
      return takenBack(delivery, event);
    case "PURCHASE_CANCELED":
    case "PURCHASE_EXPIRED":
    case "PURCHASE_DELAYED":
    case "PURCHASE_BILLET_PRINTED":
      return [ignored(delivery, event, "nothing was paid", event === "PURCHASE_CANCELED")];
    default:
      return [ignored(delivery, event, "this event moves no money of a sale", false)];
  }
}

/** The guarantee is over: the sale, if APPROVED never came, and the end of a protest that led to nothing. */
function complete(delivery: Fields): Message[] {
  const sale = readPurchase(delivery);
  return [sale, closed(delivery, sale, "protest", "won", true)];
}

function takenBack(delivery: Fields, event: string): Message[] {
  const sale = readPurchase(delivery);
  if (sale.paid === 0)
    return [ignored(delivery, event, "nothing was paid, nothing can be taken back", false)];
  if (event === "PURCHASE_REFUNDED") return refunded(delivery, sale);
  if (event === "PURCHASE_CHARGEBACK") return chargedBack(delivery, sale);
  return [opened(delivery, sale, "protest", "the buyer asked for the money back")];
}

/** Always the whole purchase; money that a protest had reserved is what is refunded first. */
function refunded(delivery: Fields, sale: SaleMessage): Message[] {
  if (delivery.text("data.purchase.status") === "PARTIALLY_REFUNDED") {
    const message = "a partial refund does not say how much: record it by hand from Hotmart's panel";
    delivery.fail("data.purchase.status", "partial_amount_unknown", message);
  }
  return [
    {
      kind: "refund",
      ...fromHotmart(delivery),
      externalId: `${sale.externalId}:refund`,
      sale: saleRef(sale),
      taken: { kind: "total", total: sale.paid },
      at: readMillis(delivery, ["creation_date"]),
      currency: sale.currency,
      feesReturned: "all",
      reason: null,
      notes: [],
    },
    closed(delivery, sale, "protest", "won", true),
  ];
}

/**
 * Hotmart has taken the money from every party already: opened and lost at once; a protest makes way first.
 */
function chargedBack(delivery: Fields, sale: SaleMessage): Message[] {
  return [
    closed(delivery, sale, "protest", "won", true),
    opened(delivery, sale, "chargeback", "chargeback"),
    closed(delivery, sale, "chargeback", "lost", false),
  ];
}

function opened(delivery: Fields, sale: SaleMessage, name: string, reason: string): Message {
  return {
    kind: "dispute_opened",
    ...fromHotmart(delivery),
    externalId: `${sale.externalId}:${name}`,
    sale: saleRef(sale),
    at: readMillis(delivery, ["creation_date"]),
    currency: sale.currency,
    amount: sale.paid,
    reason,
  };
}

function closed(
  delivery: Fields,
  sale: SaleMessage,
  name: string,
  outcome: "won" | "lost",
  onlyIfOpen: boolean,
): Message {
  return {
    kind: "dispute_closed",
    ...fromHotmart(delivery),
    externalId: `${sale.externalId}:${name}`,
    sale: saleRef(sale),
    at: readMillis(delivery, ["creation_date"]),
    currency: sale.currency,
    outcome,
    fee: ZERO,
    onlyIfOpen,
  };
}

function saleRef(sale: SaleMessage): SaleRef {
  return { externalId: sale.externalId, chargeId: sale.chargeId, line: null, product: null, refs: [] };
}

function ignored(delivery: Fields, event: string, message: string, needsLook: boolean): Message {
  const about = delivery.text("data.purchase.transaction", 255);
  return {
    kind: "ignored",
    ...fromHotmart(delivery),
    reason: cleanText(event.toLowerCase(), 100),
    message,
    about,
    needsLook,
  };
}

function unreadable(delivery: Fields, problems: readonly Problem[]): Message[] {
  const id = delivery.text("data.purchase.transaction", 255);
  const about = id !== null && isReference(id) ? id : null;
  return [{ kind: "unreadable", ...fromHotmart(delivery), about, problems: problems.slice(0, 50) }];
}
