// What the business sells: status, prices, who shares a sale, and how it sold in the last thirty days.
// Archived products are shown when one asks for them. It never adds two currencies.
//   /w/ws_…/products?status=active&q=piano
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { decimalText } from "../../../../base/decimal-text.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useWords } from "../../../words/words.tsx";
import { newProductAddress, productAddress } from "../../addresses.ts";
import { type ListedProduct, listedProductsQuery, readListedProducts } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ExampleShares } from "./example-shares.tsx";
import { OfferPrice } from "./offer-price.tsx";
import { ProductMark } from "./product-mark.tsx";
import { ProductState } from "./product-status.tsx";
import css from "./products.module.css";
import { SoldSpark } from "./sold-spark.tsx";

const FILTERS = ["q", "status"] as const;
const STATES = ["active", "draft", "inactive"] as const;

export function Products() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { filters, isNarrowed, clear } = useFilters(FILTERS);
  const products = useInfiniteQuery(listedProductsQuery(ws, filters));
  const columns = useColumns();
  const rows = products.data?.pages.flatMap((page) => page.data) ?? [];
  const isEmpty = products.isSuccess && rows.length === 0;
  const makeOne = may("products") ? (
    <Button component={Link} to={newProductAddress(ws)} leftSection={<Icon name="plus" />}>
      {say("products.new")}
    </Button>
  ) : null;
  return (
    <Page
      title={say("nav.products")}
      lead={say("products.lead")}
      action={isEmpty && !isNarrowed ? null : makeOne}
    >
      <FilterBar names={FILTERS}>
        <SearchFilter says={say("products.search")} />
        <ChoiceFilter
          name="status"
          says={say("word.state")}
          any={say("sales.anyState")}
          options={STATES.map((status) => ({ value: status, label: say(`productStatus.${status}`) }))}
        />
      </FilterBar>
      {products.isError ? <Problem error={products.error} onRetry={() => void products.refetch()} /> : null}
      {isEmpty && isNarrowed ? (
        <Empty
          title={say("products.nothingFits")}
          says={say("products.nothingFitsSays")}
          action={
            <Button variant="default" onClick={clear}>
              {say("sales.clear")}
            </Button>
          }
        />
      ) : null}
      {isEmpty && !isNarrowed ? (
        <Empty title={say("products.none")} says={say("products.noneSays")} action={makeOne} />
      ) : null}
      {isEmpty || products.isError ? null : (
        <DataTable
          says={say("nav.products")}
          name="products"
          rows={rows}
          columns={columns}
          keyOf={(product) => product.id}
          linkOf={(product) => productAddress(ws, product.id)}
          isLoading={products.isPending}
          hasMore={products.hasNextPage}
          isLoadingMore={products.isFetchingNextPage}
          onMore={() => void products.fetchNextPage()}
          exportAs={{
            name: "products",
            pageOf: (cursor, signal) => readListedProducts(ws, filters, cursor, signal),
          }}
          foot={say(products.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
        />
      )}
    </Page>
  );
}

function useColumns(): Column<ListedProduct>[] {
  const { say } = useWords();
  return [
    {
      key: "product",
      head: say("word.product"),
      card: "title",
      cell: (product) => <NameCell product={product} />,
      csv: (product) => product.name,
    },
    {
      key: "status",
      head: say("word.state"),
      card: "under",
      cell: (product) => <ProductState status={product.status} />,
      csv: (product) => say(`productStatus.${product.status}`),
    },
    {
      key: "price",
      head: say("product.price"),
      align: "end",
      card: "figure",
      cell: (product) => <PriceCell product={product} />,
      csv: (product) =>
        (product.selling?.offers ?? [])
          .map((offer) => `${decimalText(offer.price, offer.currency)} ${offer.currency}`)
          .join("; "),
    },
    {
      key: "shares",
      head: say("product.whoShares"),
      card: "line",
      cell: (product) =>
        product.selling ? (
          <div className={css.shares}>
            <ExampleShares example={product.selling.example} size="small" />
          </div>
        ) : null,
    },
    {
      key: "sold",
      head: say("products.sold", { days: 30 }),
      card: "line",
      cell: (product) => <SoldCell product={product} />,
      csv: (product) => (product.selling?.sold ?? []).map((one) => `${one.sales} ${one.currency}`).join("; "),
    },
    {
      key: "paid",
      head: say("word.paid"),
      align: "end",
      card: "none",
      cell: (product) => <PaidCell product={product} />,
      csv: (product) =>
        (product.selling?.sold ?? [])
          .map((one) => `${decimalText(one.paid, one.currency)} ${one.currency}`)
          .join("; "),
    },
  ];
}

function NameCell({ product }: { product: ListedProduct }) {
  const under = [product.category, product.externalId].filter(Boolean).join(" · ");
  return (
    <span className={css.named}>
      <ProductMark name={product.name} />
      <span className={css.names}>
        <span className={css.name}>{product.name}</span>
        {under ? <span className={css.under}>{under}</span> : null}
      </span>
    </span>
  );
}

function PriceCell({ product }: { product: ListedProduct }) {
  const { say } = useWords();
  const [first, ...others] = product.selling?.offers ?? [];
  if (!first) return <span className={css.under}>{say("products.noOffer")}</span>;
  return (
    <span className={css.prices}>
      <OfferPrice offer={first} />
      {others.length > 0 ? (
        <span className={css.under}>{say("products.moreOffers", { count: others.length })}</span>
      ) : null}
    </span>
  );
}

/** Each currency on its own line, as many as it was sold in. */
function PaidCell({ product }: { product: ListedProduct }) {
  const sold = product.selling?.sold ?? [];
  if (sold.length === 0) return "–";
  return (
    <span className={css.prices}>
      {sold.map((one) => (
        <Money key={one.currency} amount={one.paid} currency={one.currency} />
      ))}
    </span>
  );
}

/** All sales, in whatever currency they were paid: a count may be added where money may not. */
function SoldCell({ product }: { product: ListedProduct }) {
  const { say } = useWords();
  const sold = product.selling?.sold ?? [];
  const now = sold.reduce((sum, one) => sum + one.sales, 0);
  const before = sold.reduce((sum, one) => sum + one.salesBefore, 0);
  const days =
    sold[0]?.byDay.map((_, day) => sold.reduce((sum, one) => sum + (one.byDay[day] ?? 0), 0)) ?? [];
  return (
    <span className={css.sold}>
      <span className={css.soldCount}>
        <span className={css.count}>{now === 0 ? "–" : say("products.count", { count: now })}</span>
        {sold.length < 2 ? null : (
          <span className={css.under}>
            {sold
              .filter((one) => one.sales > 0)
              .map((one) => `${one.sales} ${one.currency}`)
              .join(" · ")}
          </span>
        )}
        <span className={css.under}>{say("products.before", { count: before })}</span>
      </span>
      <SoldSpark byDay={days} />
    </span>
  );
}
