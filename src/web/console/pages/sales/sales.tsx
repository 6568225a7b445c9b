// What was sold: newest first, narrowed by filters that live in the address, fifty more at a time.
// It never adds up what it shows; totals are the overview's.
//   /w/ws_…/sales?product=product_…&state=refunded
import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { type Column, DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useZone, When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { newImportAddress, saleAddress } from "../../addresses.ts";
import { productsQuery } from "../../data/products.ts";
import type { SaleFilters } from "../../data/sale-filters.ts";
import { type Sale, salesQuery } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { SaleState } from "./sale-state.tsx";
import css from "./sales.module.css";

export function Sales() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const filters = useSearch({ strict: false }) as SaleFilters;
  const sales = useInfiniteQuery(salesQuery(ws, filters, useZone()));
  const columns = useColumns();
  const rows = sales.data?.pages.flatMap((page) => page.data) ?? [];
  const isNarrowed = Object.values(filters).some(Boolean);
  const isEmpty = sales.isSuccess && rows.length === 0;
  const importButton = may("imports") ? (
    <Button component={Link} to={newImportAddress(ws)} leftSection={<Icon name="imports" />}>
      {say("imports.new")}
    </Button>
  ) : null;
  return (
    <Page title={say("nav.sales")} lead={say("sales.lead")} action={importButton}>
      <Filters filters={filters} />
      {sales.isError ? <Problem error={sales.error} onRetry={() => void sales.refetch()} /> : null}
      {isEmpty && isNarrowed ? <NothingFits /> : null}
      {isEmpty && !isNarrowed ? <Empty title={say("sales.none")} says={say("sales.noneSays")} /> : null}
      {isEmpty || sales.isError ? null : (
        <DataTable
          says={say("nav.sales")}
          rows={rows}
          columns={columns}
          keyOf={(sale) => sale.id}
          linkOf={(sale) => saleAddress(ws, sale.id)}
          isLoading={sales.isPending}
          hasMore={sales.hasNextPage}
          isLoadingMore={sales.isFetchingNextPage}
          onMore={() => void sales.fetchNextPage()}
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

function useColumns(): Column<Sale>[] {
  const { say } = useWords();
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
  ];
}

function buyerOf(sale: Sale): string | null {
  return sale.buyer?.name ?? sale.buyer?.email ?? sale.buyer?.reference ?? null;
}

const STATES = ["paid", "partly_refunded", "refunded", "disputed"] as const;

export function useFilters() {
  const navigate = useNavigate();
  return (some: SaleFilters) => {
    void navigate({
      to: ".",
      search: (old: Record<string, unknown>) => ({ ...old, ...some }),
      replace: true,
      resetScroll: false,
    });
  };
}

function Filters({ filters }: { filters: SaleFilters }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const narrow = useFilters();
  const products = useQuery(productsQuery(ws)).data?.data ?? [];
  return (
    <search className={css.filters}>
      <SearchField key={filters.q === undefined ? "empty" : "typed"} start={filters.q ?? ""} />
      <Select
        aria-label={say("word.product")}
        placeholder={say("sales.anyProduct")}
        data={products.map((product) => ({ value: product.id, label: product.name }))}
        value={filters.product ?? null}
        searchable
        clearable
        onChange={(product) => narrow({ product: product ?? undefined })}
        className={css.field ?? ""}
      />
      <Select
        aria-label={say("word.state")}
        placeholder={say("sales.anyState")}
        data={STATES.map((state) => ({ value: state, label: say(`saleState.${state}`) }))}
        value={filters.state ?? null}
        clearable
        onChange={(state) => narrow({ state: state ?? undefined })}
        className={css.field ?? ""}
      />
      <Days filters={filters} />
    </search>
  );
}

function SearchField({ start }: { start: string }) {
  const { say } = useWords();
  const narrow = useFilters();
  const [typed, setTyped] = useState(start);
  const send = useDebouncedCallback((q: string) => narrow({ q: q.trim() || undefined }), 250);
  return (
    <TextInput
      type="search"
      aria-label={say("sales.search")}
      placeholder={say("sales.search")}
      leftSection={<Icon name="search" size={16} />}
      data-page-search=""
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
      className={css.search ?? ""}
    />
  );
}

function Days({ filters }: { filters: SaleFilters }) {
  const { say } = useWords();
  const narrow = useFilters();
  return (
    <div className={css.days}>
      <TextInput
        type="date"
        aria-label={say("sales.from")}
        value={filters.from ?? ""}
        max={filters.to}
        onChange={(event) => narrow({ from: event.currentTarget.value || undefined })}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="date"
        aria-label={say("sales.to")}
        value={filters.to ?? ""}
        min={filters.from}
        onChange={(event) => narrow({ to: event.currentTarget.value || undefined })}
      />
    </div>
  );
}

function NothingFits() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  return (
    <Empty
      title={say("sales.nothingFits")}
      says={say("sales.nothingFitsSays")}
      action={
        <Button component={Link} to={`/w/${ws}/sales`} variant="default">
          {say("sales.clear")}
        </Button>
      }
    />
  );
}
