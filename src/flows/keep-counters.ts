// A version of a contract may bring a clause that looks at a counter nobody kept: then the contract's
// counters are counted anew, from its first sale on, so that "stop at a total of 5,000" counts what was
// earned before. Call with the terms locked: no posting flight slips between the count and the version.
// Example: 4,990.00 earned under v1; v2 brings cap earned 5,000.00 → its first sale may still earn 10.00.
import { publicId, type Uuid } from "../base/id.ts";
import type { AgreedTerms } from "../contracts/agreed-terms.ts";
import { keptBy } from "../contracts/kept-counters.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { readCountedEntries } from "../sales/read-counted-entries.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";
import { PartyBook } from "./party-book.ts";
import { CounterReplay } from "./replay-counters.ts";

const PAGE = 2000;

/** Counted up to an entry of the journal, for the counters that the terms ask for. */
export interface CountedAhead {
  asked: string;
  seq: number;
  replay: CounterReplay;
}

/**
 * What addVersion must be told: every counter of the contract where `terms` bring one that is not kept, else
 * nothing. `ahead` saves what was counted before the lock was taken.
 */
export async function keepCounters(
  tx: Tx,
  ws: number,
  contract: Uuid,
  terms: AgreedTerms | null,
  ahead: CountedAhead | null = null,
): Promise<ReadonlyMap<string, number>> {
  const counted = await countOn(tx, ws, contract, terms, ahead);
  if (counted === null) return new Map();
  const own = `:${publicId("contract", contract)}`;
  return new Map([...counted.replay.values].filter(([name]) => name.endsWith(own)));
}

/**
 * Before the terms are locked, because sales wait while they are: of a long ledger only the last moment is
 * left to count under the lock.
 */
export async function countAhead(
  app: App,
  ws: number,
  contract: Uuid,
  terms: AgreedTerms,
): Promise<CountedAhead | null> {
  return await inWorkspace(app.db, ws, (tx) => countOn(tx, ws, contract, terms, null));
}

async function countOn(
  tx: Tx,
  ws: number,
  id: Uuid,
  terms: AgreedTerms | null,
  ahead: CountedAhead | null,
): Promise<CountedAhead | null> {
  const contract = terms && (await readContract(tx, ws, id));
  if (!contract) return null;
  const before = contract.versions.map((version) => version.terms);
  const kept = keptBy([...before, terms]);
  if (kept.length === keptBy(before).length) return null;
  const asked = JSON.stringify(kept);
  const own = publicId("contract", id);
  const { taxParty } = await readPostingSettings(tx, ws);
  const fresh = () => new CounterReplay(ws, new PartyBook(taxParty), (one) => (one === own ? kept : []));
  const counted = ahead?.asked === asked ? ahead : { asked, seq: 0, replay: fresh() };
  for (;;) {
    const entries = await readCountedEntries(tx, ws, contract.product, counted.seq, PAGE);
    await counted.replay.page(tx, entries);
    counted.seq = entries.at(-1)?.seq ?? counted.seq;
    if (entries.length < PAGE) return counted;
  }
}
