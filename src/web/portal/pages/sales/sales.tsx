// Every sale of the products this partner shares, newest first: what the buyer paid, what the partner earned
// of it, or why nothing. Read only; no buyer, nobody else's part.
//   /partner/party_…/sales?earned=true

import { SegmentedControl } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { decimalText } from "../../../../base/decimal-text.ts";
import { Choice } from "../../../parts/choice.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { dayText, isDay } from "../../../parts/date-range.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import type { CsvCell } from "../../../parts/write-csv.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { saleAddress, touchedAddress } from "../../addresses.ts";
import { contractsQuery } from "../../data/contracts.ts";
import { type OwnSale, readSales, type SaleFilters, salesQuery } from "../../data/figures.ts";
import { useParty } from "../../frame/use-party.ts";
import { keptOf } from "./kept-of.ts";
import { SaleState } from "./sale-state.tsx";
import css from "./sales.module.css";
import { TakeProof } from "./take-proof.tsx";

export function Sales() {
  const words = useWords();
  const { say } = words;
  const { party } = useParty();
  const filters = useSaleFilters();
  const { product } = filters;
  const sales = useInfiniteQuery(salesQuery(party, filters));
  const rows = sales.data?.pages.flatMap((page) => page.data) ?? [];
  const isEmpty = sales.isSuccess && rows.length === 0;
  const isNarrowed = Object.values(filters).some((one) => one !== undefined);
  return (
    <Page
      title={say("portal.sales")}
      lead={say("portal.salesLead")}
      action={rows.length > 0 ? <TakeProof party={party} product={product} /> : null}
    >
      <Filters {...filters} sold={rows.map((one) => one.product)} />
      {sales.isError ? <Problem error={sales.error} onRetry={() => void sales.refetch()} /> : null}
      {isEmpty ? (
        <Empty
          title={say(isNarrowed ? "portal.noSalesFit" : "portal.noSales")}
          says={say(isNarrowed ? "portal.noSalesFitSays" : "portal.noSalesSays")}
        />
      ) : null}
      {sales.isPending || rows.length > 0 ? (
        <DataTable
          says={say("portal.sales")}
          rows={rows}
          columns={columnsOf(words)}
          keyOf={(one) => one.id}
          linkOf={(one) => saleAddress(party, one.id)}
          isLoading={sales.isPending}
          hasMore={sales.hasNextPage}
          isLoadingMore={sales.isFetchingNextPage}
          onMore={() => void sales.fetchNextPage()}
          exportAs={{
            name: "sales",
            pageOf: (cursor, signal) => readSales(party, filters, cursor, signal),
            columns: fileColumns(words),
          }}
          foot={say(sales.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
        />
      ) : null}
    </Page>
  );
}

const HELD = ["disputes", "checks"] as const;

/** Of the address; what it does not know is left out. */
function useSaleFilters(): SaleFilters {
  const { product, earned, held, at } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const known = HELD.find((one) => one === held);
  return { product, earned, held: known, asOf: known !== undefined && isDay(at) ? at : undefined };
}

interface FilterProps extends SaleFilters {
  /** Of the sales that are shown: a partner may earn of one without a contract. */
  sold: readonly OwnSale["product"][];
}

function Filters({ product, earned, held, asOf, sold }: FilterProps) {
  const { say, language } = useWords();
  const { party } = useParty();
  const navigate = useNavigate();
  const stories = useQuery(contractsQuery(party)).data?.data ?? [];
  const known = [...stories.map((one) => one.product), ...sold];
  const products = [...new Map(known.map((one) => [one.id, one.name]))];
  const narrow = (some: Record<string, string | undefined>) =>
    void navigate({
      to: ".",
      search: (old: Record<string, unknown>) => ({ ...old, ...some }),
      replace: true,
      resetScroll: false,
    });
  return (
    <search className={css.filters}>
      <SegmentedControl
        aria-label={say("portal.whichSales")}
        value={held ?? (earned === "true" ? "earned" : "all")}
        data={[
          { value: "all", label: say("portal.allSales") },
          { value: "earned", label: say("portal.earningSales") },
          ...(held === undefined ? [] : [{ value: held, label: say(`portal.heldSales.${held}`) }]),
        ]}
        onChange={(value) => {
          if (value === held) return;
          narrow({ earned: value === "earned" ? "true" : undefined, held: undefined, at: undefined });
        }}
      />
      {asOf === undefined ? null : (
        <p role="status">{say("portal.heldThen", { day: dayText(asOf, language) })}</p>
      )}
      {products.length > 1 || product !== undefined ? (
        <Choice
          aria-label={say("word.product")}
          placeholder={say("portal.anyProduct")}
          data={products.map(([value, label]) => ({ value, label }))}
          value={product ?? null}
          clearable
          onChange={(value) => narrow({ product: value ?? undefined })}
        />
      ) : null}
      <Link to={touchedAddress(party)}>{say("journey.touchedTitle")}</Link>
    </search>
  );
}

/** As on the screen, in plain decimals, with the currency in a column of its own. */
function fileColumns({ say }: Words): { head: string; cell: (one: OwnSale) => CsvCell }[] {
  return [
    { head: say("word.sale"), cell: (one) => one.id },
    { head: say("word.when"), cell: (one) => one.at },
    { head: say("word.product"), cell: (one) => one.product.name },
    {
      head: say("portal.soldBy"),
      cell: (one) => say(one.byAffiliate ? "portal.byAffiliate" : "portal.direct"),
    },
    { head: say("word.state"), cell: (one) => say(`saleState.${one.state}`) },
    { head: say("word.currency"), cell: (one) => one.currency },
    { head: say("word.paid"), cell: (one) => decimalText(one.paid, one.currency) },
    { head: say("portal.youEarned"), cell: (one) => decimalText(keptOf(one), one.currency) },
    {
      head: say("portal.whyTitle"),
      cell: (one) => (one.because === null ? "" : say(`portal.because.${one.because}`)),
    },
  ];
}

function columnsOf({ say }: Words): Column<OwnSale>[] {
  return [
    { key: "product", head: say("word.product"), cell: (one) => one.product.name, card: "title" },
    { key: "at", head: say("word.when"), cell: (one) => <When at={one.at} />, card: "under" },
    {
      key: "by",
      head: say("portal.soldBy"),
      cell: (one) => say(one.byAffiliate ? "portal.byAffiliate" : "portal.direct"),
      card: "line",
    },
    {
      key: "paid",
      head: say("word.paid"),
      align: "end",
      cell: (one) => <Money amount={one.paid} currency={one.currency} zero="digits" tone="quiet" />,
      card: "line",
    },
    { key: "state", head: say("word.state"), cell: (one) => <SaleState sale={one} />, card: "underEnd" },
    {
      key: "earned",
      head: say("portal.youEarned"),
      align: "end",
      card: "figure",
      cell: (one) =>
        one.because === null ? (
          <Money amount={keptOf(one)} currency={one.currency} />
        ) : (
          <span className={css.nothing}>{say(`portal.because.${one.because}`)}</span>
        ),
    },
  ];
}
