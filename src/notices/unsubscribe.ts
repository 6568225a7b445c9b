// The link that stops one kind of mail: sealed with the installation's secret, good for that person and that
// kind alone, and for nothing else. Opening it changes nothing; it leads to a page with the switch. It names
// no address.
// Example: sealSwitch(safe, { account, group: "answers" }) → "AZ3k…", which openSwitch reads back.
import { isUuid, type Uuid } from "../base/id.ts";
import type { Safe } from "../base/seal.ts";
import { type Group, OPTIONAL_GROUPS } from "./notice.ts";

export type MailSwitch =
  | { account: Uuid; group: Group }
  /** The sales of one party. */
  | { account: Uuid; ws: number; party: Uuid };

const PLACE = "unsubscribe/1";

export function sealSwitch(safe: Safe, one: MailSwitch): string {
  const parts = "group" in one ? [one.account, one.group] : [one.account, one.ws, one.party];
  return safe.seal(JSON.stringify(parts), PLACE).toString("base64url");
}

/** Null for what was not sealed here, or is cut off. */
export function openSwitch(safe: Safe, token: string): MailSwitch | null {
  if (!/^[\w-]{40,290}$/.test(token)) return null;
  const text = safe.open(Buffer.from(token, "base64url"), PLACE);
  if (text === null) return null;
  const [account, second, party] = JSON.parse(text) as unknown[];
  if (typeof account !== "string" || !isUuid(account)) return null;
  if (typeof second === "number" && typeof party === "string" && isUuid(party)) {
    return { account, ws: second, party };
  }
  const group = OPTIONAL_GROUPS.find((name) => name === second);
  return group === undefined ? null : { account, group };
}

/** Where a mail program posts to; a person who opens it is led to the page. */
export function oneClickLink(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/$/, "")}/v1/unsubscribe/${token}`;
}

/** The page with the switch. Behind #, so that no server on the way and no log sees the token. */
export function switchPage(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/$/, "")}/mails#${token}`;
}
