// Forget who bought, for good: what goes, what stays, and that it cannot be undone, before it is done.
// It never touches the sale or its amounts.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Confirm } from "../../../parts/confirm.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { moneyMoved } from "../../data/money-moved.ts";
import { eraseBuyer } from "../../data/sale-story.ts";
import type { SaleDetail } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function EraseBuyer({ sale, onClose }: { sale: SaleDetail; onClose: () => void }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { tell } = useToast();
  const queries = useQueryClient();
  const { buyer } = sale;
  const name = buyer?.name ?? buyer?.email ?? buyer?.reference ?? "";
  const erase = useMutation({
    mutationFn: () => eraseBuyer(ws, sale.id),
    onSuccess: async () => {
      await moneyMoved(queries, ws);
      tell({ says: say("buyer.erased") });
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={say("buyer.eraseTitle", { name })}
      act={say("buyer.eraseAct", { name })}
      final={say("buyer.eraseFinal")}
      isWorking={erase.isPending}
      error={erase.error}
      onConfirm={() => erase.mutate()}
      onClose={onClose}
    >
      <p>{say("buyer.eraseSays")}</p>
    </Confirm>
  );
}
