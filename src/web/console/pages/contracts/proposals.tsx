// Everything that was asked about contracts here, by either side, newest first: open and answered.
// It never answers from the list: one opens it and reads.
//   /w/ws_…/proposals?state=open
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { proposalsQuery } from "../../../data/contracts.ts";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, useFilters } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { invitePartnerAddress, templatesAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ProposalTable } from "./proposal-table.tsx";

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
        <Button component={Link} to={templatesAddress(ws)} variant="default">
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
