// What each line of a sale would be after a refund, before it is done: the same largest remainder as the
// ledger's. It never books anything, and the server's answer at the refund is the one that counts.
//   7.12 / 0.79 / 2.09, refund 4.00 → 4.27 / 0.47 / 1.26
import { queryOptions } from "@tanstack/react-query";
import { allocate } from "../../../base/allocate.ts";
import type { FeesReturned, SaleDetail } from "./sales.ts";

export const refundPreviewQuery = (
  ws: string,
  sale: SaleDetail,
  amount: number,
  feesReturned: FeesReturned,
) =>
  queryOptions({
    queryKey: [ws, "refund-preview", sale.id, amount, feesReturned, sale.refunded],
    queryFn: async () => afterRefund(sale, amount, feesReturned),
    placeholderData: (old: number[] | undefined) => old,
  });

function afterRefund(sale: SaleDetail, amount: number, feesReturned: FeesReturned): number[] {
  const before = sale.lines.map((line) => line.amount - line.reversed);
  const parts = allocate(amount, before);
  const producer = sale.lines.findIndex((line) => line.role === "producer");
  sale.lines.forEach((line, index) => {
    const isKept =
      (line.role === "platform_fee" || line.role === "processor_fee") &&
      feesReturned !== "all" &&
      feesReturned !== line.role;
    if (!isKept || producer < 0) return;
    parts[producer] = (parts[producer] ?? 0) + (parts[index] ?? 0);
    parts[index] = 0;
  });
  return before.map((owed, index) => owed - (parts[index] ?? 0));
}
