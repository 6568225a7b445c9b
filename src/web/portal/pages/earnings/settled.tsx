// What guarantees and bonuses brought this partner in the days shown, over all its contracts, newest first;
// each leads to its contract and why. Part of the earnings above, never on top of them.
//   <Settled days={{ from: "2026-03-01", to: "2026-03-31" }} currency="USD" />
import { useQueries, useQuery } from "@tanstack/react-query";
import { periodName } from "../../../contracts/settlement-words.ts";
import type { ContractStory } from "../../../data/contracts.ts";
import { hasSettlements, latestSettlementsQuery, type Settlement } from "../../../data/settlements.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { todayIn } from "../../../parts/date-range.ts";
import { Money } from "../../../parts/money.tsx";
import { Section } from "../../../parts/page.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { contractAddress } from "../../addresses.ts";
import { contractsQuery } from "../../data/contracts.ts";
import type { Days } from "../../data/figures.ts";
import { useParty } from "../../frame/use-party.ts";

interface Row extends Pick<Settlement, "kind" | "period" | "currency"> {
  contract: ContractStory;
  key: string;
  at: string;
  amount: number;
}

export function Settled({ days, currency }: { days: Days; currency: string | undefined }) {
  const words = useWords();
  const { party, own, who } = useParty();
  const contracts = (useQuery(contractsQuery(party)).data?.data ?? []).filter(hasSettlements);
  const found = useQueries({ queries: contracts.map((one) => latestSettlementsQuery(who, one.id)) });
  const zone = own?.workspace.timeZone ?? "UTC";
  const isWithin = ({ at, currency: of }: Row) => {
    const day = todayIn(zone, new Date(at));
    return of === currency && days.from <= day && day <= days.to;
  };
  const rows = contracts
    .flatMap((contract, i) => (found[i]?.data?.data ?? []).flatMap((one) => rowsOf(contract, one)))
    .filter(isWithin)
    .sort((a, b) => b.at.localeCompare(a.at));
  if (rows.length === 0) return null;
  return (
    <Section title={words.say("settled.title")}>
      <DataTable
        says={words.say("settled.title")}
        rows={rows}
        columns={columnsOf(words)}
        keyOf={(row) => row.key}
        linkOf={(row) => contractAddress(party, row.contract.id)}
      />
    </Section>
  );
}

function rowsOf(contract: ContractStory, one: Settlement): Row[] {
  const { kind, period, currency } = one;
  return one.entries.map(({ seq, at, amount }) => {
    return { kind, period, currency, contract, key: `${seq} ${kind} ${one.target}`, at, amount };
  });
}

function columnsOf(words: Words): Column<Row>[] {
  const { say } = words;
  return [
    {
      key: "what",
      head: say("settled.promised"),
      card: "title",
      cell: (row) => `${say(`lineRole.${row.kind}`)} · ${periodName(row.period, words)}`,
    },
    { key: "product", head: say("word.product"), card: "under", cell: (row) => row.contract.product.name },
    { key: "at", head: say("word.when"), card: "underEnd", cell: (row) => <When at={row.at} show="day" /> },
    {
      key: "amount",
      head: say("settled.settled"),
      align: "end",
      card: "figure",
      cell: (row) => <Money amount={row.amount} currency={row.currency} />,
    },
  ];
}
