// What a platform is to us: how to know that a delivery is really its own, and how to read it. One file a
// platform. Never stores, fetches or decides anything; clock and secrets are passed in, so that a stored
// delivery reads the same.
// Example: sources.hotmart.verify({ headers: { "x-hotmart-hottok": "…" }, body, secrets: ["…"], now }) → {
// isGenuine: true }.
import type { Instant } from "../base/instant.ts";
import type { Message } from "./message.ts";

export interface SourceRequest {
  /** Names in lower case, as Node gives them. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes as they came: a signature is over these, not over what a parser made of them. */
  body: Uint8Array;
  /** The signing secret or token; several while one is being replaced. */
  secrets: readonly string[];
  now: Instant;
}

export type Verification = { isGenuine: true } | { isGenuine: false; code: string; message: string };

/** A delivery of our own making, as the platform would send it: moves no money. */
export interface TestDelivery {
  headers: Record<string, string>;
  body: string;
}

export interface Source {
  readonly name: string;
  /** As people write it. */
  readonly title: string;
  /** True: the platform itself pays producer, co-producers and affiliates what it reports. */
  readonly paysParties: boolean;
  /** True: a refund can be sent to it (the flow needs its API key). */
  readonly takesRefunds: boolean;
  verify(request: SourceRequest): Verification;
  /** What is wrong with a secret as it was pasted, in a sentence; null when it can be one of this platform. */
  faultOfSecret(secret: string): string | null;
  /** As the platform names the event; null where the body does not say. */
  typeOf(body: Uint8Array): string | null;
  /**
   * The source's id of the delivery, or the hash of the body where it has none: the same delivery, the same
   * key.
   */
  deliveryKey(body: Uint8Array): string;
  /** Never throws for what is in the body: what cannot be read is one `unreadable` message with paths. */
  read(body: Uint8Array): Message[];
  /** `id` makes it new each time. */
  testDelivery(secret: string, id: string, now: Instant): TestDelivery;
}
