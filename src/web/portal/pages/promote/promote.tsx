// What this party promotes, with its code and its commission, and what else of the business it could promote.
// Read only: applying and accepting terms is on the product's own page.
//   /partner/party_…/promote
import { useQuery } from "@tanstack/react-query";
import { type OwnProgram, ownProgramsQuery } from "../../../data/programs.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useWords } from "../../../words/words.tsx";
import { promoteProductAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";
import css from "./promote.module.css";
import { PromoteState } from "./promote-state.tsx";

export function Promote() {
  const { say } = useWords();
  const { party, own } = useParty();
  const found = useQuery(ownProgramsQuery(party));
  const all = found.data?.data ?? [];
  const mine = all.filter((one) => one.affiliation !== null);
  const open = all.filter((one) => one.affiliation === null);
  const columns = useColumns();
  const table = (says: string, rows: readonly OwnProgram[]) => (
    <DataTable
      says={says}
      rows={rows}
      isLoading={found.isPending}
      columns={columns}
      keyOf={(one) => one.product.id}
      linkOf={(one) => promoteProductAddress(party, one.product.id)}
    />
  );
  return (
    <Page title={say("promote.title")} lead={say("promote.lead", { workspace: own?.workspace.name ?? "" })}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && all.length === 0 ? (
        <Empty title={say("promote.none")} says={say("promote.noneSays")} />
      ) : null}
      {mine.length > 0 || found.isPending ? (
        <Section title={say("promote.mine")}>{table(say("promote.mine"), mine)}</Section>
      ) : null}
      {open.length > 0 ? (
        <Section title={say("promote.open")}>{table(say("promote.open"), open)}</Section>
      ) : null}
    </Page>
  );
}

function useColumns(): Column<OwnProgram>[] {
  const { say, language } = useWords();
  return [
    { key: "product", head: say("word.product"), card: "title", cell: (one) => one.product.name },
    { key: "code", head: say("promote.code"), card: "line", cell: (one) => one.affiliation?.code ?? "–" },
    {
      key: "access",
      head: say("program.access"),
      card: "under",
      cell: (one) => say(`program.access.${one.access}`),
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => <PromoteState program={one} />,
    },
    {
      key: "rate",
      head: say("promote.rate"),
      align: "end",
      card: "figure",
      cell: (one) => (
        <span className={css.rate}>{one.rate === null ? "–" : formatRate(one.rate, language)}</span>
      ),
    },
  ];
}
