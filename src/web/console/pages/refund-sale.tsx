// Take back a sale, or a part: how much, which fees come back, and before | after for every party before it is done.
// It never sends money: where the source holds it, it says so. The server refuses what is more than is left.
import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../parts/confirm.tsx";
import { amountText, formatAmount, readAmount } from "../../parts/format-amount.ts";
import type { Colours } from "../../parts/part-of.ts";
import { SideBySide } from "../../parts/side-by-side.tsx";
import { useWords } from "../../words/words.tsx";
import { refundPreviewQuery } from "../data/refund-preview.ts";
import { type FeesReturned, recordRefund, type SaleDetail } from "../data/sales.ts";
import { useWorkspace } from "../frame/use-workspace.ts";
import css from "./refund-sale.module.css";
import { leftToRefund, lineKey } from "./sale-lines.ts";

const FEES = ["all", "none", "platform_fee", "processor_fee"] as const satisfies readonly FeesReturned[];

interface Props {
  sale: SaleDetail;
  colourOf: Colours;
  onClose: () => void;
}

export function RefundSale({ sale, colourOf, onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const left = leftToRefund(sale);
  const [typed, setTyped] = useState(formatAmount(left, sale.currency, language));
  const [feesReturned, setFees] = useState<FeesReturned>("all");
  const [reason, setReason] = useState("");
  const [once] = useState(() => `console-${crypto.randomUUID()}`);
  const amount = readAmount(typed, sale.currency, language);
  const isRight = amount !== null && amount > 0 && amount <= left;
  const refund = useMutation({
    mutationFn: () =>
      recordRefund(ws, sale.id, {
        externalId: once,
        amount: amount ?? 0,
        feesReturned,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      }),
    onSuccess: async () => {
      // Everything that money moves through: the sale, the lists, the balances, the overview.
      await queries.invalidateQueries({ queryKey: [ws] });
      onClose();
    },
  });
  const amountSaid = isRight ? amountText(amount, sale.currency, language) : "…";
  return (
    <Confirm
      isOpen
      title={say("refund.title", { product: sale.product.name })}
      act={say("refund.act", { amount: amountSaid })}
      final={say(isOwnSource(sale.source) ? "refund.final" : "refund.finalSource", { source: sale.source })}
      isReady={isRight}
      isWorking={refund.isPending}
      error={refund.error}
      onConfirm={() => refund.mutate()}
      onClose={onClose}
    >
      <div className={css.fields}>
        <TextInput
          label={say("refund.amount", { currency: sale.currency })}
          description={say("refund.left", { left: amountText(left, sale.currency, language) })}
          inputMode="decimal"
          data-autofocus
          value={typed}
          error={isRight ? undefined : say(amount !== null && amount > left ? "refund.tooMuch" : "refund.notAmount")}
          onChange={(event) => setTyped(event.currentTarget.value)}
          rightSectionWidth={64}
          rightSection={
            amount === left ? null : (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => setTyped(formatAmount(left, sale.currency, language))}
              >
                {say("refund.all")}
              </Button>
            )
          }
        />
        <Select
          label={say("refund.fees")}
          description={say("refund.feesNote")}
          data={FEES.map((value) => ({ value, label: say(`feesReturned.${value}`) }))}
          value={feesReturned}
          onChange={(value) => setFees((value ?? "all") as FeesReturned)}
        />
        <TextInput
          className={css.reason ?? ""}
          label={say("refund.reason")}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      {isRight ? <BeforeAfter sale={sale} colourOf={colourOf} amount={amount} feesReturned={feesReturned} /> : null}
    </Confirm>
  );
}

interface BeforeAfterProps {
  sale: SaleDetail;
  colourOf: Colours;
  amount: number;
  feesReturned: FeesReturned;
}

function BeforeAfter({ sale, colourOf, amount, feesReturned }: BeforeAfterProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const preview = useQuery(refundPreviewQuery(ws, sale, amount, feesReturned)).data;
  const rows = sale.lines.map((line, index) => {
    const before = line.amount - line.reversed;
    return {
      key: lineKey(line),
      name: line.party.name,
      note: say(`lineRole.${line.role}`),
      before,
      after: preview?.[index] ?? before,
      colour: colourOf[line.party.id],
    };
  });
  const before = sale.paid - sale.refunded;
  return (
    <SideBySide
      says={say("refund.says")}
      currency={sale.currency}
      rows={rows}
      whole={{ name: say("refund.whole"), before, after: before - amount }}
    />
  );
}

const isOwnSource = (source: string): boolean => source !== "stripe" && source !== "hotmart";
