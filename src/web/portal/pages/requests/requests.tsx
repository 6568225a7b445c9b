// What was asked of this partner, and what it asked: what waits for an answer first, then what was answered.
// It never answers from the list: one opens it and reads.
//   /partner/party_…/requests
import { useQuery } from "@tanstack/react-query";
import { ProposalState } from "../../../contracts/proposal-state.tsx";
import { useProposalTitle } from "../../../contracts/proposal-title.ts";
import { type Proposal, proposalsQuery } from "../../../data/contracts.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { requestAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";
import { Openings } from "./openings.tsx";

export function Requests() {
  const { say } = useWords();
  const { who } = useParty();
  const found = useQuery(proposalsQuery(who));
  const all = found.data?.data ?? [];
  const parts = [
    { key: "yours", rows: all.filter((one) => one.state === "open" && one.side === "producer") },
    { key: "theirs", rows: all.filter((one) => one.state === "open" && one.side === "party") },
    { key: "answered", rows: all.filter((one) => one.state !== "open") },
  ] as const;
  return (
    <Page title={say("portal.requests")} lead={say("portal.requestsLead")}>
      <Openings />
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && all.length === 0 ? (
        <Empty title={say("portal.noRequests")} says={say("portal.noRequestsSays")} />
      ) : null}
      {found.isPending ? <Asked says={say("portal.requests")} rows={[]} isLoading /> : null}
      {parts
        .filter((part) => part.rows.length > 0)
        .map((part) => (
          <Section key={part.key} title={say(`portal.requests.${part.key}`)}>
            <Asked says={say(`portal.requests.${part.key}`)} rows={part.rows} />
          </Section>
        ))}
    </Page>
  );
}

interface AskedProps {
  says: string;
  rows: readonly Proposal[];
  isLoading?: boolean;
}

function Asked({ says, rows, isLoading = false }: AskedProps) {
  const { say } = useWords();
  const { party } = useParty();
  const title = useProposalTitle();
  const columns: Column<Proposal>[] = [
    { key: "what", head: say("portal.request"), cell: title, card: "title" },
    { key: "by", head: say("agree.askedBy"), cell: (one) => one.createdName, card: "under" },
    {
      key: "at",
      head: say("agree.askedAt"),
      cell: (one) => <When at={one.createdAt} show="day" />,
      card: "line",
    },
    {
      key: "state",
      head: say("word.state"),
      cell: (one) => <ProposalState state={one.state} isYours={one.side === "producer"} />,
      card: "underEnd",
    },
  ];
  return (
    <DataTable
      says={says}
      rows={rows}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => requestAddress(party, one.id)}
      isLoading={isLoading}
    />
  );
}
