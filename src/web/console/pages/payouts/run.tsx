// One payout run: what it pays, who approved it, its files for the bank, each payout and who was left out.
// The one act is what comes next: approve, then take the file. What approving does stands above its button.
//   /w/ws_…/payouts/runs/run_…
import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { approveRun, leftOutQuery, type PayoutRun, runQuery, withdrawRun } from "../../../data/payouts.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { When } from "../../../parts/when.tsx";
import { RunState } from "../../../payouts/payout-state.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { payoutsAddress, runAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { CameBackCount } from "./came-back.tsx";
import { LeftOut, Sums } from "./proposal.tsx";
import { RunFiles } from "./run-files.tsx";
import { RunPayouts } from "./run-payouts.tsx";
import { Beginning, HowFar } from "./run-progress.tsx";
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
    [say("payout.executesOn"), <ExecutesOn key="on" run={run} />],
  ];
  return <Facts facts={facts} />;
}

function ExecutesOn({ run }: { run: PayoutRun }) {
  const { say } = useWords();
  if (run.movedTo === null) return <When at={run.executesOn} show="day" />;
  return (
    <>
      <When at={run.movedTo} show="day" />
      <div className={css.quiet}>
        {say("payout.movedFrom")} <When at={run.executesOn} show="day" />
      </div>
    </>
  );
}

function Next({ run }: { run: PayoutRun }) {
  const { may } = useWorkspace();
  switch (run.state) {
    case "proposed":
      return may("sales") ? <Decide run={run} /> : <Sums payouts={run.sums} />;
    case "approved":
      return <Beginning run={run} />;
    case "withdrawn":
      return <TakenBack run={run} />;
    default:
      return (
        <>
          <HowFar run={run} />
          <RunFiles run={run} />
        </>
      );
  }
}

/** By a person, or by the schedule, which then leads to the run that took its place. */
function TakenBack({ run: { replacedBy } }: { run: PayoutRun }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  if (replacedBy === null) return <p className={css.quiet}>{say("payout.withdrawnSays")}</p>;
  return (
    <p className={css.quiet}>
      {say("payout.replacedSays")}{" "}
      <Link to={runAddress(ws, replacedBy.id)}>{say("payout.runNo", { no: replacedBy.no })}</Link>
    </p>
  );
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
        <CameBackCount count={run.cameBack} to={`${runAddress(ws, run.id)}?cameBack=true`} />
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
