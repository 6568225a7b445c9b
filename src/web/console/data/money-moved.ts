// After money moved: what is on the screen is read again, what is not is forgotten, so that no page shows an
// old balance for a moment. It never touches another workspace's.
// Example: a refund of 40.00 → the sale is read again; the balances, when their page is next opened.
import type { QueryClient } from "@tanstack/react-query";

export async function moneyMoved(queries: QueryClient, ws: string): Promise<void> {
  queries.removeQueries({ queryKey: [ws], type: "inactive" });
  await queries.invalidateQueries({ queryKey: [ws] });
}
