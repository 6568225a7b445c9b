// What every flow is handed: the database, time, ids and the posting desk. Built once by server/main or the
// CLI; a test or the simulator builds it with its own clock and randomness, so that a seed repeats.
import type { IdSource } from "../base/id.ts";
import type { Safe } from "../base/seal.ts";
import type { Database } from "../db/pool.ts";
import type { Posting } from "./posting.ts";

export interface App {
  readonly db: Database;
  /** Clock (epoch milliseconds) and randomness for new ids. */
  readonly ids: IdSource;
  /** Where everything that moves money is handed in. */
  readonly posting: Posting;
  /** Seals what must be used again; left out, nothing that needs it can be kept. */
  readonly safe?: Safe | undefined;
  /** In place of https://api.stripe.com: a proxy, or a server of the tests. */
  readonly stripeUrl?: string | undefined;
  /** In place of the services that payouts leave over, and how long they are waited for: for tests. */
  readonly services?: { paypal?: string; stripe?: string; timeoutMs?: number } | undefined;
}
