// Take back a sale, or a part: how much, which fees come back, and before | after for every party before it
// is done. It never sends money: where the source holds it, it says so. The server refuses what is more than
// is left.
import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { amountText, formatAmount, readAmount } from "../../../parts/format-amount.ts";
import type { Colours } from "../../../parts/part-of.ts";
import { SideBySide } from "../../../parts/side-by-side.tsx";
import { useWords } from "../../../words/words.tsx";
import { moneyMoved } from "../../data/money-moved.ts";
import { refundPreviewQuery } from "../../data/refund-preview.ts";
import { type FeesReturned, recordRefund, type SaleDetail } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./refund-sale.module.css";
import { leftToRefund, lineKey } from "./sale-lines.ts";

const FEES = ["all", "none", "platform_fee", "processor_fee"] as const satisfies readonly FeesReturned[];

interface Props {
  sale: SaleDetail;
  colourOf: Colours;
  onClose: () => void;
}

/** What is typed so far. */
interface Wish {
  typed: string;
  feesReturned: FeesReturned;
  reason: string;
}

export function RefundSale({ sale, colourOf, onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const left = leftToRefund(sale);
  const whole = formatAmount(left, sale.currency, language);
  const [wish, setWish] = useState<Wish>({ typed: whole, feesReturned: "all", reason: "" });
  const give = (some: Partial<Wish>) => setWish((old) => ({ ...old, ...some }));
  const [once] = useState(() => `console-${crypto.randomUUID()}`);
  const amount = readAmount(wish.typed, sale.currency, language);
  const isRight = amount !== null && amount > 0 && amount <= left;
  const refund = useMutation({
    mutationFn: () =>
      recordRefund(ws, sale.id, {
        externalId: once,
        amount: amount ?? 0,
        feesReturned: wish.feesReturned,
        ...(wish.reason.trim() ? { reason: wish.reason.trim() } : {}),
      }),
    onSuccess: async () => {
      await moneyMoved(queries, ws);
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
      <Fields sale={sale} wish={wish} amount={amount} give={give} />
      {isRight ? (
        <BeforeAfter sale={sale} colourOf={colourOf} amount={amount} feesReturned={wish.feesReturned} />
      ) : null}
    </Confirm>
  );
}

interface FieldsProps {
  sale: SaleDetail;
  wish: Wish;
  amount: number | null;
  give: (some: Partial<Wish>) => void;
}

function Fields({ sale, wish, amount, give }: FieldsProps) {
  const { say, language } = useWords();
  const left = leftToRefund(sale);
  const isTooMuch = amount !== null && amount > left;
  const isNone = amount === null || amount <= 0;
  const error = isTooMuch ? say("refund.tooMuch") : isNone ? say("refund.notAmount") : undefined;
  return (
    <div className={css.fields}>
      <TextInput
        label={say("refund.amount", { currency: sale.currency })}
        description={say("refund.left", { left: amountText(left, sale.currency, language) })}
        inputMode="decimal"
        data-autofocus
        value={wish.typed}
        error={error}
        onChange={(event) => give({ typed: event.currentTarget.value })}
        rightSectionWidth={64}
        rightSection={
          amount === left ? null : (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => give({ typed: formatAmount(left, sale.currency, language) })}
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
        value={wish.feesReturned}
        onChange={(value) => give({ feesReturned: (value ?? "all") as FeesReturned })}
      />
      <TextInput
        className={css.reason ?? ""}
        label={say("refund.reason")}
        value={wish.reason}
        maxLength={500}
        onChange={(event) => give({ reason: event.currentTarget.value })}
      />
    </div>
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
