// PayPal Payouts: a batch a call under a sender_batch_id that is always the same, so that PayPal itself
// refuses a second one; items are looked up in the batch by our reference. Never logs a secret, never rounds.
// Example: POST /v1/payments/payouts { sender_batch_id: "R7K…-1", items: [{ sender_item_id: "PQ7K…", … }] }
import { decimalText, minorOfDecimal } from "../../base/decimal-text.ts";
import { assert } from "../../base/refusal.ts";
import type { Batch } from "./batch.ts";
import { isDenied, meaningOfItem } from "./paypal-states.ts";
import { type Outcome, ofAll, type ServiceRail, type ServiceSettings } from "./service.ts";

const TIMEOUT_MS = 20_000;
const HOSTS = { live: "https://api-m.paypal.com", sandbox: "https://api-m.sandbox.paypal.com" };

/** PayPal refuses a name that it saw in the last 30 days. */
const FORGETS_MS = 25 * 86_400_000;

interface Call {
  status: number;
  body: Record<string, unknown>;
  /** PayPal did not let us in: what was asked was never said. */
  isOutside?: boolean;
}

export function paypalRail({ url, timeoutMs = TIMEOUT_MS }: ServiceSettings): ServiceRail {
  const ask = async (batch: Batch, method: "GET" | "POST", path: string, body?: object): Promise<Call> => {
    const { payer } = batch;
    assert(payer?.rail === "paypal", "a PayPal batch without the account it is paid from");
    const home = url ?? HOSTS[payer.environment];
    const basic = Buffer.from(`${payer.clientId}:${payer.secret}`).toString("base64");
    const signal = () => AbortSignal.timeout(timeoutMs);
    const token = await fetch(`${home}/v1/oauth2/token`, {
      method: "POST",
      headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" },
      body: "grant_type=client_credentials",
      signal: signal(),
    }).catch(() => null);
    if (!token?.ok) return { status: token?.status ?? 0, body: {}, isOutside: true };
    const { access_token: access } = (await token.json()) as { access_token: string };
    const answer = await fetch(`${home}${path}`, {
      method,
      headers: { authorization: `Bearer ${access}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal(),
    });
    return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Call["body"] };
  };
  return {
    atOnce: 500,
    forgetsAfterMs: FORGETS_MS,
    async send(batch, part) {
      try {
        return judge(batch, await ask(batch, "POST", "/v1/payments/payouts", requestOf(batch, part)));
      } catch {
        return ofAll(batch, "unknown", { reason: "PayPal did not answer." });
      }
    },
    async look(batch, _part, known) {
      const [id] = known.values();
      if (id === undefined) return ofAll(batch, "missing");
      try {
        const { status, body } = await ask(batch, "GET", `/v1/payments/payouts/${id}?page_size=1000`);
        return status === 200 ? readItems(batch, id, body) : ofAll(batch, "unknown", { externalId: id });
      } catch {
        return ofAll(batch, "unknown", { externalId: id });
      }
    },
  };
}

function requestOf({ reference, currency, lines, business }: Batch, part: number): object {
  return {
    sender_batch_header: {
      sender_batch_id: `${reference}-${part}`,
      recipient_type: "EMAIL",
      email_subject: `${business.name}: payout`.slice(0, 255),
    },
    items: lines.map(({ reference: item, details, amount }) => {
      assert(details.kind === "paypal", "a PayPal item to something that is no PayPal address");
      return {
        recipient_type: "EMAIL",
        amount: { value: decimalText(amount, currency), currency },
        sender_item_id: item,
        receiver: details.email,
        note: item,
      };
    }),
  };
}

/** Its own words for what it refuses for our sake, not for the receivers'. */
const OURS: Record<string, string> = {
  INSUFFICIENT_FUNDS: "service_funds",
  AUTHORIZATION_ERROR: "service_key",
  NOT_AUTHORIZED: "service_key",
};

function judge(batch: Batch, { status, body, isOutside = false }: Call): Outcome[] {
  if (status === 401 || status === 403) return ofAll(batch, "later", { reason: "service_key" });
  if (isOutside || status === 429) return ofAll(batch, "later", { reason: "service_busy" });
  const own = OURS[String(body.name)];
  if (own !== undefined) return ofAll(batch, "later", { reason: own });
  const header = body.batch_header as { payout_batch_id?: string } | undefined;
  if (status === 201 && header?.payout_batch_id !== undefined) {
    return ofAll(batch, "accepted", { externalId: header.payout_batch_id });
  }
  const message = typeof body.message === "string" ? body.message : `PayPal answered ${status}.`;
  const links = (body.links ?? []) as { href?: string }[];
  const before = links.map(({ href = "" }) => /\/payouts\/([A-Za-z0-9-]+)$/.exec(href)?.[1]).find(Boolean);
  if (before !== undefined) return ofAll(batch, "accepted", { externalId: before });
  // The batch exists already, and PayPal does not say under which id.
  const details = (Array.isArray(body.details) ? body.details : []) as { field?: string; issue?: string }[];
  const isKnown = details.some(({ field = "", issue = "" }) =>
    /sender_batch_id|already exists|duplicate/i.test(`${field} ${issue}`),
  );
  if (isKnown || /already exists|duplicate/i.test(message)) {
    return ofAll(batch, "unknown", { reason: "service_has_it" });
  }
  const isNo = status >= 400 && status < 500 && status !== 408 && status !== 409;
  return ofAll(batch, isNo ? "back" : "unknown", { reason: message });
}

interface Item {
  transaction_status?: string;
  payout_item?: { sender_item_id?: string; amount?: { value?: string; currency?: string } };
  errors?: { name?: string; message?: string };
}

function readItems(batch: Batch, id: string, body: Call["body"]): Outcome[] {
  const header = (body.batch_header ?? {}) as { batch_status?: string };
  // Taken at first, and refused when its turn came: none of its items was carried out.
  const denied = header.batch_status ?? "";
  if (isDenied(denied)) return ofAll(batch, "back", { reason: denied, externalId: id });
  const items = (body.items ?? []) as Item[];
  const found = new Map(items.map((one) => [one.payout_item?.sender_item_id ?? "", one]));
  return batch.lines.map(({ reference }): Outcome => {
    const item = found.get(reference);
    const status = item?.transaction_status ?? "";
    const value = item?.payout_item?.amount?.value;
    const amount = value === undefined ? null : minorOfDecimal(value, batch.currency);
    const meaning = meaningOfItem(status);
    const reason = item?.errors?.name ?? (meaning === "back" ? status : "");
    const is = meaning === "under_way" ? "accepted" : meaning;
    return { reference, is, externalId: id, reason, amount };
  });
}
