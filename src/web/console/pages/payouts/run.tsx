// One payout run: what it pays, who approved it, its files for the bank, each payout and who was left out.
// The one act is what comes next: approve, then take the file. What approving does stands above its button.
//   /w/ws_…/payouts/runs/run_…
import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import {
  approveRun,
  leftOutQuery,
  type Payout,
  type PayoutRun,
  payoutsQuery,
  readPayouts,
  runQuery,
  withdrawRun,
} from "../../../data/payouts.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Money } from "../../../parts/money.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { PayoutState, RunState } from "../../../payouts/payout-state.tsx";
import css from "../../../payouts/payouts.module.css";
import { whyOf } from "../../../payouts/reason-words.ts";
import { useWords } from "../../../words/words.tsx";
import { payoutAddress, payoutsAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { LeftOut, Sums } from "./proposal.tsx";
import { RunFiles } from "./run-files.tsx";
import { totalsOf } from "./totals-of.ts";

export function RunPage() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { run: id = "" } = useParams({ strict: false }) as { run?: string };
  const found = useQuery(runQuery(ws, id));
  const back = { to: payoutsAddress(ws), name: say("nav.payouts") };
  const run = found.data;
  if (run === undefined) {
    return (
      <Page title={say("payout.runHead")} back={back}>
        {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.isPending ? <FiguresSkeleton count={2} /> : null}
      </Page>
    );
  }
  return (
    <Page title={say("payout.runNo", { no: run.no })} lead={<RunState state={run.state} />} back={back}>
      <RunFacts run={run} />
      <Next run={run} />
      <RunPayouts run={run} />
      <RunLeftOut run={run} />
    </Page>
  );
}

function RunFacts({ run }: { run: PayoutRun }) {
  const { say } = useWords();
  const made = (
    <>
      <div>{run.scheduled ? say("payout.bySchedule") : run.madeBy}</div>
      <When at={run.madeAt} show="day" />
    </>
  );
  const approved = (
    <>
      <div>{run.approvedBy}</div>
      {run.approvedAt ? <When at={run.approvedAt} show="day" /> : null}
    </>
  );
  const facts: [string, React.ReactNode][] = [
    [say("payout.proposedBy"), made],
    ...(run.approvedAt ? ([[say("payout.approvedBy"), approved]] as [string, React.ReactNode][]) : []),
    [say("payout.executesOn"), <When key="on" at={run.executesOn} show="day" />],
  ];
  return <Facts facts={facts} />;
}

function Next({ run }: { run: PayoutRun }) {
  const { say } = useWords();
  const { may } = useWorkspace();
  const { count } = totalsOf(run.sums);
  const done = run.sums.filter((one) => one.state !== "proposed").reduce((all, one) => all + one.count, 0);
  switch (run.state) {
    case "proposed":
      return may("sales") ? <Decide run={run} /> : <Sums payouts={run.sums} />;
    case "approved":
      return (
        <Section title={say("payout.beginning")}>
          <p className={css.quiet}>{say("payout.beginningSays")}</p>
          <Progress done={done} total={count} />
        </Section>
      );
    case "withdrawn":
      return <p className={css.quiet}>{say("payout.withdrawnSays")}</p>;
    default:
      return <RunFiles run={run} />;
  }
}

function Decide({ run }: { run: PayoutRun }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const onSuccess = async () => {
    setAsking(false);
    await queries.invalidateQueries({ queryKey: [ws] });
  };
  const approve = useMutation({ mutationFn: () => approveRun(ws, run.id), onSuccess });
  const withdraw = useMutation({ mutationFn: () => withdrawRun(ws, run.id), onSuccess });
  const { count } = totalsOf(run.sums);
  const mustBeAnother = run.fourEyes && run.isOwn;
  return (
    <Section title={say("payout.approveTitle")}>
      <div className={css.stack}>
        <Sums payouts={run.sums} />
        <p className={css.quiet}>{say("payout.approveSays", { count })}</p>
        {mustBeAnother ? <p role="status">{say("payout.another")}</p> : null}
        {approve.error ? <Problem error={approve.error} /> : null}
        <div className={css.acts}>
          {mustBeAnother ? null : (
            <Button loading={approve.isPending} onClick={() => approve.mutate()}>
              {say("payout.approve", { count })}
            </Button>
          )}
          <Button variant="subtle" color="gray" onClick={() => setAsking(true)}>
            {say("payout.withdraw")}
          </Button>
        </div>
      </div>
      <Confirm
        isOpen={isAsking}
        title={say("payout.withdrawTitle", { no: run.no })}
        act={say("payout.withdrawAct", { no: run.no })}
        final={say("payout.withdrawFinal")}
        isWorking={withdraw.isPending}
        error={withdraw.error ?? undefined}
        onConfirm={() => withdraw.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{say("payout.withdrawBody", { count })}</p>
      </Confirm>
    </Section>
  );
}

function RunPayouts({ run }: { run: PayoutRun }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const found = useInfiniteQuery(payoutsQuery(ws, { run: run.id }));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <Section title={say("payout.wanted")}>
      <PayoutTable
        rows={rows}
        isLoading={found.isPending}
        hasMore={found.hasNextPage}
        isLoadingMore={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
        exportAs={{
          name: `run-${run.no}`,
          pageOf: (cursor, signal) => readPayouts(ws, { run: run.id }, cursor, signal),
        }}
      />
    </Section>
  );
}

type TableProps = Pick<
  Parameters<typeof DataTable<Payout>>[0],
  "rows" | "isLoading" | "hasMore" | "isLoadingMore" | "onMore" | "exportAs"
>;

export function PayoutTable({ withParty = true, ...props }: TableProps & { withParty?: boolean }) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const reason = (one: Payout) => (one.reason === "" ? "" : whyOf(one.reason, words));
  const columns: Column<Payout>[] = [
    withParty
      ? {
          key: "party",
          head: say("word.party"),
          card: "title",
          cell: (one) => one.party.name,
          csv: (one) => one.party.name,
        }
      : {
          key: "run",
          head: say("payout.runHead"),
          card: "title",
          cell: (one) => say("payout.runNo", { no: one.run.no }),
          csv: (one) => String(one.run.no),
        },
    {
      key: "method",
      head: say("payout.to"),
      card: "line",
      cell: (one) => `${say(`payout.rail.${one.rail}`)} · ${one.method.hint}`,
      csv: (one) => `${one.rail} ${one.method.hint}`,
    },
    {
      key: "reference",
      head: say("payout.reference"),
      card: "line",
      cell: (one) => <span className={css.mono}>{one.reference}</span>,
      csv: (one) => one.reference,
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => (
        <>
          <PayoutState state={one.state} />
          {reason(one) === "" ? null : <div className={css.quiet}>{reason(one)}</div>}
        </>
      ),
      csv: (one) => one.state,
    },
    {
      key: "amount",
      head: say("word.amount"),
      align: "end",
      card: "figure",
      cell: (one) => <Money amount={one.amount} currency={one.currency} />,
      csv: (one) => `${one.amount} ${one.currency}`,
    },
  ];
  return (
    <DataTable
      {...props}
      says={say("payout.wanted")}
      name="payouts"
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => payoutAddress(ws, one.id)}
    />
  );
}

function RunLeftOut({ run }: { run: PayoutRun }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const found = useInfiniteQuery(leftOutQuery(ws, run.id));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={say("payout.leftOut")}>
      <LeftOut
        rows={rows}
        hasMore={found.hasNextPage}
        isLoadingMore={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </Section>
  );
}
