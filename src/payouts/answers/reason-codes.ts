// Why a bank gave a transfer back, in words beside its code: the codes of ISO 20022 that come back most, for
// banks that name the code alone. An unknown code stays as it is; what the bank says itself goes before.
// Example: reasonText("AC04", null) → "AC04: account closed".
const REASONS: Readonly<Record<string, string>> = {
  AC01: "wrong account number",
  AC03: "wrong account number of the receiver",
  AC04: "account closed",
  AC06: "account blocked",
  AC13: "wrong kind of account",
  AC14: "wrong kind of account",
  AG01: "no transfers to this account",
  AG02: "wrong kind of transfer for this account",
  AM04: "not enough on your account",
  AM05: "sent twice",
  AM09: "wrong amount",
  BE01: "the name does not fit the account",
  BE04: "the receiver's address is missing",
  BE05: "who is paid is not known",
  CUST: "the receiver asked for it",
  DUPL: "sent twice",
  FF01: "the file has a wrong form",
  FOCR: "recalled",
  MD07: "the receiver has died",
  MS02: "refused by the receiver, who gave no reason",
  MS03: "refused by the bank, which gave no reason",
  NARR: "see what the bank wrote",
  RC01: "wrong bank code",
  RR01: "the law asks for more about your account",
  RR02: "the law asks for your name or address",
  RR03: "the law asks for the receiver's name or address",
  RR04: "refused for a reason of the law",
  TM01: "too late in the day",
};

/** Empty where the bank says neither. */
export function reasonText(code: string | null, said: string | null): string {
  const words = said ?? (code === null ? null : (REASONS[code] ?? null));
  return [code, words].filter((text) => text !== null).join(": ");
}
