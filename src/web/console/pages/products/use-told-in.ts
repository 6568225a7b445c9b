// The currency that the clauses of a product's contracts are told in. They count in the sale's own; like the
// agreement, pages show them in that of the product's first price, else in the business's. It never converts.
//   const currency = useToldIn(product.id) → "USD"; undefined until it is known
import { useQuery } from "@tanstack/react-query";
import { offersQuery } from "../../data/products-around.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function useToldIn(product: string): string | undefined {
  const { ws } = useWorkspace();
  const own = useQuery(workspaceQuery(ws)).data?.currency;
  const offers = useQuery(offersQuery(ws, product));
  return offers.isPending ? undefined : (offers.data?.data[0]?.currency ?? own);
}
