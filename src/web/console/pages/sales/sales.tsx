// What was sold: newest first, narrowed by filters that live in the address, fifty more at a time; what the
// sales that fit come to, and all of them as a file. It never adds up what it shows: the server does.
//   /w/ws_…/sales?product=product_…&state=refunded
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { useFilters } from "../../../parts/filters.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useZone, When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { newImportAddress, newSaleAddress, saleAddress } from "../../addresses.ts";
import { partyQuery } from "../../data/parties.ts";
import { FILTER_NAMES, type SaleFilters } from "../../data/sale-filters.ts";
import { salesFile, saleTotalsQuery } from "../../data/sale-story.ts";
import { type Sale, salesQuery } from "../../data/sales.ts";
import { useNewSince } from "../../frame/new-rows.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { NewSales } from "./new-sales.tsx";
import { SaleFilterBar } from "./sale-filter-bar.tsx";
import { SaleState } from "./sale-state.tsx";
import css from "./sales.module.css";

export function Sales() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { filters, isNarrowed, clear } = useFilters(FILTER_NAMES);
  const zone = useZone();
  const sales = useInfiniteQuery(salesQuery(ws, filters, zone));
  const columns = useColumns(usePartOf(filters));
  const rows = sales.data?.pages.flatMap((page) => page.data) ?? [];
  const isEmpty = sales.isSuccess && rows.length === 0;
  const ids = rows.map((sale) => sale.id);
  const isNew = useNewSince(JSON.stringify(filters), sales.isSuccess ? ids : null);
  return (
    <Page title={say("nav.sales")} lead={say("sales.lead")} action={<Acts />}>
      <SaleFilterBar />
      {sales.isError ? <Problem error={sales.error} onRetry={() => void sales.refetch()} /> : null}
      {isEmpty && isNarrowed ? (
        <Empty
          title={say("sales.nothingFits")}
          says={say("sales.nothingFitsSays")}
          action={
            <Button variant="default" onClick={clear}>
              {say("sales.clear")}
            </Button>
          }
        />
      ) : null}
      {isEmpty && !isNarrowed ? <Empty title={say("sales.none")} says={say("sales.noneSays")} /> : null}
      {sales.isSuccess ? <NewSales filters={filters} sales={rows} onShow={() => sales.refetch()} /> : null}
      {isEmpty || sales.isError ? null : (
        <DataTable
          says={say("nav.sales")}
          name="sales"
          rows={rows}
          columns={columns}
          keyOf={(sale) => sale.id}
          linkOf={(sale) => saleAddress(ws, sale.id)}
          isNew={(sale) => isNew(sale.id)}
          isLoading={sales.isPending}
          hasMore={sales.hasNextPage}
          isLoadingMore={sales.isFetchingNextPage}
          onMore={() => void sales.fetchNextPage()}
          bar={<Totals filters={filters} />}
          fileAt={salesFile(ws, filters, zone)}
          foot={
            sales.hasNextPage
              ? say("list.shown", { count: rows.length })
              : say("list.all", { count: rows.length })
          }
        />
      )}
    </Page>
  );
}

function Acts() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  if (!may("imports")) return null;
  return (
    <>
      <Button
        component={Link}
        to={newImportAddress(ws)}
        variant="default"
        leftSection={<Icon name="imports" />}
      >
        {say("palette.newImport")}
      </Button>
      <Button component={Link} to={newSaleAddress(ws)} leftSection={<Icon name="plus" />}>
        {say("palette.newSale")}
      </Button>
    </>
  );
}

/** What all that fit come to, a line a currency. */
function Totals({ filters }: { filters: SaleFilters }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const zone = useZone();
  const { totals = [], complete = true } = useQuery(saleTotalsQuery(ws, filters, zone)).data ?? {};
  return (
    <div className={css.totals}>
      {complete ? null : <p>{say("sales.tooMany")}</p>}
      <ul aria-label={say("sales.totals")}>
        {totals.map((one) => (
          <li key={one.currency}>
            <b>{say("sold.sales", { count: one.sales })}</b>
            <span>
              <Money amount={one.paid} currency={one.currency} zero="digits" /> {say("sales.totalPaid")}
            </span>
            {one.part ? <PartTotal part={one.part} currency={one.currency} filters={filters} /> : null}
            {one.refunded === 0 ? null : (
              <span data-tone="taken">
                {say("sales.totalTaken", { amount: amountText(one.refunded, one.currency, language) })}
              </span>
            )}
            {one.disputed === 0 ? null : (
              <span data-tone="pending">
                {say("sales.totalDisputed", { amount: amountText(one.disputed, one.currency, language) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PartTotalProps {
  part: { given: number; taken: number };
  currency: string;
  filters: SaleFilters;
}

/** What the party that one looks at earned of these days: the figure its own page has. */
function PartTotal({ part, currency, filters }: PartTotalProps) {
  const { say, language } = useWords();
  const name = usePartOf(filters);
  if (name === null) return null;
  const text = (amount: number) => amountText(amount, currency, language);
  return (
    <span>
      {part.taken === 0
        ? say("sales.totalPart", { name, given: text(part.given) })
        : say("sales.totalPartTaken", { name, given: text(part.given), taken: text(part.taken) })}
    </span>
  );
}

/** The name of the party that the list is narrowed to; null where none is, or its part is not mine to see. */
function usePartOf({ party }: SaleFilters): string | null {
  const { ws, may } = useWorkspace();
  const found = useQuery({
    ...partyQuery(ws, party ?? ""),
    enabled: party !== undefined && may("ledger"),
  });
  return party !== undefined && may("ledger") ? (found.data?.name ?? null) : null;
}

const partColumn = (head: string): Column<Sale> => ({
  key: "part",
  head,
  align: "end",
  isFixed: true,
  cell: ({ part, currency }) => (
    <span className={css.part}>
      <Money amount={part?.given ?? 0} currency={currency} withCode={false} />
      {part?.taken ? <Money amount={-part.taken} currency={currency} withCode={false} tone="taken" /> : null}
    </span>
  ),
});

function useColumns(partOf: string | null): Column<Sale>[] {
  const { say } = useWords();
  const part = partColumn(say("sales.partOf", { name: partOf ?? "" }));
  return [
    { key: "product", head: say("word.product"), cell: (sale) => sale.product.name, card: "title" },
    {
      key: "buyer",
      head: say("word.buyer"),
      cell: (sale) => <span className={css.quiet}>{buyerOf(sale) ?? "–"}</span>,
      card: "none",
    },
    {
      key: "source",
      head: say("word.source"),
      cell: (sale) => (
        <span className={css.source}>
          {sale.source} <span className={css.id}>{sale.externalId}</span>
        </span>
      ),
      card: "none",
    },
    { key: "at", head: say("word.when"), cell: (sale) => <When at={sale.at} />, card: "under" },
    { key: "state", head: say("word.state"), cell: (sale) => <SaleState sale={sale} />, card: "underEnd" },
    {
      key: "paid",
      head: say("word.paid"),
      align: "end",
      cell: (sale) => <Money amount={sale.paid} currency={sale.currency} zero="digits" />,
      card: "figure",
    },
    ...(partOf === null ? [] : [part]),
    {
      key: "refunded",
      head: say("sold.taken"),
      align: "end",
      isHidden: true,
      cell: (sale) => <Money amount={-sale.refunded} currency={sale.currency} withCode={false} />,
    },
    {
      key: "tax",
      head: say("lineRole.tax"),
      align: "end",
      isHidden: true,
      cell: (sale) => <Money amount={sale.tax} currency={sale.currency} withCode={false} />,
    },
    {
      key: "affiliate",
      head: say("lineRole.affiliate"),
      isHidden: true,
      cell: (sale) => sale.affiliate?.party.name ?? "–",
      card: "none",
    },
    {
      key: "offer",
      head: say("word.offer"),
      isHidden: true,
      cell: (sale) => sale.offer?.name ?? "–",
      card: "none",
    },
  ];
}

function buyerOf(sale: Sale): string | null {
  return sale.buyer?.name ?? sale.buyer?.email ?? sale.buyer?.reference ?? null;
}
