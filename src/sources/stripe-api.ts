// What we ask of Stripe with a restricted key of the seller's: whether the key is good, and what a charge's
// balance transaction says of its fee. Never tries again by itself and never throws for what Stripe answers:
// whoever asks decides when to ask again. Not read from a database, not kept.
// Example: fetchFee(client, "ch_1") → { is: "told", body: "{ \"object\": \"balance_transaction\", … }" }, or
// { is: "later", afterMs: 30000, … } on 429.
import type Stripe from "stripe";

/** `later`: ask again, not before `afterMs` where Stripe says so. `no`: asking again will not help. */
export type StripeAnswer<T> =
  | { is: "told"; told: T }
  | { is: "later"; afterMs: number | null; message: string }
  | { is: "no"; message: string };

const TIMEOUT_MS = 10_000;
const LONGEST_WAIT_MS = 60 * 60 * 1000;

/** The package is loaded when somebody has a key: most have none. */
export async function openStripe(key: string, url?: string, timeoutMs = TIMEOUT_MS): Promise<Stripe> {
  const { default: Client } = await import("stripe");
  const at = url === undefined ? null : new URL(url);
  const where =
    at === null
      ? {}
      : {
          host: at.hostname,
          port: at.port === "" ? (at.protocol === "http:" ? 80 : 443) : Number(at.port),
          protocol: at.protocol === "http:" ? ("http" as const) : ("https" as const),
        };
  return new Client(key, { ...where, maxNetworkRetries: 0, timeout: timeoutMs, telemetry: false });
}

/** Reads one charge and one balance transaction, as the key must be able to. */
export async function checkStripeKey(client: Stripe): Promise<StripeAnswer<true>> {
  return await asked(async () => {
    await client.charges.list({ limit: 1 });
    await client.balanceTransactions.list({ limit: 1 });
    return { is: "told", told: true };
  });
}

export interface ToldFee {
  id: string;
  livemode: boolean;
  created: number;
  /** The balance transaction as JSON. */
  transaction: object;
}

/** The balance transaction of a charge. One that contradicts its charge is no answer. */
export async function fetchFee(client: Stripe, charge: string): Promise<StripeAnswer<ToldFee>> {
  return await asked(async () => {
    const found = await client.charges.retrieve(charge, { expand: ["balance_transaction"] });
    const transaction = found.balance_transaction;
    if (transaction === null || typeof transaction === "string") {
      return { is: "later", afterMs: null, message: "Stripe has not settled this charge yet." };
    }
    const wrong = contradiction(found, transaction);
    if (wrong !== null) return { is: "no", message: `Stripe's answer on ${charge} ${wrong}.` };
    const { id, created } = transaction;
    return { is: "told", told: { id, livemode: found.livemode, created, transaction } };
  });
}

function contradiction(charge: Stripe.Charge, transaction: Stripe.BalanceTransaction): string | null {
  const source = transaction.source;
  const of = typeof source === "object" && source !== null ? source.id : source;
  if (of !== charge.id) return `is of ${of ?? "nothing"}`;
  const isSame = transaction.currency === charge.currency;
  const paid = charge.amount_captured ?? charge.amount;
  if (isSame && transaction.amount !== paid) return `settles ${transaction.amount} of ${paid}`;
  if (!isSame && !transaction.exchange_rate) {
    return `is in ${transaction.currency}, the charge in ${charge.currency}, without a rate`;
  }
  return null;
}

async function asked<T>(ask: () => Promise<StripeAnswer<T>>): Promise<StripeAnswer<T>> {
  try {
    return await ask();
  } catch (error) {
    return answerOf(error as Partial<Stripe.errors.StripeError>);
  }
}

/** What Stripe's documented errors mean for asking again; without the message of one that may echo a key. */
export function answerOf(error: Partial<Stripe.errors.StripeError>): StripeAnswer<never> {
  const status = error.statusCode;
  if (status === 401) return { is: "no", message: "Stripe does not know this key." };
  if (status === 403) {
    return { is: "no", message: "This key may not read charges and balance transactions at Stripe." };
  }
  if (status === 429) {
    return { is: "later", afterMs: retryAfter(error), message: "Stripe asks us to slow down." };
  }
  if (status === 404) return { is: "no", message: "Stripe does not know this charge under this key." };
  if (status !== undefined && status >= 400 && status < 500 && status !== 409) {
    return { is: "no", message: `Stripe refused (${status}, ${error.code ?? "no code"}).` };
  }
  const what = status === undefined ? "did not answer" : `failed (${status})`;
  return { is: "later", afterMs: retryAfter(error), message: `Stripe ${what}.` };
}

/** Seconds, or a date, as RFC 9110 has it; at most an hour. */
function retryAfter({ headers }: Partial<Stripe.errors.StripeError>): number | null {
  const text = headers?.["retry-after"];
  if (text === undefined || !/^[0-9]{1,6}$/.test(text)) return null;
  return Math.min(Number(text) * 1000, LONGEST_WAIT_MS);
}
