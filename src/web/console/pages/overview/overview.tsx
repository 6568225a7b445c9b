// The first look: what was sold today and in a period, against the one before; where its money went; what is
// owed, and to whom; what needs attention; what was sold last. It never adds currencies together: each has
// its own view.
//   /w/ws_…?period=90d&currency=EUR

import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Choice } from "../../../parts/choice.tsx";
import { todayIn } from "../../../parts/date-range.ts";
import { Empty } from "../../../parts/empty.tsx";
import { useNarrow } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { firstRunAddress, newImportAddress, newSaleAddress, salesAddress } from "../../addresses.ts";
import { soldQuery } from "../../data/reports.ts";
import { latestSalesQuery } from "../../data/sales.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { Attention } from "./attention.tsx";
import { LatestSales } from "./latest-sales.tsx";
import css from "./overview.module.css";
import { Owed } from "./owed.tsx";
import { daysOf } from "./period.ts";
import { PeriodChoice, usePeriod } from "./period-choice.tsx";
import { PeriodFlow } from "./period-flow.tsx";
import { SoldChart } from "./sold-chart.tsx";
import { SoldFigures } from "./sold-figures.tsx";

/** All time, as far as a report reaches. */
const EVER = { from: "1990-01-01", to: "2089-12-31" };

export function Overview() {
  const { say } = useWords();
  const { ws, own, may } = useWorkspace();
  const isNew = useQuery(latestSalesQuery(ws)).data?.data.length === 0;
  return (
    <Page title={say("nav.overview")} heading={own?.name ?? say("nav.overview")} lead={say("overview.lead")}>
      <Attention />
      {isNew ? <Beginning /> : <Figures />}
      {isNew ? null : (
        <Section
          title={say("overview.latest")}
          aside={<Link to={salesAddress(ws)}>{say("overview.allSales")}</Link>}
        >
          <LatestSales />
        </Section>
      )}
      {isNew || may("ledger") ? null : <p className={css.less}>{say("overview.less")}</p>}
    </Page>
  );
}

/** Nothing was sold yet: what this page will show, and the step that fills it. */
function Beginning() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const action = may("imports") ? (
    <>
      <Button
        component={Link}
        to={newImportAddress(ws)}
        variant={may("settings") ? "default" : "filled"}
        leftSection={<Icon name="imports" />}
      >
        {say("palette.newImport")}
      </Button>
      <Button component={Link} to={newSaleAddress(ws)} variant="default">
        {say("palette.newSale")}
      </Button>
    </>
  ) : null;
  const steps = may("settings") ? (
    <Button component={Link} to={firstRunAddress(ws)} leftSection={<Icon name="check" />}>
      {say("overview.firstSteps")}
    </Button>
  ) : null;
  return (
    <Empty
      title={say("overview.none")}
      says={say("overview.noneSays")}
      action={
        <>
          {steps}
          {action}
        </>
      }
    />
  );
}

function Figures() {
  const { ws, may } = useWorkspace();
  const today = todayIn(useZone());
  const period = usePeriod("30d");
  const { now, before } = daysOf(period, today);
  const currencies = useCurrencies();
  const { chosen: currency } = currencies;
  if (currencies.error) return <Problem error={currencies.error} onRetry={currencies.retry} />;
  if (currencies.isPending) return <FiguresSkeleton count={4} />;
  return (
    <>
      <div className={css.choices}>
        <PeriodChoice period={period} usual="30d" />
        <CurrencyChoice all={currencies.all} chosen={currency} />
      </div>
      <SoldFigures {...{ ws, today, period, now, before, currency }} />
      <SoldChart {...{ ws, period, now, currency }} />
      {may("ledger") ? (
        <>
          <PeriodFlow {...{ ws, now, currency }} />
          <Owed ws={ws} currency={currency} />
        </>
      ) : null}
    </>
  );
}

/** Every currency there ever was a sale in; the business's own first, else the one sold most in. */
function useCurrencies() {
  const { ws } = useWorkspace();
  const asked = (useSearch({ strict: false }) as { currency?: string }).currency;
  const ever = useQuery(soldQuery(ws, EVER));
  const workspace = useQuery(workspaceQuery(ws));
  const home = workspace.data?.currency ?? "";
  const found = ever.data?.totals ?? [];
  const all = found.map((one) => one.currency);
  const most = [...found].sort((a, b) => b.sales - a.sales)[0]?.currency;
  const first = all.includes(home) ? home : (most ?? home);
  const chosen = all.includes(asked ?? "") ? (asked as string) : first;
  const isPending = ever.isPending || workspace.isPending;
  return { all, chosen, isPending, error: ever.error, retry: () => void ever.refetch() };
}

function CurrencyChoice({ all, chosen }: { all: readonly string[]; chosen: string }) {
  const { say } = useWords();
  const narrow = useNarrow();
  if (all.length < 2) return null;
  const choose = (value: string | null) => narrow({ currency: value ?? undefined });
  if (all.length > 4) {
    return (
      <Choice aria-label={say("word.currency")} data={[...all]} value={chosen} w="6.5rem" onChange={choose} />
    );
  }
  return (
    <SegmentedControl
      size="xs"
      aria-label={say("word.currency")}
      data={[...all]}
      value={chosen}
      onChange={choose}
    />
  );
}
