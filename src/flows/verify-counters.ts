// Re-derives what clauses have counted: every counter of every contract from its first sale on, whichever
// version was in force, what each sale's clauses were handed, and what each settlement settled. Changes
// nothing.
// Example: a counter set back by hand from 4,990.00 to 0 → "counter earned:term:USD:contract_01…".
import { readCounters } from "../contracts/counters.ts";
import { readKeptCounters } from "../contracts/kept-counters.ts";
import type { Tx } from "../db/transaction.ts";
import type { Disagreement, JournalRow } from "../ledger/verify-ledger.ts";
import { CounterReplay } from "./replay-counters.ts";
import type { PartyNames } from "./split-facts.ts";
import { checkLeftSettlements, checkSettlement } from "./verify-settlements.ts";

export interface CounterCheck {
  /** The next entries of the journal, in order. */
  page(entries: readonly JournalRow[]): Promise<void>;
  /** After the last entry: the counters as they are kept. */
  end(): Promise<void>;
}

/** Adds to `found` what does not agree. */
export async function openCounterCheck(
  tx: Tx,
  ws: number,
  names: PartyNames,
  accounts: ReadonlyMap<number, string>,
  found: Disagreement[],
): Promise<CounterCheck> {
  const kept = await readKeptCounters(tx, ws);
  const replay = new CounterReplay(ws, names, (contract) => kept.get(contract) ?? []);
  return {
    async page(entries) {
      if (kept.size === 0 && entries.every(({ kind }) => kind !== "settlement")) return;
      await replay.page(tx, entries, {
        onSale({ seq }, { facts }, handed) {
          for (const { name, value } of handed) {
            const expected = replay.values.get(name) ?? 0;
            if (value === expected) continue;
            const where = `entry ${seq}, sale ${facts.externalId}, ${name}`;
            found.push({ check: "handed", where, expected: String(expected), found: String(value) });
          }
        },
        onSettlement: (entry, one) => checkSettlement(names, accounts, entry, one, found),
      });
    },
    async end() {
      await checkLeftSettlements(tx, ws, found);
      const stored = await readCounters(tx, ws);
      for (const name of new Set([...replay.values.keys(), ...stored.keys()])) {
        const [expected, value] = [replay.values.get(name) ?? 0, stored.get(name) ?? 0];
        if (value === expected) continue;
        found.push({ check: "counter", where: name, expected: String(expected), found: String(value) });
      }
    },
  };
}
