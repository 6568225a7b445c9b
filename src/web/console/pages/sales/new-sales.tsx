// "3 new sales" above the list of sales: what came in while it was read, under the same filters; and which
// rows are new, for a moment's mark. It never moves the list by itself.
//   <NewSales filters={filters} sales={rows} onShow={() => sales.refetch()} />
import { useQueryClient } from "@tanstack/react-query";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import type { SaleFilters } from "../../data/sale-filters.ts";
import { firstSales, type Sale } from "../../data/sales.ts";
import { NewRows } from "../../frame/new-rows.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

interface Props {
  filters: SaleFilters;
  sales: readonly Sale[];
  onShow: () => unknown;
}

export function NewSales({ filters, sales, onShow }: Props) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const zone = useZone();
  const queries = useQueryClient();
  return (
    <NewRows
      key={JSON.stringify(filters)}
      known={sales.map((sale) => sale.id)}
      first={async () => (await queries.fetchQuery(firstSales(ws, filters, zone))).data}
      says={(count, isMore) => say("live.newSales", { count, more: isMore ? "yes" : "no" })}
      onShow={onShow}
    />
  );
}
