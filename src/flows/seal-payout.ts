// Seals and opens where money goes: a party's method, the account the business pays from, a file handed out.
// Each for its own place, so that what is moved to another row opens nowhere. Keeps nothing it opened.
// Example: openMethod(app, 7, method) → { kind: "iban", … }; sealed under another secret → null.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Safe } from "../base/seal.ts";
import type { MethodDetails, SealedMethod } from "../payouts/method.ts";
import type { PayingAccount, PayingAccountRow } from "../payouts/paying-account.ts";
import type { App } from "./app.ts";

const ofMethod = (ws: number, id: Uuid) => `${ws} payout_method ${id}`;
const ofPaying = (ws: number, rail: string) => `${ws} paying_account ${rail}`;
const ofFile = (ws: number, run: Uuid, name: string) => `${ws} payout_file ${run} ${name}`;

/** Throws 422 `no_safe` where the server was started without a secret. */
export function safeOf(app: App): Safe {
  if (app.safe !== undefined) return app.safe;
  throw new Refusal(422, "no_safe", "This server keeps no account numbers: it was started without a secret.");
}

export function sealMethod(app: App, ws: number, id: Uuid, details: MethodDetails): Buffer {
  return safeOf(app).seal(JSON.stringify(details), ofMethod(ws, id));
}

export function openMethod(app: App, ws: number, { id, sealed }: SealedMethod): MethodDetails | null {
  return parse(app.safe?.open(sealed, ofMethod(ws, id)));
}

export function sealPaying(app: App, ws: number, account: PayingAccount): Buffer {
  return safeOf(app).seal(JSON.stringify(account), ofPaying(ws, account.rail));
}

export function openPaying(
  app: App,
  ws: number,
  row: Pick<PayingAccountRow, "rail" | "sealed">,
): PayingAccount | null {
  return parse(app.safe?.open(row.sealed, ofPaying(ws, row.rail)));
}

export function sealFile(app: App, ws: number, run: Uuid, name: string, text: string): Buffer {
  return safeOf(app).seal(text, ofFile(ws, run, name));
}

export function openFile(app: App, ws: number, run: Uuid, name: string, sealed: Buffer): string | null {
  return safeOf(app).open(sealed, ofFile(ws, run, name));
}

function parse<T>(text: string | null | undefined): T | null {
  return text === null || text === undefined ? null : (JSON.parse(text) as T);
}
