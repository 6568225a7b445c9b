// Compares secrets in a time that tells nothing about where they differ, nor how long the right one is.
// Never logs, never returns what it compared. Example: isSameSecret("tok_1", "tok_2") → false.
import { timingSafeEqual } from "node:crypto";
import { sha256 } from "../base/digest.ts";

export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

/** True when any of the expected secrets is the given one; all are compared, also after a match. */
export function isOneOf(given: string, expected: readonly string[]): boolean {
  let found = false;
  for (const secret of expected) {
    if (secret !== "" && isSameSecret(given, secret)) found = true;
  }
  return found;
}
