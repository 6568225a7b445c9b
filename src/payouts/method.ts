// Where a party is paid to: one kind of place with what it needs, checked and in one spelling before it is
// kept, sealed when it is kept, and masked wherever it is shown. Never logged.
// Example: { kind: "iban", holder: "Bruno Lima", iban: "DE89370400440532013000", bic: null } → "DE89 ••••
// 3000".
import type { Uuid } from "../base/id.ts";

export type PixKeyType = "cpf" | "cnpj" | "email" | "phone" | "random";

export type MethodDetails =
  | { kind: "iban"; holder: string; iban: string; bic: string | null }
  | { kind: "us_bank"; holder: string; routing: string; account: string; accountType: "checking" | "savings" }
  | { kind: "paypal"; email: string }
  | { kind: "pix"; holder: string; keyType: PixKeyType; key: string }
  | { kind: "stripe"; account: string }
  | { kind: "wise"; holder: string; email: string };

export type MethodKind = MethodDetails["kind"];

/** A row, without what is sealed. */
export interface PayoutMethod {
  id: Uuid;
  party: Uuid;
  kind: MethodKind;
  hint: string;
  setBy: string;
  setName: string;
  setSide: "producer" | "party";
  setAt: Date;
  usableAt: Date;
}

export interface SealedMethod extends PayoutMethod {
  sealed: Buffer;
}

const DOTS = "••••";

/** What people see of it: enough to know one's own, too little to use. */
export function maskMethod(details: MethodDetails): string {
  switch (details.kind) {
    case "iban":
      return `${details.iban.slice(0, 4)} ${DOTS} ${details.iban.slice(-4)}`;
    case "us_bank":
      return `${DOTS} ${details.account.slice(-4)}`;
    case "paypal":
    case "wise":
      return maskEmail(details.email);
    case "pix":
      return details.keyType === "email" ? maskEmail(details.key) : `${DOTS} ${details.key.slice(-4)}`;
    case "stripe":
      return `acct_${DOTS}${details.account.slice(-4)}`;
  }
}

function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, 1)}${DOTS}${email.slice(at)}`;
}

/** To whom, as a bank writes it; where the place has none, the party's own name. */
export function holderOf(details: MethodDetails, partyName: string): string {
  return "holder" in details ? details.holder : partyName;
}
