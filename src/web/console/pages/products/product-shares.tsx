// Who shares a product: the bar of one sale, what the cap still leaves, what was agreed with co-producers
// over time, and the fees. Each with the way to change it, where one may.
//   /w/ws_…/products/product_…?tab=shares
import type { Product } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { CapRoom } from "./cap-room.tsx";
import { ProductContracts } from "./product-contracts.tsx";
import { ProductFees } from "./product-fees.tsx";
import { ProductProposals } from "./product-proposals.tsx";
import { WhoSharesEach } from "./who-shares-each.tsx";

export function ProductShares({ product }: { product: Product }) {
  const { may } = useWorkspace();
  return (
    <>
      {may("preview") ? <WhoSharesEach product={product} /> : null}
      <ProductProposals product={product} />
      <ProductContracts product={product} />
      <CapRoom product={product} />
      <ProductFees product={product} />
    </>
  );
}
