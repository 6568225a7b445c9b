// Record that the buyer disputes the charge: how much of it, and why; everybody's part of that goes into
// reserve until it ends. It never takes more than what is left of the sale; the server refuses it too.
import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { amountText, formatAmount } from "../../../parts/format-amount.ts";
import { readAmount } from "../../../parts/read-amount.ts";
import { useToast } from "../../../parts/toast.tsx";
import { badAmount } from "../../../parts/use-checks.ts";
import { useWords } from "../../../words/words.tsx";
import { moneyMoved } from "../../data/money-moved.ts";
import { openDispute } from "../../data/sale-story.ts";
import type { SaleDetail } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./dispute.module.css";
import { leftToRefund } from "./sale-lines.ts";

export function OpenDispute({ sale, onClose }: { sale: SaleDetail; onClose: () => void }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const { tell } = useToast();
  const queries = useQueryClient();
  const left = leftToRefund(sale);
  const [typed, setTyped] = useState(formatAmount(left, sale.currency, language));
  const [reason, setReason] = useState("");
  const [once] = useState(() => `console-${crypto.randomUUID()}`);
  const amount = readAmount(typed, sale.currency, language);
  const isRight = amount !== null && amount > 0 && amount <= left;
  const open = useMutation({
    mutationFn: () =>
      openDispute(ws, sale.id, {
        externalId: once,
        amount: amount ?? 0,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      }),
    onSuccess: async () => {
      await moneyMoved(queries, ws);
      tell({ says: say("dispute.opened", { amount: said }) });
      onClose();
    },
  });
  const said = isRight ? amountText(amount, sale.currency, language) : "…";
  const error =
    amount !== null && amount > left ? say("refund.tooMuch") : badAmount({ say, language }, sale.currency);
  return (
    <Confirm
      isOpen
      title={say("dispute.openTitle", { product: sale.product.name })}
      act={say("dispute.openAct", { amount: said })}
      final={say("dispute.openFinal")}
      isReady={isRight}
      isWorking={open.isPending}
      error={open.error}
      onConfirm={() => open.mutate()}
      onClose={onClose}
    >
      <div className={css.fields}>
        <TextInput
          label={say("dispute.amount", { currency: sale.currency })}
          description={say("refund.left", { left: amountText(left, sale.currency, language) })}
          inputMode="decimal"
          data-autofocus
          value={typed}
          error={isRight ? undefined : error}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <TextInput
          label={say("refund.reason")}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </Confirm>
  );
}
