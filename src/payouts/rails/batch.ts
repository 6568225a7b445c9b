// What a rail is handed to write or to send: the payouts of one run, rail and currency, opened and in order,
// and from where the business pays. Plain values; a rail neither reads the clock nor the database, so that
// the same batch gives the same bytes.
// Example: { reference: "R7K…", executesOn: "2026-02-02", currency: "EUR", lines: [{ reference: "PQ…", … }]
// }.
import type { MethodDetails } from "../method.ts";
import type { PayingAccount } from "../paying-account.ts";

export interface BatchLine {
  /** The payout's. */
  reference: string;
  /** As the business calls it. */
  party: string;
  details: MethodDetails;
  /** By its tax number; left out: a person, as far as one knows. */
  isBusiness?: boolean;
  /** Minor units of the batch's currency. */
  amount: number;
}

export interface Batch {
  /** The run's: fifteen characters, the same for ever. */
  reference: string;
  runNo: number;
  currency: string;
  /** When the run was approved; epoch milliseconds. */
  at: number;
  /** "2026-02-02". */
  executesOn: string;
  business: { name: string; city: string; currency: string };
  payer: PayingAccount | null;
  lines: readonly BatchLine[];
}

export interface FileRail {
  readonly extension: string;
  readonly mediaType: string;
  write(batch: Batch): string;
}
