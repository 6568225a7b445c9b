// What the door asks of identity: accounts, passwords, sign-in links, sessions. Who may do what is not its
// matter. Cookies come back as finished Set-Cookie values; a link's token is kept only as a hash, a password
// as scrypt.
// Example: const signed = await identity.signIn("ana@example.com", "correct horse …", {}); signed?.cookies →
// ["partage…"].
import type { IncomingHttpHeaders } from "node:http";
import type { Uuid } from "../base/id.ts";
import type { SignedIn } from "./signed-in.ts";

export interface Signed {
  readonly person: SignedIn;
  /** Set-Cookie values, to be handed on as they are. */
  readonly cookies: readonly string[];
}

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
  /** Null when address and password do not belong together; takes as long for an unknown address. */
  signIn(email: string, password: string, headers: IncomingHttpHeaders): Promise<Signed | null>;
  /** A single-use token that expires; null for an address without an account. The caller sends it. */
  makeLinkToken(email: string, minutes: number): Promise<string | null>;
  /** Null when the token is unknown, used or too old. */
  redeemLinkToken(token: string, headers: IncomingHttpHeaders): Promise<Signed | null>;
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
  findAccount(email: string): Promise<SignedIn | null>;
  /** Names and addresses, for the members page. */
  readPeople(accounts: readonly Uuid[]): Promise<ReadonlyMap<string, SignedIn>>;
  close(): Promise<void>;
}
