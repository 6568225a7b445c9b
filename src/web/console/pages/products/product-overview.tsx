// How one product sells: who shares a sale of it, what was paid and kept over time, and its latest sales.
// Each figure leads to its sales. It never adds two currencies.
//   /w/ws_…/products/product_…?range=12m&currency=EUR
import { SegmentedControl } from "@mantine/core";
import { Link, useSearch } from "@tanstack/react-router";
import { useNarrow } from "../../../parts/filters.tsx";
import { Section } from "../../../parts/page.tsx";
import { PerformanceView } from "../../../performance/performance-view.tsx";
import { useWords } from "../../../words/words.tsx";
import { salesAddress } from "../../addresses.ts";
import type { Product } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { LatestOfProduct } from "./latest-of-product.tsx";
import { RANGES, SoldChart } from "./sold-chart.tsx";
import { WhoSharesEach } from "./who-shares-each.tsx";

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
