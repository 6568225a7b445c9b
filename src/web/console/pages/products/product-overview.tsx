// How one product sells: who shares a sale of it, what was paid and kept over time, and its latest sales.
// Each figure leads to its sales. It never adds two currencies.
//   /w/ws_…/products/product_…?range=12m&currency=EUR
import { SegmentedControl, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useNarrow } from "../../../parts/filters.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { PerformanceView } from "../../../performance/performance-view.tsx";
import { useWords } from "../../../words/words.tsx";
import { salesAddress } from "../../addresses.ts";
import type { Product } from "../../data/products.ts";
import { offersQuery, splitPreviewQuery } from "../../data/products-around.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ExampleShares } from "./example-shares.tsx";
import { LatestOfProduct } from "./latest-of-product.tsx";
import css from "./product.module.css";
import { RANGES, SoldChart } from "./sold-chart.tsx";

const WHOLE = 10_000;

export function ProductOverview({ product }: { product: Product }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  return (
    <>
      {may("preview") ? <WhoSharesEach product={product} /> : null}
      <SoldSection product={product} />
      {may("ledger") ? (
        <Section title={say("performance.title")}>
          <PerformanceView who={{ side: "producer", id: ws }} product={product.id} />
        </Section>
      ) : null}
      <Section
        title={say("product.latest")}
        aside={
          <Link to={salesAddress(ws)} search={{ product: product.id }}>
            {say("overview.allSales")}
          </Link>
        }
      >
        <LatestOfProduct product={product} />
      </Section>
    </>
  );
}

/** The first offer's price, split as a direct sale of today. */
export function useExample(product: Product) {
  const { ws } = useWorkspace();
  const offers = useQuery(offersQuery(ws, product.id));
  const workspace = useQuery(workspaceQuery(ws)).data;
  const first = offers.data?.data.find((one) => one.status === "active" && !one.orderBump && one.price > 0);
  const currency = first?.currency ?? workspace?.currency ?? "";
  const paid = first?.price ?? WHOLE;
  return useQuery({
    ...splitPreviewQuery(ws, { product: product.id, currency, paid }),
    enabled: offers.isSuccess && currency !== "",
  });
}

export function WhoSharesEach({ product }: { product: Product }) {
  const { say, language } = useWords();
  const example = useExample(product);
  if (example.isError) return <Problem error={example.error} onRetry={() => void example.refetch()} />;
  const found = example.data;
  return (
    <Section
      title={say("product.sharesEach")}
      aside={
        <Link to="." search={{ tab: "preview" }}>
          {say("product.tryPreview")}
        </Link>
      }
    >
      {found ? (
        <div className={css.shareBar}>
          <ExampleShares example={found} size="large" />
          <p className={css.note}>
            {say("product.sharesNote", { amount: amountText(found.paid, found.currency, language) })}
          </p>
        </div>
      ) : (
        <Skeleton height={86} radius={6} />
      )}
    </Section>
  );
}

function SoldSection({ product }: { product: Product }) {
  const { say } = useWords();
  const narrow = useNarrow();
  const search = useSearch({ strict: false }) as { range?: string; currency?: string };
  const range = RANGES.find((one) => one === search.range) ?? "12m";
  return (
    <Section
      title={say("product.soldOver")}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={say("product.range")}
          data={RANGES.map((value) => ({ value, label: say(`product.range.${value}`) }))}
          value={range}
          onChange={(chosen) => narrow({ range: chosen === "12m" ? undefined : chosen })}
        />
      }
    >
      <SoldChart product={product} range={range} asked={search.currency} />
    </Section>
  );
}
