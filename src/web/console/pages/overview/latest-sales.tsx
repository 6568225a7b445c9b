// The last few sales, as the overview shows them: what, when, how much, and in which state.
// What arrives while one looks stands there at once; it is no list that one reads through.
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { saleAddress } from "../../addresses.ts";
import { latestSalesQuery, type Sale } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { SaleState } from "../sales/sale-state.tsx";

export function LatestSales() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const sales = useQuery(latestSalesQuery(ws));
  const rows = sales.data?.data ?? [];
  const columns: Column<Sale>[] = [
    { key: "product", head: say("word.product"), cell: (sale) => sale.product.name, card: "title" },
    { key: "at", head: say("word.when"), cell: (sale) => <When at={sale.at} />, card: "under" },
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
  if (sales.isSuccess && rows.length === 0)
    return <Empty title={say("sales.none")} says={say("sales.noneSays")} />;
  return (
    <DataTable
      says={say("overview.latest")}
      rows={rows}
      columns={columns}
      keyOf={(sale) => sale.id}
      linkOf={(sale) => saleAddress(ws, sale.id)}
      isLoading={sales.isPending}
    />
  );
}
