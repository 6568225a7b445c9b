// What a rail that is a call to a service says of payouts, in our words. A time-out is unknown: it is looked
// up by the same reference, and only what the service surely does not know is handed over again, under the
// same reference. Never a second one. Example: { reference: "PQ7K…", is: "settled", externalId: "tr_1", … }
import type { Batch } from "./batch.ts";

export interface Outcome {
  reference: string;
  /** "later": surely nothing was done, to be tried again; "missing": the service does not know it. */
  is: "accepted" | "settled" | "back" | "unknown" | "later" | "missing";
  externalId: string | null;
  /** The service's words, or one of ours: service_key, service_busy, service_funds. */
  reason: string;
  /** Minor units, where the service says. */
  amount: number | null;
}

export interface ServiceRail {
  /** So many payouts are one call, always the same ones. */
  readonly atOnce: number;
  /** After so long the service may have forgotten the name of a call, and would carry it out again. */
  readonly forgetsAfterMs?: number;
  /** `part`: which call of the batch, from 1. */
  send(batch: Batch, part: number): Promise<Outcome[]>;
  /** `known`: what the service called them before. */
  look(batch: Batch, part: number, known: ReadonlyMap<string, string>): Promise<Outcome[]>;
}

export interface ServiceSettings {
  /** In place of the service's own address: a server of the tests. */
  url?: string | undefined;
  timeoutMs?: number | undefined;
}

/** The same of all lines. */
export function ofAll(
  { lines }: Batch,
  is: Outcome["is"],
  { reason = "", externalId = null }: { reason?: string; externalId?: string | null } = {},
): Outcome[] {
  return lines.map(({ reference }) => ({ reference, is, externalId, reason, amount: null }));
}
