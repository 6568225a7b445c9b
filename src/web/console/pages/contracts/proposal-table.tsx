// Proposals as a list: what is asked, of whom, by whom, and how it stands. It holds no filter: that is the
// page's.
//   <ProposalTable rows={open} isLoading={false} />
import { ProposalState } from "../../../contracts/proposal-state.tsx";
import { useProposalTitle } from "../../../contracts/proposal-title.ts";
import type { Proposal } from "../../../data/contracts.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { proposalAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

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
