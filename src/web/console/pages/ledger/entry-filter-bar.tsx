// What narrows a list of entries, kept in the address: an id, the kind, days, and of the journal whose and in
// which currency. Days are whole days of the business; the last one counts to its end.
//   /w/ws_…/ledger?tab=entries&what=refund&party=party_…&from=2026-03-01&q=order-8812
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DatesFilter } from "../../../parts/dates-filter.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { type EntryFilters, type EntryKind, trialBalanceQuery } from "../../data/ledger.ts";
import { partiesQuery } from "../../data/products-around.ts";
import { dayStart } from "../../data/sale-filters.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { entryName } from "./entry-name.ts";

/** Their names in the address; `kind` there is an account's. */
export const ENTRY_FILTERS = ["q", "what", "party", "currency", "from", "to"] as const;

const KINDS = [
  "sale",
  "taken_back",
  "refund",
  "dispute_opened",
  "dispute_won",
  "dispute_lost",
  "fee",
  "settlement",
  "commission_held",
  "commission_released",
  "commission_taken_back",
  "payout",
  "payout_settled",
  "payout_failed",
  "payout_returned",
  "source_settlement",
  "settlement_difference",
  "source_exchange",
  "opening",
  "adjustment",
  "write_off",
] as const satisfies readonly (EntryKind | "taken_back")[];

/** As the server is asked; what somebody wrote into the address by hand and fits nothing is left out. */
export function useEntryFilters(): EntryFilters {
  const { filters } = useFilters(ENTRY_FILTERS);
  const zone = useZone();
  return {
    search: filters.q,
    kind: KINDS.find((kind) => kind === filters.what),
    party: filters.party,
    currency: filters.currency,
    from: dayStart(filters.from, zone, 0),
    to: dayStart(filters.to, zone, 1),
  };
}

/** Of one account its party and its currency are known. */
export function EntryFilterBar({ isOfAccount = false }: { isOfAccount?: boolean }) {
  const words = useWords();
  const { say } = words;
  return (
    <FilterBar names={ENTRY_FILTERS}>
      <SearchFilter says={say("entries.search")} />
      <ChoiceFilter
        name="what"
        says={say("entry.what")}
        any={say("entries.anyKind")}
        options={KINDS.map((kind) => ({ value: kind, label: entryName(kind, words) }))}
      />
      {isOfAccount ? null : <WhoseAndIn />}
      <DatesFilter />
    </FilterBar>
  );
}

function WhoseAndIn() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const parties = useQuery(partiesQuery(ws)).data?.data ?? [];
  const totals = useQuery(trialBalanceQuery(ws)).data?.totals ?? [];
  return (
    <>
      <ChoiceFilter
        name="party"
        says={say("word.party")}
        any={say("entries.anyParty")}
        options={parties.map((party) => ({ value: party.id, label: party.name }))}
      />
      {totals.length < 2 ? null : (
        <ChoiceFilter
          name="currency"
          says={say("word.currency")}
          any={say("entries.anyCurrency")}
          options={totals.map(({ currency }) => ({ value: currency, label: currency }))}
        />
      )}
    </>
  );
}

export function NothingFits() {
  const { say } = useWords();
  const { clear } = useFilters(ENTRY_FILTERS);
  return (
    <Empty
      title={say("entries.nothingFits")}
      says={say("entries.nothingFitsSays")}
      action={
        <Button variant="default" onClick={clear}>
          {say("filter.clear")}
        </Button>
      }
    />
  );
}
