// The person behind a browser session: who they are, nothing about what they may do (that is read per
// workspace).
// Example: { account: "019a…", email: "ana@example.com", name: "Ana", verified: true }.
import type { Uuid } from "../base/id.ts";

export interface SignedIn {
  readonly account: Uuid;
  readonly email: string;
  readonly name: string;
  /** Has this person shown that the address is theirs, by opening a link sent to it? */
  readonly verified: boolean;
}
