// The cookies of a redirect: who followed it, a random number without a name, and until which day it matters
// to any product; and that somebody refuses to be told apart. First-party, not for scripts, never sent along
// with what other sites load.
// Example: partage_visitor=visitor_01k9e7wq9vfh78y0000000000a.20800 for 60 days.
import { parsePublicId, publicId, type Uuid } from "../../base/id.ts";

export const VISITOR = "partage_visitor";
export const CONSENT = "partage_consent";

/** What a browser brings. */
export interface Visitor {
  readonly id: Uuid;
  /** Days since 1970-01-01 until which the cookie is kept. */
  readonly until: number;
}

const DAY_MS = 86_400_000;
/** Browsers keep no cookie longer. */
const LONGEST_DAYS = 400;

export function readVisitor(cookies: string | undefined): Visitor | null {
  const value = cookieOf(cookies, VISITOR);
  if (value === null) return null;
  const [text = "", until = ""] = value.split(".");
  const id = parsePublicId("visitor", text);
  return id === null || !/^[0-9]{1,6}$/.test(until) ? null : { id, until: Number(until) };
}

export function hasRefused(cookies: string | undefined): boolean {
  return cookieOf(cookies, CONSENT) === "no";
}

/** Kept for the window of the product, or as long as another product's clicks need it. */
export function visitorCookie(
  id: Uuid,
  before: Visitor | null,
  windowDays: number | null,
  now: number,
  isSecure: boolean,
): string {
  const today = Math.floor(now / DAY_MS);
  const wanted = today + Math.min(windowDays ?? LONGEST_DAYS, LONGEST_DAYS);
  const until = Math.min(Math.max(wanted, before?.until ?? 0), today + LONGEST_DAYS);
  const age = (until - today) * 86_400;
  return `${VISITOR}=${publicId("visitor", id)}.${until}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}

/** A choice, without anything that tells one browser from another. */
export function consentCookies(isTracked: boolean, isSecure: boolean): string[] {
  const secure = isSecure ? "; Secure" : "";
  const age = isTracked ? 0 : LONGEST_DAYS * 86_400;
  const choice = `${CONSENT}=no; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
  return isTracked ? [choice] : [choice, `${VISITOR}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`];
}

function cookieOf(cookies: string | undefined, name: string): string | null {
  if (cookies === undefined) return null;
  let from = cookies.indexOf(`${name}=`);
  while (from > 0 && cookies[from - 1] !== " " && cookies[from - 1] !== ";") {
    from = cookies.indexOf(`${name}=`, from + 1);
  }
  if (from < 0) return null;
  const end = cookies.indexOf(";", from);
  return cookies.slice(from + name.length + 1, end < 0 ? undefined : end).trim();
}
