// Take back a sale, or a part: how much, which fees come back, and before | after for every party before it
// is done, as the server works it out. It never sends money: a platform's sale is plainly a record only.

import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Choice } from "../../../parts/choice.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { amountText, formatAmount } from "../../../parts/format-amount.ts";
import type { Colours } from "../../../parts/part-of.ts";
import { readAmount } from "../../../parts/read-amount.ts";
import { badAmount } from "../../../parts/use-checks.ts";
import { useWords } from "../../../words/words.tsx";
import { moneyMoved } from "../../data/money-moved.ts";
import { type FeesReturned, recordRefund, refundPreviewQuery, type SaleDetail } from "../../data/sales.ts";
import { titleOf } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { RefundEffect } from "./refund-effect.tsx";
import css from "./refund-sale.module.css";
import { leftToRefund } from "./sale-lines.ts";

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
  // Once it is booked there is nothing left to ask.
  const isAsked = isRight && !refund.isPending && !refund.isSuccess;
  const effect = useEffectOf(ws, sale, isAsked ? amount : null, wish.feesReturned);
  const isTold = effect.preview?.sourceTells ?? false;
  const amountSaid = isRight ? amountText(amount, sale.currency, language) : "…";
  return (
    <Confirm
      isOpen
      title={say("refund.title", { product: sale.product.name })}
      act={say(isTold ? "refund.actRecord" : "refund.act", { amount: amountSaid })}
      final={isTold ? <RecordOnly source={sale.source} /> : say("refund.final")}
      isReady={isRight && !effect.error}
      isWorking={refund.isPending}
      error={refund.error ?? effect.error}
      onConfirm={() => refund.mutate()}
      onClose={onClose}
    >
      <Fields sale={sale} wish={wish} amount={amount} give={give} />
      <RefundEffect sale={sale} colourOf={colourOf} preview={effect.preview} isLate={effect.isLate} />
    </Confirm>
  );
}

/** Asked when typing pauses; the answer before stays, marked as late, until the next one is there. */
function useEffectOf(ws: string, sale: SaleDetail, amount: number | null, feesReturned: FeesReturned) {
  const wanted = `${amount} ${feesReturned}`;
  const [settled] = useDebouncedValue(wanted, 200);
  const isSettled = settled === wanted;
  const asked = useQuery({
    ...refundPreviewQuery(ws, sale.id, { amount: amount ?? 0, feesReturned }),
    enabled: amount !== null && isSettled,
  });
  const isLate = amount === null || !isSettled || asked.isPlaceholderData;
  return { preview: asked.data, isLate, error: isLate ? null : asked.error };
}

function RecordOnly({ source }: { source: string }) {
  const { say } = useWords();
  return (
    <>
      <strong className={css.record}>{say("refund.recordOnly")}</strong>{" "}
      {say("refund.finalSource", { source: titleOf(source) })}
    </>
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
  const error = isTooMuch
    ? say("refund.tooMuch")
    : isNone
      ? badAmount({ say, language }, sale.currency)
      : undefined;
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
      <Choice
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
