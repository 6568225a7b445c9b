// By what two mentions of a person are known to be the same one: an account, an e-mail address however it is
// spelled, the fingerprint of a means of payment. A text each, so that sets of them can be compared. Never
// shows an address to anybody: keys are compared and thrown away.
// Example: emailKey("Carla.Dias+shop@googlemail.com") → "email:carladias@gmail.com".
import { sha256Hex } from "./digest.ts";

/** Providers that put a person's mail into one box however many dots the name has. */
const WITHOUT_DOTS = new Map([
  ["gmail.com", "gmail.com"],
  ["googlemail.com", "gmail.com"],
]);

/** Lower case, without what follows a plus, and without dots where the provider ignores them. */
export function normaliseEmail(address: string): string {
  const text = address.trim().normalize("NFKC").toLowerCase();
  const at = text.lastIndexOf("@");
  if (at <= 0) return text;
  const provider = text.slice(at + 1);
  const plus = text.indexOf("+");
  const name = plus > 0 && plus < at ? text.slice(0, plus) : text.slice(0, at);
  const box = WITHOUT_DOTS.get(provider);
  return box === undefined ? `${name}@${provider}` : `${name.replaceAll(".", "")}@${box}`;
}

export function emailKey(address: string): string {
  return `email:${normaliseEmail(address)}`;
}

/** What is kept of an address that is not ours to keep: SHA-256 of its key, as 64 hex digits. */
export function emailDigest(address: string): string {
  return sha256Hex(emailKey(address));
}

/** Every digest under which an address may have been told: ours, or a caller's own of the address alone. */
export function emailDigests(address: string): string[] {
  const asWritten = address.trim().toLowerCase();
  return [emailDigest(address), sha256Hex(normaliseEmail(address)), sha256Hex(asWritten)];
}

/** In a set of keys: an address that is known by its digest only. */
export function digestKey(digest: string): string {
  return `digest:${digest}`;
}

/** `account`: the id of a sign-in. */
export function accountKey(account: string): string {
  return `account:${account}`;
}

/** Of a card or an account, as a payment provider or a shop calls it. */
export function fingerprintKey(fingerprint: string): string {
  return `fingerprint:${fingerprint}`;
}
