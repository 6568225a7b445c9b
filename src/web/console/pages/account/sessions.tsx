// Where I am signed in: the device as its browser named itself, when it was last seen, which one is this. A
// place is not known and not made up. One is signed out, all others, or all.

import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { tellTabs } from "../../../data/other-tabs.ts";
import { tellFailure } from "../../../data/tell-failures.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Tag } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useToast } from "../../../parts/toast.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { endSession, endSessions, type OwnSession, ownSessionsQuery } from "../../data/own-account.ts";
import { AccountShell } from "./account-shell.tsx";
import { readDevice } from "./device.ts";

export function Sessions() {
  const { say } = useWords();
  const sessions = useQuery(ownSessionsQuery);
  const rows = sessions.data?.data ?? [];
  return (
    <AccountShell
      title={say("account.sessions")}
      lead={say("sessions.lead")}
      action={<EndAll others={rows.length - 1} />}
    >
      {sessions.isError ? <Problem error={sessions.error} onRetry={() => void sessions.refetch()} /> : null}
      <SessionTable rows={rows} isLoading={sessions.isPending} />
    </AccountShell>
  );
}

function SessionTable({ rows, isLoading }: { rows: OwnSession[]; isLoading: boolean }) {
  const { say } = useWords();
  const nameOf = useDeviceName();
  const columns: Column<OwnSession>[] = [
    {
      key: "device",
      head: say("sessions.device"),
      card: "title",
      cell: (one) => (
        <>
          {nameOf(one.userAgent)} {one.current ? <Tag isOwn>{say("sessions.this")}</Tag> : null}
        </>
      ),
    },
    { key: "seen", head: say("sessions.seen"), card: "under", cell: (one) => <When at={one.seenAt} /> },
    { key: "since", head: say("sessions.since"), cell: (one) => <When at={one.createdAt} /> },
    {
      key: "acts",
      head: say("word.acts"),
      align: "end",
      card: "figure",
      cell: (one) => (one.current ? null : <EndOne session={one} name={nameOf(one.userAgent)} />),
    },
  ];
  return (
    <DataTable
      says={say("account.sessions")}
      rows={rows}
      columns={columns}
      keyOf={(one) => one.id}
      isLoading={isLoading}
    />
  );
}

function useDeviceName() {
  const { say } = useWords();
  return (userAgent: string | null) => {
    const { browser, system } = readDevice(userAgent);
    if (browser && system) return say("sessions.on", { browser, system });
    return browser ?? system ?? say("sessions.unknown");
  };
}

function EndOne({ session, name }: { session: OwnSession; name: string }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => endSession(session.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={end.isPending}
        aria-label={say("sessions.endOf", { name })}
        onClick={() => end.mutate()}
      >
        {say("sessions.end")}
      </Button>
      {end.error ? <Problem error={end.error} /> : null}
    </>
  );
}

function EndAll({ others }: { others: number }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const endOthers = useMutation({
    ...tellFailure,
    mutationFn: () => endSessions(true),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
      toast.tell({ says: say("sessions.othersEnded") });
    },
  });
  const endAll = useMutation({
    mutationFn: () => endSessions(false),
    onSuccess: async () => {
      queries.clear();
      tellTabs(null);
      await navigate({ to: "/sign-in" });
    },
  });
  return (
    <>
      <Button
        variant="default"
        disabled={others < 1}
        loading={endOthers.isPending}
        onClick={() => endOthers.mutate()}
      >
        {say("sessions.endOthers")}
      </Button>
      <Button variant="subtle" color="brick" onClick={() => setAsking(true)}>
        {say("sessions.endAll")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("sessions.endAllTitle")}
        act={say("sessions.endAll")}
        final={say("sessions.endAllFinal")}
        isWorking={endAll.isPending}
        error={endAll.error ?? endOthers.error}
        onConfirm={() => endAll.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{say("sessions.endAllSays", { count: others + 1 })}</p>
      </Confirm>
    </>
  );
}
