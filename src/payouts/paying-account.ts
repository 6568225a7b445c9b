// From where the business pays over a rail: checked, sealed, and known by a hint. A rail without one is not
// set up; lists of payouts need none.
// Example: { rail: "sepa", name: "Piano School", iban: "DE89…", bic: null } → hint "DE89 •••• 3000".
import { electronicFormatIBAN, isSEPACountry, isValidBIC, isValidIBAN } from "ibantools";
import { sha256 } from "../base/digest.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { isRoutingNumber } from "./check-method.ts";
import type { RailName } from "./rail-names.ts";

export type PayingAccount =
  | { rail: "sepa"; name: string; iban: string; bic: string | null }
  | {
      rail: "ach";
      /** As receivers read it: 16 characters. */
      companyName: string;
      /** Ten characters that the bank gave: "1" and the tax number, as a rule. */
      companyId: string;
      /** The bank's routing number. */
      routing: string;
      bankName: string;
    }
  | {
      rail: "paypal";
      clientId: string;
      secret: string;
      environment: "live" | "sandbox";
      /** Of the webhook by which PayPal tells what became of payouts. */
      webhookId?: string | null | undefined;
    }
  | {
      rail: "stripe";
      apiKey: string;
      /** Signs what Stripe tells of transfers by itself. */
      webhookSecret?: string | null | undefined;
    };

/** Rails that are a list for a person to work through. */
const NEEDS_NONE: readonly RailName[] = ["csv", "wise", "pix"];

export interface PayingAccountRow {
  rail: RailName;
  hint: string;
  sealed: Buffer;
  changedAt: Date;
}

/** Throws 422 with the path of what is wrong. */
export function checkPayingAccount(account: PayingAccount): PayingAccount {
  switch (account.rail) {
    case "sepa": {
      const iban = electronicFormatIBAN(account.iban) ?? "";
      if (!isValidIBAN(iban)) throw wrong("iban", "invalid_iban", "is not an IBAN: check its digits");
      if (!isSEPACountry(iban.slice(0, 2))) throw wrong("iban", "not_sepa", "lies outside the SEPA area");
      const bic = account.bic?.replace(/\s/g, "").toUpperCase() || null;
      if (bic !== null && !isValidBIC(bic)) throw wrong("bic", "invalid_bic", "is not a BIC");
      return { ...account, name: account.name.trim(), iban, bic };
    }
    case "ach":
      if (!isRoutingNumber(account.routing)) {
        throw wrong(
          "routing",
          "invalid_routing",
          "is not a US routing number: nine digits whose checksum fits",
        );
      }
      if (!/^[A-Z0-9 ]{9,10}$/i.test(account.companyId)) {
        throw wrong(
          "companyId",
          "invalid_company_id",
          "must be the nine or ten characters your bank gave you",
        );
      }
      return account;
    case "stripe":
      if (!/^(sk|rk)_(live|test)_[A-Za-z0-9]{8,}$/.test(account.apiKey)) {
        throw wrong("apiKey", "invalid_stripe_key", "must be a secret or restricted key: sk_… or rk_…");
      }
      if (account.webhookSecret && !/^whsec_[A-Za-z0-9+/=]{8,}$/.test(account.webhookSecret)) {
        throw wrong("webhookSecret", "invalid_secret", "must be a signing secret: whsec_…");
      }
      return account;
    case "paypal":
      return account;
  }
}

function wrong(path: string, code: string, message: string): Refusal {
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}

/** What tells the service's messages stays where it is not given anew; null takes it away. */
export function keepWebhook(wanted: PayingAccount, before: PayingAccount | null): PayingAccount {
  if (wanted.rail === "paypal") {
    const was = before?.rail === "paypal" ? before.webhookId : undefined;
    const { webhookId = was, ...rest } = wanted;
    return webhookId ? { ...rest, webhookId } : rest;
  }
  if (wanted.rail === "stripe") {
    const was = before?.rail === "stripe" ? before.webhookSecret : undefined;
    const { webhookSecret = was, ...rest } = wanted;
    return webhookSecret ? { ...rest, webhookSecret } : rest;
  }
  return wanted;
}

export function hasWebhook(account: PayingAccount | null): boolean {
  if (account?.rail === "paypal") return Boolean(account.webhookId);
  return account?.rail === "stripe" && Boolean(account.webhookSecret);
}

export function hintOfPaying(account: PayingAccount): string {
  switch (account.rail) {
    case "sepa":
      return `${account.iban.slice(0, 4)} •••• ${account.iban.slice(-4)}`;
    case "ach":
      return `${account.companyName} · ${account.bankName}`;
    case "stripe":
      return `${account.apiKey.slice(0, 8)}…${account.apiKey.slice(-4)}`;
    case "paypal":
      return `${account.environment} · ${account.clientId.slice(0, 4)}…${account.clientId.slice(-4)}`;
  }
}

/** Tells one account of a service from another: who asks there knows what was handed over here. */
export function markOfPaying(account: PayingAccount): string {
  const own =
    account.rail === "paypal"
      ? `${account.environment} ${account.clientId}`
      : account.rail === "stripe"
        ? account.apiKey
        : hintOfPaying(account);
  return sha256(`${account.rail} ${own}`).toString("hex").slice(0, 16);
}

export async function listPayingAccounts(tx: Tx, ws: number): Promise<PayingAccountRow[]> {
  const rows = await tx
    .selectFrom("paying_account")
    .selectAll()
    .where("ws", "=", ws)
    .orderBy("rail")
    .execute();
  return rows.map((row) => ({
    rail: row.rail as RailName,
    hint: row.hint,
    sealed: row.sealed,
    changedAt: row.changed_at,
  }));
}

/** The rails that money can leave over. */
export function railsSetUp(accounts: readonly { rail: RailName }[]): Set<RailName> {
  return new Set([...NEEDS_NONE, ...accounts.map((one) => one.rail)]);
}

export async function savePayingAccount(
  tx: Tx,
  ws: number,
  row: Omit<PayingAccountRow, "changedAt">,
  by: { actor: string; at: Date },
): Promise<void> {
  const values = { sealed: row.sealed, hint: row.hint, changed_by: by.actor, changed_at: by.at };
  await tx
    .insertInto("paying_account")
    .values({ ws, rail: row.rail, ...values })
    .onConflict((conflict) => conflict.columns(["ws", "rail"]).doUpdateSet(values))
    .execute();
}

/** False when there was none. */
export async function removePayingAccount(tx: Tx, ws: number, rail: RailName): Promise<boolean> {
  const done = await tx
    .deleteFrom("paying_account")
    .where("ws", "=", ws)
    .where("rail", "=", rail)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}
