// The headers of a delivery that are kept for people to see: never the value of one that may hold a secret or
// a signature. Example: { "x-hotmart-hottok": "abc", "user-agent": "Hotmart" } → { "user-agent": "Hotmart",
// "x-hotmart-hottok": "" }.
import type { SourceRequest } from "./source.ts";

const SECRET = /auth|cookie|token|secret|hottok|signature|key|pass|session|credential/;
const MOST = 40;
const LONGEST = 500;

/** A header that may hold a secret is named, with nothing in it. */
export function keepHeaders(headers: SourceRequest["headers"]): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(headers).sort().slice(0, MOST)) {
    const value = headers[name];
    if (value === undefined) continue;
    const text = typeof value === "string" ? value : value.join(", ");
    kept[name] = SECRET.test(name) ? "" : text.toWellFormed().replaceAll("\0", "").slice(0, LONGEST);
  }
  return kept;
}

/** The body for people: Hotmart's older deliveries carry their token inside. */
export function hideToken(body: string): string {
  return body.replace(/("hottok"\s*:\s*)"(?:[^"\\]|\\.)*"/g, '$1"…"');
}
