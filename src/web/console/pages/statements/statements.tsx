// What every party was told of its money: issued statements, newest first, to search and to narrow; a period
// issued for everybody at once, with its progress. It never changes one that is issued: nobody can.
//   /w/ws_…/statements?search=Bruno
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { invoiceFile, type StatementRun, statementRunsQuery } from "../../../data/statements.ts";
import { todayIn } from "../../../parts/date-range.ts";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess } from "../../../parts/problem.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { useAsked } from "../../../parts/use-asked.ts";
import { useZone } from "../../../parts/when.tsx";
import { monthsBefore, periodName } from "../../../statements/period-name.ts";
import { StatementList } from "../../../statements/statement-list.tsx";
import css from "../../../statements/statements.module.css";
import { capital } from "../../../words/capital.ts";
import { useWords } from "../../../words/words.tsx";
import { statementAddress } from "../../addresses.ts";
import { trialBalanceQuery } from "../../data/ledger.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const StopRun = later(() => import("./stop-run.tsx"), "StopRun");
const IssuePeriod = later(() => import("./issue-period.tsx"), "IssuePeriod");
const MONTHS = 24;
const NAMES = ["search", "month", "currency", "below"] as const;

export function Statements() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const [isIssuing, setIssuing] = useAsked("issue");
  const { filters, isNarrowed } = useFilters(NAMES);
  const runs = useQuery({ ...statementRunsQuery(ws), enabled: may("ledger") });
  const [last] = runs.data?.data ?? [];
  useListFollows(last);
  const isRunning = last?.state === "running";
  const issue = may("sales") ? (
    <Button disabled={isRunning} onClick={() => setIssuing(true)}>
      {say("statement.issue")}
    </Button>
  ) : null;
  if (!may("ledger")) {
    return (
      <Page title={say("nav.statements")}>
        <NoAccess says={say("statement.noAccess")} />
      </Page>
    );
  }
  return (
    <Page title={say("nav.statements")} lead={say("statement.lead")} action={issue}>
      {last ? <LastRun run={last} /> : null}
      <Filters />
      <StatementList
        who={{ side: "producer", id: ws }}
        filter={filters}
        withParty
        addressOf={(id) => statementAddress(ws, id)}
        empty={
          <Empty
            title={say(isNarrowed ? "statement.nothingFits" : "statement.none")}
            says={say(isNarrowed ? "statement.nothingFitsSays" : "statement.noneSays")}
          />
        }
      />
      {isIssuing && may("sales") ? <IssuePeriod onClose={() => setIssuing(false)} /> : null}
    </Page>
  );
}

function Filters() {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const { filters } = useFilters(NAMES);
  const currencies = useQuery(trialBalanceQuery(ws)).data?.totals.map((one) => one.currency) ?? [];
  const months = monthsBefore(todayIn(useZone()), MONTHS);
  const nameOf = (until: string) => periodName({ from: `${until.slice(0, 7)}-01`, until }, language);
  const chosen = months.find((until) => until.slice(0, 7) === filters.month) ?? (months[0] as string);
  return (
    <FilterBar names={NAMES}>
      <SearchFilter name="search" says={say("statement.search")} />
      <ChoiceFilter
        name="month"
        says={say("statement.period")}
        any={say("statement.anyPeriod")}
        options={months.map((until) => ({
          value: until.slice(0, 7),
          label: capital(nameOf(until), language),
        }))}
      />
      {currencies.length > 1 ? (
        <ChoiceFilter
          name="currency"
          says={say("word.currency")}
          any={say("statement.anyCurrency")}
          options={currencies.map((value) => ({ value, label: value }))}
        />
      ) : null}
      <ChoiceFilter
        name="below"
        says={say("statement.closing")}
        any={say("statement.anyClosing")}
        options={[{ value: "true", label: say("statement.belowZero") }]}
      />
      <Button
        component="a"
        href={invoiceFile(ws, chosen.slice(0, 7))}
        variant="default"
        leftSection={<Icon name="download" size={15} />}
        title={say("statement.invoicesSay")}
        download
      >
        {say("statement.invoices", { period: nameOf(chosen) })}
      </Button>
    </FilterBar>
  );
}

/** What a run issues comes into the list while one looks. */
function useListFollows(run: StatementRun | undefined): void {
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const seen = useRef(run?.issued);
  useEffect(() => {
    if (run !== undefined && seen.current !== undefined && seen.current !== run.issued) {
      void queries.invalidateQueries({ queryKey: [ws, "statements"] });
    }
    seen.current = run?.issued ?? 0;
  }, [queries, ws, run]);
}

function leftOf({ done, issued }: StatementRun, total: number) {
  return { done, issued, total, left: total - done };
}

function LastRun({ run }: { run: StatementRun }) {
  const { say, language } = useWords();
  const { may } = useWorkspace();
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  const until = day.format(new Date(`${run.until}T00:00:00Z`));
  if (run.state === "running") {
    return (
      <div className={css.running}>
        <div role="status">
          <p className={css.quiet}>
            {say(run.total === null ? "statement.looking" : "statement.running", { until })}
          </p>
          <Progress
            done={run.done}
            total={run.total}
            says={
              run.total === null
                ? say("statement.nothingIssued")
                : say("statement.issuedOf", leftOf(run, run.total))
            }
          />
        </div>
        {may("sales") ? <StopRun run={run} until={until} /> : null}
      </div>
    );
  }
  if (run.state === "stopped") {
    return (
      <p className={css.lastRun}>
        {say("statement.stopped", { until, count: run.issued, name: run.message ?? "" })}
      </p>
    );
  }
  if (run.state === "failed") {
    return <p role="alert">{say("statement.runFailed", { until, why: run.message ?? "" })}</p>;
  }
  return (
    <p className={css.lastRun}>{say("statement.ran", { until, count: run.issued, name: run.startedBy })}</p>
  );
}
