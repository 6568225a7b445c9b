// One product: how it sells, its offers, who shares it, who answers for what, what a sale would give
// everybody, and what was changed. The open section stands in the address. It never changes anything by
// itself.
//   /w/ws_…/products/product_…?tab=preview
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { later } from "../../../parts/later.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { Tabs } from "../../../parts/tabs.tsx";
import { withWords } from "../../../words/languages.ts";
import { useWords } from "../../../words/words.tsx";
import { editProductAddress, productsAddress } from "../../addresses.ts";
import { type Product, productQuery } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./product.module.css";
import { ProductMark } from "./product-mark.tsx";
import { ProductState } from "./product-status.tsx";

// Each tab's code comes with its tab.
const ProductHistory = later(
  () => import("./product-history.tsx"),
  "ProductHistory",
  <TextSkeleton lines={6} />,
);
const LaunchChecks = later(() => import("./launch-checks.tsx"), "LaunchChecks", <TextSkeleton lines={6} />);
const ProductOffers = later(
  () => import("./product-offers.tsx"),
  "ProductOffers",
  <TextSkeleton lines={6} />,
);
const ProductProgram = later(
  () => withWords(import("../product-program/product-program.tsx"), "promoting", "programme"),
  "ProductProgram",
  <TextSkeleton lines={6} />,
);
const ProductOverview = later(
  () => import("./product-overview.tsx"),
  "ProductOverview",
  <TextSkeleton lines={6} />,
);
const ProductResponsibilities = later(
  () => import("./product-responsibilities.tsx"),
  "ProductResponsibilities",
  <TextSkeleton lines={6} />,
);
const ProductShares = later(
  () => withWords(import("./product-shares.tsx"), "agreements"),
  "ProductShares",
  <TextSkeleton lines={6} />,
);
const SplitPlay = later(
  () => withWords(import("../split-preview/split-play.tsx"), "preview"),
  "SplitPlay",
  <TextSkeleton lines={6} />,
);

export function ProductPage() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { product: id = "" } = useParams({ strict: false }) as { product?: string };
  const found = useQuery(productQuery(ws, id));
  const product = found.data;
  const edit = (
    <Button component={Link} to={editProductAddress(ws, id)} variant="default">
      {say("product.edit")}
    </Button>
  );
  return (
    <Page
      title={product?.name ?? say("word.product")}
      heading={product ? <Heading product={product} /> : <Skeleton height={34} width={280} />}
      back={{ to: productsAddress(ws), name: say("nav.products") }}
      lead={product ? <Lead product={product} /> : null}
      action={product && may("products") ? edit : null}
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {product ? <Sections product={product} /> : null}
    </Page>
  );
}

function Sections({ product }: { product: Product }) {
  const { say } = useWords();
  const { may } = useWorkspace();
  return (
    <Tabs
      says={say("product.sections")}
      tabs={[
        { key: "overview", name: say("product.overview"), body: <ProductOverview product={product} /> },
        { key: "offers", name: say("product.offers"), body: <ProductOffers product={product} /> },
        { key: "shares", name: say("product.whoShares"), body: <ProductShares product={product} /> },
        { key: "affiliates", name: say("programTab.tab"), body: <ProductProgram product={product} /> },
        {
          key: "responsibilities",
          name: say("product.responsibilities"),
          body: <ProductResponsibilities product={product} />,
        },
        { key: "launch", name: say("launch.title"), body: <LaunchChecks product={product} /> },
        ...(may("preview")
          ? [{ key: "preview", name: say("product.preview"), body: <SplitPlay product={product} /> }]
          : []),
        { key: "history", name: say("product.history"), body: <ProductHistory product={product} /> },
      ]}
    />
  );
}

function Heading({ product }: { product: Product }) {
  return (
    <span className={css.heading}>
      <ProductMark name={product.name} size={40} />
      <span>{product.name}</span>
    </span>
  );
}

function Lead({ product }: { product: Product }) {
  const { description, category, externalId } = product;
  const facts = [category, externalId].filter(Boolean);
  return (
    <>
      {description ? <p className={css.description}>{description}</p> : null}
      <p className={css.facts}>
        <ProductState status={product.status} />
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
    </>
  );
}
