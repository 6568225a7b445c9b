// The latest sales of one product: when, who bought, in which state, how much. It is the first page of the
// list of its sales, which is one press away.
import { useInfiniteQuery } from "@tanstack/react-query";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useZone, When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { saleAddress } from "../../addresses.ts";
import type { Product } from "../../data/products.ts";
import { type Sale, salesQuery } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { SaleState } from "../sales/sale-state.tsx";

const SHOWN = 6;

export function LatestOfProduct({ product }: { product: Product }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const sales = useInfiniteQuery(salesQuery(ws, { product: product.id }, useZone()));
  const rows = sales.data?.pages[0]?.data.slice(0, SHOWN) ?? [];
  const columns: Column<Sale>[] = [
    {
      key: "buyer",
      head: say("word.buyer"),
      card: "title",
      cell: (sale) => sale.buyer?.name ?? sale.buyer?.email ?? sale.buyer?.reference ?? sale.externalId,
    },
    { key: "at", head: say("word.when"), cell: (sale) => <When at={sale.at} />, card: "under" },
    {
      key: "affiliate",
      head: say("lineRole.affiliate"),
      cell: (sale) => sale.affiliate?.party.name ?? "–",
      card: "line",
    },
    { key: "state", head: say("word.state"), cell: (sale) => <SaleState sale={sale} />, card: "underEnd" },
    {
      key: "paid",
      head: say("word.paid"),
      align: "end",
      card: "figure",
      cell: (sale) => <Money amount={sale.paid} currency={sale.currency} zero="digits" />,
    },
  ];
  if (sales.isError) return <Problem error={sales.error} onRetry={() => void sales.refetch()} />;
  if (sales.isSuccess && rows.length === 0) {
    return <Empty title={say("product.noSales")} says={say("product.noSalesSays")} />;
  }
  return (
    <DataTable
      says={say("product.latest")}
      rows={rows}
      columns={columns}
      keyOf={(sale) => sale.id}
      linkOf={(sale) => saleAddress(ws, sale.id)}
      isLoading={sales.isPending}
    />
  );
}
