// A service tells by itself what became of payouts: known by its signature under the secret kept with the
// account it pays from, then booked like a bank's answer, once by its bytes. Told again it changes nothing.
// Example: POST /hooks/payouts/stripe/ws_… transfer.reversed → the payout is returned, its amount payable.
import { sha256 } from "../base/digest.ts";
import { parsePublicId } from "../base/id.ts";
import { Fault, Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { faultOfPaypal, type PaypalMessage } from "../payouts/answers/paypal-signature.ts";
import { readServiceEvent } from "../payouts/answers/service-events.ts";
import { listPayingAccounts, type PayingAccount } from "../payouts/paying-account.ts";
import { verifyStripe } from "../sources/stripe-signature.ts";
import { findWorkspace as findListed } from "../workspaces/workspace-list.ts";
import type { App } from "./app.ts";
import { takeAnswer } from "./read-bank-answer.ts";
import { openPaying } from "./seal-payout.ts";

export interface PayoutEvent {
  rail: "paypal" | "stripe";
  /** Public id. */
  workspace: string;
  headers: PaypalMessage["headers"];
  body: Uint8Array;
}

const NAMES = { paypal: "PayPal", stripe: "Stripe" };
const CERTIFICATE_MS = 10_000;
/** PayPal's certificates, by address: they change every few years. */
const certificates = new Map<string, string>();

/** Throws 403 where it is not the service's own. */
export async function takePayoutEvent(app: App, event: PayoutEvent): Promise<void> {
  const { rail, headers, body } = event;
  const ws = await findWorkspace(app, event.workspace);
  const account = ws === null ? null : await openAccount(app, ws, rail);
  if (ws === null || account === null) throw notGenuine("signature_wrong");
  const fault = await faultOf(app, account, { headers, body });
  if (fault !== null) throw notGenuine(fault);
  const text = new TextDecoder().decode(body);
  const { isLive, said } = readServiceEvent(rail, text);
  const keyIsLive = account.rail === "stripe" && account.apiKey.includes("_live_");
  if (said.length === 0 || (isLive !== null && isLive !== keyIsLive)) return;
  const by = { actor: `source:${rail}`, name: NAMES[rail], email: null };
  await takeAnswer(app, ws, { kind: rail, said, hash: sha256(body) }, by);
}

async function findWorkspace(app: App, workspace: string): Promise<number | null> {
  const id = parsePublicId("ws", workspace);
  const found = id === null ? null : await inWorkspace(app.db, null, (tx) => findListed(tx, id));
  return found?.ws ?? null;
}

async function openAccount(app: App, ws: number, rail: string): Promise<PayingAccount | null> {
  const accounts = await inWorkspace(app.db, ws, (tx) => listPayingAccounts(tx, ws));
  const row = accounts.find((one) => one.rail === rail);
  return row === undefined ? null : openPaying(app, ws, row);
}

/** Null where it is genuine. */
async function faultOf(
  app: App,
  account: PayingAccount,
  { headers, body }: Pick<PayoutEvent, "headers" | "body">,
): Promise<string | null> {
  const now = app.ids.now();
  if (account.rail === "stripe" && account.webhookSecret) {
    const told = verifyStripe({ headers, body, secrets: [account.webhookSecret], now: now as never });
    return told.isGenuine ? null : told.code;
  }
  if (account.rail === "paypal" && account.webhookId) {
    const message = { headers, body, webhookId: account.webhookId, now };
    return await faultOfPaypal(message, fetchCertificate, app.services?.paypal);
  }
  return "signature_wrong";
}

async function fetchCertificate(url: string): Promise<string> {
  const known = certificates.get(url);
  if (known !== undefined) return known;
  const answer = await fetch(url, { signal: AbortSignal.timeout(CERTIFICATE_MS), redirect: "error" }).catch(
    () => null,
  );
  if (!answer?.ok) throw new Fault("no_certificate", "PayPal's certificate cannot be fetched now.");
  const text = (await answer.text()).slice(0, 20_000);
  if (certificates.size > 20) certificates.clear();
  certificates.set(url, text);
  return text;
}

function notGenuine(code: string): Refusal {
  return new Refusal(403, code, "This message is not signed by the service, or under another secret.");
}
