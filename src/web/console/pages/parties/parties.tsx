// Everybody who is owed something, in each currency: available now, pending until its day, in reserve for
// disputes. People come first, then fees and tax. It never adds currencies together.
//   /w/ws_…/parties

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type Column, DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { partyAddress } from "../../addresses.ts";
import { type Balance, balancesQuery } from "../../data/parties.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./parties.module.css";

const PEOPLE: readonly Balance["party"]["kind"][] = ["producer", "partner"];
const isPerson = (balance: Balance): boolean => PEOPLE.includes(balance.party.kind);

export function Parties() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const balances = useInfiniteQuery({ ...balancesQuery(ws), enabled: may("ledger") });
  const rows = balances.data?.pages.flatMap((page) => page.data) ?? [];
  // The producer answers for the whole and stands first.
  const isProducer = (row: Balance) => row.party.kind === "producer";
  const people = [...rows.filter(isProducer), ...rows.filter((row) => isPerson(row) && !isProducer(row))];
  const others = rows.filter((row) => !isPerson(row));
  return (
    <Page title={say("nav.parties")} lead={say("parties.lead")}>
      {may("ledger") ? null : <NoAccess says={say("parties.noAccess")} />}
      {balances.isError ? <Problem error={balances.error} onRetry={() => void balances.refetch()} /> : null}
      {balances.isSuccess && rows.length === 0 ? (
        <Empty title={say("parties.none")} says={say("parties.noneSays")} />
      ) : null}
      {people.length > 0 || (balances.isPending && may("ledger")) ? (
        <Section title={say("parties.people")}>
          <BalanceTable says={say("parties.people")} rows={people} isLoading={balances.isPending} />
        </Section>
      ) : null}
      {others.length > 0 ? (
        <Section title={say("parties.fees")}>
          <BalanceTable says={say("parties.fees")} rows={others} />
        </Section>
      ) : null}
      {balances.hasNextPage ? (
        <Button
          variant="default"
          loading={balances.isFetchingNextPage}
          onClick={() => void balances.fetchNextPage()}
        >
          {say("action.showMore")}
        </Button>
      ) : null}
    </Page>
  );
}

function BalanceTable({
  says,
  rows,
  isLoading = false,
}: {
  says: string;
  rows: Balance[];
  isLoading?: boolean;
}) {
  const { ws } = useWorkspace();
  return (
    <DataTable
      says={says}
      rows={rows}
      columns={useColumns(rows.some((row) => row.inTransit !== 0))}
      keyOf={(row) => `${row.party.id} ${row.currency}`}
      linkOf={(row) => partyAddress(ws, row.party.id)}
      isLoading={isLoading}
    />
  );
}

function useColumns(hasTransit: boolean): Column<Balance>[] {
  const { say } = useWords();
  const money = (
    key: "available" | "pending" | "reserved" | "inTransit",
    tone?: "quiet",
  ): Column<Balance> => ({
    key,
    head: say(`balance.${key}`),
    align: "end",
    width: "9rem",
    cell: (row) => (
      <Money
        amount={row[key]}
        currency={row.currency}
        withCode={false}
        {...(tone && row[key] > 0 ? { tone } : {})}
      />
    ),
  });
  return [
    {
      key: "party",
      head: say("word.party"),
      card: "title",
      cell: (row) => (
        <span className={css.party}>
          <span className={css.name}>{row.party.name}</span>
          <span className={css.kind}>{say(`partyKind.${row.party.kind}`)}</span>
        </span>
      ),
    },
    {
      key: "currency",
      head: say("word.currency"),
      card: "figure",
      cell: (row) => <span className={css.kind}>{row.currency}</span>,
    },
    money("available"),
    money("pending", "quiet"),
    money("reserved", "quiet"),
    ...(hasTransit ? [money("inTransit")] : []),
  ];
}
