// What the door asks of identity: accounts, passwords, sign-in links, sessions. Who may do what is not its
// matter. Cookies come back as finished Set-Cookie values; a link's token is kept only as a hash, a password
// as scrypt.
// Example: const signed = await identity.signIn("ana@example.com", "correct horse …", {}); signed?.cookies →
// ["partage…"].
import type { IncomingHttpHeaders } from "node:http";
import type { Uuid } from "../base/id.ts";
import type { OwnAccount } from "./own-account.ts";
import type { SecondFactor } from "./second-factor.ts";
import type { SignedIn } from "./signed-in.ts";

export interface Signed {
  readonly person: SignedIn;
  /** Set-Cookie values, to be handed on as they are. */
  readonly cookies: readonly string[];
  /** The session behind it, where one was read. */
  readonly session?: { readonly id: string; readonly createdAt: Date };
}

/**
 * What comes of trying to sign in: in; a code of the second factor is wanted; no; or too many wrong ones were
 * tried for this address from browsers it never signed in with.
 */
export type SignIn =
  | { readonly kind: "in"; readonly signed: Signed; readonly used?: "app" | "recovery" }
  | { readonly kind: "code"; readonly challenge: string }
  | { readonly kind: "no" }
  | { readonly kind: "wait" };

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  /** Without one the account signs in by link until it sets one. */
  readonly password?: string | undefined;
  /**
   * True when the address is known to be theirs: else the first link that reaches it takes the password away.
   */
  readonly verified: boolean;
}

export interface Identity {
  /**
   * The person of the request's cookie, or null. `fresh` asks the database; else a signed cookie of at most a
   * minute is believed, for who it is and nothing more.
   */
  readSession(headers: IncomingHttpHeaders, fresh: boolean): Promise<Signed | null>;
  /** No when address and password do not belong together; takes as long for an unknown address. */
  signIn(email: string, password: string, headers: IncomingHttpHeaders): Promise<SignIn>;
  /** A single-use token that expires; null for an address without an account. The caller sends it. */
  makeLinkToken(email: string, minutes: number): Promise<string | null>;
  /** No when the token is unknown, used or too old. */
  redeemLinkToken(token: string, headers: IncomingHttpHeaders): Promise<SignIn>;
  /** The second step: a code of the app or a recovery code. A challenge takes five tries, for ten minutes. */
  answerChallenge(challenge: string, code: string, headers: IncomingHttpHeaders): Promise<SignIn>;
  /** Ends the request's session; Set-Cookie values that clear the browser's. */
  signOut(headers: IncomingHttpHeaders): Promise<readonly string[]>;
  /** Throws Refusal 409 `email_taken`. */
  createAccount(account: NewAccount): Promise<Uuid>;
  /**
   * Ends every session of the account but a new one. Null when the current password is not right, or missing.
   */
  changePassword(
    headers: IncomingHttpHeaders,
    change: { current?: string | undefined; next: string },
  ): Promise<Signed | null>;
  /** Is this the account's password? Always no for an account without one. */
  checkPassword(account: Uuid, password: string): Promise<boolean>;
  readonly own: OwnAccount;
  readonly secondFactor: SecondFactor;
  findAccount(email: string): Promise<SignedIn | null>;
  /** Names and addresses, for the members page. */
  readPeople(accounts: readonly Uuid[]): Promise<ReadonlyMap<string, SignedIn>>;
  close(): Promise<void>;
}
