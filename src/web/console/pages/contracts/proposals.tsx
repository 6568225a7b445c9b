// Everything that was asked about contracts here, by either side, newest first: open and answered.
// It never answers from the list: one opens it and reads.
//   /w/ws_…/proposals?state=open
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ProposalState } from "../../../contracts/proposal-state.tsx";
import { useProposalTitle } from "../../../contracts/proposal-view.tsx";
import { type Proposal, proposalsQuery } from "../../../data/contracts.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, useFilters } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { invitePartnerAddress, proposalAddress, templatesAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const STATES = ["open", "accepted", "declined", "withdrawn", "lapsed"] as const;

export function Proposals() {
  const { say } = useWords();
  const { ws, role } = useWorkspace();
  const { state } = useFilters(["state"]).filters;
  const found = useQuery(proposalsQuery({ side: "producer", id: ws }, { state }));
  const rows = found.data?.data ?? [];
  const invite =
    role === "owner" || role === "admin" ? (
      <>
        <Button component={Link} to={templatesAddress(ws)} variant="subtle">
          {say("templates.title")}
        </Button>
        <Button component={Link} to={invitePartnerAddress(ws)} leftSection={<Icon name="plus" size={16} />}>
          {say("invitePartner.title")}
        </Button>
      </>
    ) : null;
  const isEmpty = found.isSuccess && rows.length === 0;
  return (
    <Page title={say("proposals.title")} lead={say("proposals.lead")} action={invite}>
      {rows.length > 0 || state !== undefined ? (
        <FilterBar>
          <ChoiceFilter
            name="state"
            says={say("word.state")}
            any={say("proposals.anyState")}
            options={STATES.map((value) => ({ value, label: say(`agree.state.${value}`) }))}
          />
        </FilterBar>
      ) : null}
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {isEmpty ? <Empty title={say("proposals.none")} says={say("proposals.noneSays")} /> : null}
      {found.isPending || rows.length > 0 ? <ProposalTable rows={rows} isLoading={found.isPending} /> : null}
    </Page>
  );
}

export function ProposalTable({ rows, isLoading }: { rows: readonly Proposal[]; isLoading: boolean }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const title = useProposalTitle();
  const columns: Column<Proposal>[] = [
    { key: "what", head: say("proposals.one"), cell: title, card: "title" },
    { key: "party", head: say("agree.partner"), cell: (one) => one.party.name, card: "under" },
    { key: "by", head: say("agree.askedBy"), cell: (one) => one.createdName, card: "line" },
    {
      key: "at",
      head: say("agree.askedAt"),
      cell: (one) => <When at={one.createdAt} show="day" />,
      card: "line",
    },
    {
      key: "state",
      head: say("word.state"),
      cell: (one) => <ProposalState state={one.state} isYours={one.side === "party"} />,
      card: "underEnd",
    },
  ];
  return (
    <DataTable
      says={say("proposals.title")}
      rows={rows}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => proposalAddress(ws, one.id)}
      isLoading={isLoading}
    />
  );
}
