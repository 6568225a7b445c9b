// Money out: what can be paid today with one button to propose it, the runs so far, what parties asked for
// and what banks answered. It never pays by itself: a run is proposed here and approved on its own page.
//   /w/ws_…/payouts
import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import {
  type PayoutPreview,
  type PayoutRun,
  previewQuery,
  proposeRun,
  requestsQuery,
  runsQuery,
} from "../../../data/payouts.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { RunState } from "../../../payouts/payout-state.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import {
  newRunAddress,
  partyAddress,
  payoutSettingsAddress,
  runAddress,
  settlementsAddress,
} from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { Answers } from "./answers.tsx";
import { CameBackCount } from "./came-back.tsx";
import { Sums } from "./proposal.tsx";
import { totalsOf } from "./totals-of.ts";

const EVERYBODY = { rates: [] };

export function Payouts() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const settings = (
    <Button component={Link} to={payoutSettingsAddress(ws)} variant="default">
      {say("payout.settings")}
    </Button>
  );
  if (!may("ledger")) {
    return (
      <Page title={say("nav.payouts")}>
        <NoAccess says={say("payout.noAccess")} />
      </Page>
    );
  }
  return (
    <Page title={say("nav.payouts")} lead={say("payout.lead")} action={settings}>
      <Ready />
      <Requests />
      <Runs />
      {may("sales") ? <Answers /> : null}
      <Settled />
    </Page>
  );
}

function Ready() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const found = useQuery(previewQuery(ws, EVERYBODY));
  return (
    <Section title={say("payout.ready")}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <FiguresSkeleton count={2} /> : null}
      <WaitingRuns isNext={found.data?.payouts.length === 0} />
      {found.data ? <ReadyNow preview={found.data} /> : null}
    </Section>
  );
}

/** What was proposed and nobody approved yet: the next step is there, not in a new run. */
function WaitingRuns({ isNext }: { isNext: boolean }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const runs = useInfiniteQuery(runsQuery(ws)).data?.pages[0]?.data ?? [];
  return runs
    .filter((run) => run.state === "proposed")
    .map((run) => {
      const { count, amounts } = totalsOf(run.sums);
      return (
        <div key={run.id} className={css.ready}>
          <div>
            <p>{say("payout.runWaits", { no: run.no, count })}</p>
            {amounts.map((one) => (
              <Money key={one.currency} {...one} size="lg" />
            ))}
          </div>
          <Button component={Link} to={runAddress(ws, run.id)} variant={isNext ? "filled" : "default"}>
            {say("payout.lookAtRun")}
          </Button>
        </div>
      );
    });
}

function ReadyNow({ preview }: { preview: PayoutPreview }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const propose = useMutation({
    mutationFn: () => proposeRun(ws, EVERYBODY),
    onSuccess: async (run) => {
      await navigate({ to: runAddress(ws, run.id) });
      await queries.invalidateQueries({ queryKey: [ws, "payouts"] });
    },
  });
  const { payouts, leftOut } = preview;
  const look = (
    <Button component={Link} to={newRunAddress(ws)} variant="default">
      {say("payout.look")}
    </Button>
  );
  if (payouts.length === 0) {
    return (
      <div className={css.ready}>
        <p className={css.quiet}>
          {say(leftOut.length > 0 ? "payout.nothingReady" : "payout.nothingOwed", { count: leftOut.length })}
        </p>
        {leftOut.length > 0 ? look : null}
      </div>
    );
  }
  return (
    <div className={css.stack} data-wide>
      <div className={css.ready}>
        <Sums payouts={payouts} />
        <div className={css.acts}>
          {look}
          {may("sales") ? (
            <Button loading={propose.isPending} onClick={() => propose.mutate()}>
              {say("payout.propose", { count: payouts.length })}
            </Button>
          ) : null}
        </div>
      </div>
      <CameBackCount
        count={payouts.filter((one) => one.cameBack !== null).length}
        to={`${newRunAddress(ws)}?cameBack=true`}
      />
      {leftOut.length > 0 ? (
        <p className={css.quiet}>{say("payout.leftOutSays", { count: leftOut.length })}</p>
      ) : null}
      {propose.error ? <Problem error={propose.error} /> : null}
    </div>
  );
}

/** What came in from platforms, on a page of its own. */
function Settled() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const see = (
    <Button component={Link} to={settlementsAddress(ws)} variant="default">
      {say("settled.see")}
    </Button>
  );
  return (
    <Section title={say("settled.ofSources")} aside={see}>
      <p className={css.quiet}>{say("settled.seeSays")}</p>
    </Section>
  );
}

function Requests() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const found = useQuery(requestsQuery(ws)).data?.data ?? [];
  if (found.length === 0) return null;
  return (
    <Section title={say("payout.requests")}>
      <DataTable
        says={say("payout.requests")}
        rows={found}
        keyOf={(one) => `${one.party.id} ${one.currency}`}
        linkOf={(one) => partyAddress(ws, one.party.id)}
        columns={[
          { key: "party", head: say("word.party"), card: "title", cell: (one) => one.party.name },
          { key: "currency", head: say("word.currency"), card: "under", cell: (one) => one.currency },
          { key: "at", head: say("payout.askedAt"), card: "line", cell: (one) => <When at={one.askedAt} /> },
        ]}
      />
    </Section>
  );
}

function Runs() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const runs = useInfiniteQuery(runsQuery(ws));
  const rows = runs.data?.pages.flatMap((page) => page.data) ?? [];
  if (runs.isError) return <Problem error={runs.error} onRetry={() => void runs.refetch()} />;
  if (runs.isSuccess && rows.length === 0) {
    return <Empty title={say("payout.noRuns")} says={say("payout.noRunsSays")} />;
  }
  const columns: Column<PayoutRun>[] = [
    {
      key: "no",
      head: say("payout.runHead"),
      card: "title",
      cell: (run) => say("payout.runNo", { no: run.no }),
    },
    {
      key: "at",
      head: say("payout.proposedAt"),
      card: "line",
      cell: (run) => <When at={run.madeAt} show="day" />,
    },
    {
      key: "by",
      head: say("payout.proposedBy"),
      card: "line",
      cell: (run) => (run.scheduled ? say("payout.bySchedule") : run.madeBy),
    },
    {
      key: "count",
      head: say("payout.count"),
      align: "end",
      card: "line",
      cell: (run) => totalsOf(run.sums).count,
    },
    {
      key: "amount",
      head: say("word.amount"),
      align: "end",
      card: "figure",
      cell: (run) =>
        totalsOf(run.sums).amounts.map((one) => (
          <div key={one.currency}>
            <Money {...one} />
          </div>
        )),
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (run) => <RunState state={run.state} />,
    },
  ];
  return (
    <Section title={say("payout.runs")}>
      <DataTable
        says={say("payout.runs")}
        rows={rows}
        columns={columns}
        keyOf={(run) => run.id}
        linkOf={(run) => runAddress(ws, run.id)}
        isLoading={runs.isPending}
        hasMore={runs.hasNextPage}
        isLoadingMore={runs.isFetchingNextPage}
        onMore={() => void runs.fetchNextPage()}
      />
    </Section>
  );
}
