// Stripe Connect transfers: one call a payout with its reference as the idempotency key, all of a run in one
// transfer group, by which they are looked up. What is made has left the balance; a reversal brings it back.
// Never retried by the package itself. Example: POST /v1/transfers amount=94535 currency=brl → tr_1.
import type Stripe from "stripe";
import { assert } from "../../base/refusal.ts";
import { fromStripeUnits, toStripeUnits } from "../../base/stripe-units.ts";
import type { Batch, BatchLine } from "./batch.ts";
import type { Outcome, ServiceRail, ServiceSettings } from "./service.ts";

const TIMEOUT_MS = 20_000;

export function stripeRail({ url, timeoutMs = TIMEOUT_MS }: ServiceSettings): ServiceRail {
  return {
    atOnce: 100,
    async send(batch) {
      const client = await open(batch, url, timeoutMs);
      const outcomes: Outcome[] = [];
      for (const line of batch.lines) outcomes.push(await transfer(client, batch, line));
      return outcomes;
    },
    async look(batch) {
      const client = await open(batch, url, timeoutMs);
      const found = new Map<string, Stripe.Transfer>();
      const list = client.transfers.list({ transfer_group: batch.reference, limit: 100 });
      try {
        for await (const one of list) found.set(one.metadata?.reference ?? "", one);
      } catch {
        return batch.lines.map(({ reference }) => outcome(reference, "unknown"));
      }
      return batch.lines.map(({ reference }) => {
        const one = found.get(reference);
        return one === undefined ? outcome(reference, "missing") : told(reference, one);
      });
    },
  };
}

async function transfer(client: Stripe, batch: Batch, line: BatchLine): Promise<Outcome> {
  const { reference, details } = line;
  assert(details.kind === "stripe", "a transfer to something that is no Stripe account");
  const amount = toStripeUnits(line.amount, batch.currency);
  if (amount === null) return outcome(reference, "back", "Stripe pays no parts of this currency's unit.");
  try {
    const made = await client.transfers.create(
      {
        amount,
        currency: batch.currency.toLowerCase(),
        destination: details.account,
        transfer_group: batch.reference,
        metadata: { reference },
      },
      { idempotencyKey: reference },
    );
    return told(reference, made);
  } catch (error) {
    const {
      statusCode = 0,
      message,
      code,
    } = error as { statusCode?: number; message: string; code?: string };
    if (statusCode === 401 || statusCode === 403) return outcome(reference, "later", "service_key");
    if (statusCode === 429) return outcome(reference, "later", "service_busy");
    if (code === "balance_insufficient") return outcome(reference, "later", "service_funds");
    // 409 says that the same call is under way; without a status nobody knows whether it arrived.
    if (statusCode >= 400 && statusCode < 500 && statusCode !== 409)
      return outcome(reference, "back", message);
    return outcome(reference, "unknown", message);
  }
}

function told(reference: string, one: Stripe.Transfer): Outcome {
  const { id } = one;
  // What cannot be read is another amount: nobody believes it.
  const amount = fromStripeUnits(one.amount, one.currency.toUpperCase()) ?? -1;
  if (one.reversed) return { reference, is: "back", externalId: id, reason: "reversed", amount };
  return { reference, is: "settled", externalId: id, reason: "", amount };
}

function outcome(reference: string, is: Outcome["is"], reason = ""): Outcome {
  return { reference, is, externalId: null, reason, amount: null };
}

/** The package is loaded when somebody has a key: most have none. */
async function open({ payer }: Batch, url: string | undefined, timeout: number): Promise<Stripe> {
  assert(payer?.rail === "stripe", "a transfer without the key it is made with");
  const { default: Client } = await import("stripe");
  const at = url === undefined ? null : new URL(url);
  const where =
    at === null
      ? {}
      : { host: at.hostname, port: Number(at.port), protocol: at.protocol.replace(":", "") as "http" };
  return new Client(payer.apiKey, { ...where, maxNetworkRetries: 0, timeout, telemetry: false });
}
