// Who shares each sale of a product, by the example of a direct sale of its first offer's price. It never
// says what a sale of before was split by.
//   <WhoSharesEach product={product} />;  const before = useExample(product).data
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { amountText } from "../../../parts/format-amount.ts";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import type { Product } from "../../data/products.ts";
import { offersQuery, splitPreviewQuery } from "../../data/products-around.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ExampleShares } from "./example-shares.tsx";
import css from "./product.module.css";

const WHOLE = 10_000;

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
