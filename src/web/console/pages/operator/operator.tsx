// The installation for whoever runs it: its workspaces without their business, what new ones begin with,
// suspending and asking an owner for leave to look. What is in a workspace is seen by its owner's leave
// alone.
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { DataTable } from "../../../parts/data-table.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { Status, Tag } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { overviewAddress } from "../../addresses.ts";
import { defaultsQuery, installationQuery, type OperatorWorkspace } from "../../data/operator.ts";
import { sessionQuery } from "../../data/session.ts";
import { AccountShell } from "../account/account-shell.tsx";
import { DefaultFee } from "./default-fee.tsx";
import { feeText } from "./platform-fee-fields.tsx";
import { WorkspaceActs } from "./workspace-acts.tsx";

const MakeWorkspace = later(() => import("./make-workspace.tsx"), "MakeWorkspace");

export function Operator() {
  const { say } = useWords();
  const session = useQuery(sessionQuery).data;
  const isOperator = session?.operator === true;
  const workspaces = useInfiniteQuery({ ...installationQuery, enabled: isOperator });
  const defaults = useQuery({ ...defaultsQuery, enabled: isOperator });
  const [isMaking, setMaking] = useState(false);
  const rows = workspaces.data?.pages.flatMap((page) => page.data) ?? [];
  const make = isOperator ? (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setMaking(true)}>
      {say("operator.make")}
    </Button>
  ) : undefined;
  return (
    <AccountShell title={say("operator.title")} lead={say("operator.lead")} action={make}>
      {session && !isOperator ? <NotOperator email={session.account.email} /> : null}
      {workspaces.isError ? (
        <Problem error={workspaces.error} onRetry={() => void workspaces.refetch()} />
      ) : null}
      {isOperator ? (
        <>
          <Section title={say("operator.workspaces")}>
            <WorkspaceTable
              rows={rows}
              isLoading={workspaces.isPending}
              hasMore={workspaces.hasNextPage}
              onMore={() => void workspaces.fetchNextPage()}
            />
          </Section>
          <Section title={say("operator.defaults")}>
            {defaults.data ? <DefaultFee fee={defaults.data.platformFee} /> : <FormSkeleton fields={3} />}
          </Section>
        </>
      ) : null}
      {isMaking ? <MakeWorkspace onClose={() => setMaking(false)} /> : null}
    </AccountShell>
  );
}

/** Who runs the server makes operators, from its command line; no workspace can. */
function NotOperator({ email }: { email: string }) {
  const { say, show } = useWords();
  const command = <code>bin/partage operator --add {email}</code>;
  return <NoAccess says={say("operator.noAccess")} how={show("operator.noAccessHow", { command })} />;
}

interface TableProps {
  rows: OperatorWorkspace[];
  isLoading: boolean;
  hasMore: boolean;
  onMore: () => void;
}

function WorkspaceTable({ rows, isLoading, hasMore, onMore }: TableProps) {
  const { say, language } = useWords();
  const feeOf = (one: OperatorWorkspace) => feeText(one.platformFee, language) ?? "–";
  const columns: Column<OperatorWorkspace>[] = [
    {
      ...{ key: "name", head: say("operator.name"), card: "title" },
      cell: (one) => {
        const mayEnter = one.member || one.grant?.state === "given";
        return (
          <>
            {mayEnter ? <Link to={overviewAddress(one.id)}>{one.name}</Link> : one.name}{" "}
            {one.demo ? <Tag>{say("frame.demo")}</Tag> : null}
          </>
        );
      },
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) =>
        one.suspended ? (
          <span title={one.suspended.why}>
            <Status tone="taken">{say("operator.suspended")}</Status>
          </span>
        ) : (
          <Status tone="good">{say("operator.running")}</Status>
        ),
    },
    {
      ...{ key: "made", head: say("operator.made"), card: "none", isHidden: true },
      cell: (one) => <When at={one.createdAt} show="day" />,
    },
    {
      ...{ key: "last", head: say("operator.last"), card: "under" },
      cell: (one) => (one.lastActivity ? <When at={one.lastActivity} show="day" /> : "–"),
    },
    {
      key: "entries",
      head: say("operator.entries"),
      align: "end",
      cell: (one) => say("operator.count", { count: one.entries }),
    },
    { key: "fee", head: say("operator.fee"), align: "end", cell: feeOf },
    {
      key: "grant",
      head: say("operator.grant"),
      cell: (one) => (one.grant ? say(`grant.${one.grant.state}`) : "–"),
    },
    { key: "acts", head: say("word.acts"), align: "end", cell: (one) => <WorkspaceActs workspace={one} /> },
  ];
  return (
    <DataTable
      says={say("operator.workspaces")}
      name="operator-workspaces"
      rows={rows}
      columns={columns}
      keyOf={(one) => one.id}
      isLoading={isLoading}
      hasMore={hasMore}
      onMore={onMore}
    />
  );
}
