// The first look: what is owed and to whom, what needs attention, what was sold last.
// It never adds currencies together; each has its own view, the business's own first.
//   /w/ws_…?currency=EUR
import { Button, SegmentedControl } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { sumMinor } from "../../../../base/amount.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { Flow } from "../../../parts/flow.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { colours } from "../../../parts/part-of.ts";
import { Problem } from "../../../parts/problem.tsx";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { newImportAddress, partiesAddress, salesAddress } from "../../addresses.ts";
import { type Balance, balancesQuery } from "../../data/parties.ts";
import { salesQuery } from "../../data/sales.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { Attention } from "./attention.tsx";
import { LatestSales } from "./latest-sales.tsx";
import css from "./overview.module.css";
import { currenciesOf, overviewParts } from "./overview-flow.ts";

export function Overview() {
  const { say } = useWords();
  const { ws, own, may } = useWorkspace();
  const sales = useInfiniteQuery(salesQuery(ws, {}, useZone()));
  const isNew = sales.isSuccess && sales.data.pages[0]?.data.length === 0;
  return (
    <Page title={say("nav.overview")} heading={own?.name ?? say("nav.overview")} lead={say("overview.lead")}>
      <Attention />
      {isNew ? <Beginning /> : null}
      {may("ledger") && !isNew ? <Owed /> : null}
      {isNew ? null : (
        <Section
          title={say("overview.latest")}
          aside={<Link to={salesAddress(ws)}>{say("overview.allSales")}</Link>}
        >
          <LatestSales />
        </Section>
      )}
    </Page>
  );
}

/** Nothing was sold yet: what this page will show, and the step that fills it. */
function Beginning() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const action = may("imports") ? (
    <Button component={Link} to={newImportAddress(ws)} leftSection={<Icon name="imports" />}>
      {say("imports.new")}
    </Button>
  ) : null;
  return <Empty title={say("overview.none")} says={say("overview.noneSays")} action={action} />;
}

function Owed() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const balances = useInfiniteQuery(balancesQuery(ws));
  const workspace = useQuery(workspaceQuery(ws)).data;
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { currency?: string };
  const rows = balances.data?.pages.flatMap((page) => page.data) ?? [];
  const currencies = currenciesOf(rows);
  if (balances.isError) return <Problem error={balances.error} onRetry={() => void balances.refetch()} />;
  if (balances.isSuccess && rows.length === 0) return null;
  const home = workspace?.currency ?? "";
  const first = currencies.includes(home) ? home : (currencies[0] ?? home);
  const currency = currencies.includes(search.currency ?? "") ? (search.currency as string) : first;
  return (
    <>
      {currencies.length > 1 ? (
        <SegmentedControl
          className={css.currencies ?? ""}
          size="xs"
          aria-label={say("word.currency")}
          data={currencies}
          value={currency}
          onChange={(chosen) =>
            void navigate({ to: ".", search: { currency: chosen }, replace: true, resetScroll: false })
          }
        />
      ) : null}
      <Totals rows={rows.filter((row) => row.currency === currency)} currency={currency} />
      {balances.isSuccess ? <OwedFlow rows={rows} currency={currency} /> : <div className={css.flowPlace} />}
    </>
  );
}

function Totals({ rows, currency }: { rows: Balance[]; currency: string }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const people = rows.filter((row) => row.party.kind === "producer" || row.party.kind === "partner");
  const total = (key: "available" | "pending" | "reserved") => [
    { amount: sumMinor(people.map((row) => row[key])), currency },
  ];
  return (
    <Figures>
      <Figure
        name={say("balance.available")}
        amounts={total("available")}
        says={say("balance.availableSays")}
        to={partiesAddress(ws)}
        tone="ink"
      />
      <Figure
        name={say("balance.pending")}
        amounts={total("pending")}
        says={say("balance.pendingSays")}
        to={partiesAddress(ws)}
        tone="pending"
      />
      <Figure
        name={say("balance.reserved")}
        amounts={total("reserved")}
        says={say("balance.reservedSays")}
        to={partiesAddress(ws)}
        tone="taken"
      />
    </Figures>
  );
}

function OwedFlow({ rows, currency }: { rows: Balance[]; currency: string }) {
  const words = useWords();
  const { say, language } = words;
  const { ws } = useWorkspace();
  const { whole, shared, hasFees, parts } = overviewParts(ws, rows, currency, words);
  if (whole === 0) return null;
  const [largest] = parts;
  const says = say("overview.flowSays", {
    whole: amountText(whole, currency, language),
    name: largest?.name ?? "",
    amount: amountText(largest?.amount ?? 0, currency, language),
  });
  return (
    <Section title={says}>
      <Flow
        says={says}
        currency={currency}
        source={{ name: say("overview.held"), amount: whole }}
        middle={hasFees ? { name: say("overview.toPeople"), amount: shared } : undefined}
        parts={parts}
        colours={colours(parts)}
      />
    </Section>
  );
}
