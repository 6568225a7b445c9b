// Record how a dispute ended: won, and the reserve is everybody's again; lost, and each gives back its part,
// the fee on the producer. Says what each keeps before it is done. It cannot be undone.
import { SegmentedControl, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import type { Colours } from "../../../parts/part-of.ts";
import { readAmount } from "../../../parts/read-amount.ts";
import { SideBySide } from "../../../parts/side-by-side.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { badAmount } from "../../../parts/use-checks.ts";
import { useWords } from "../../../words/words.tsx";
import { moneyMoved } from "../../data/money-moved.ts";
import { closeDispute } from "../../data/sale-story.ts";
import type { SaleDetail } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./dispute.module.css";
import { lineKey } from "./sale-lines.ts";

type Dispute = SaleDetail["disputes"][number];
type Outcome = "won" | "lost";

interface Props {
  sale: SaleDetail;
  dispute: Dispute;
  colourOf: Colours;
  onClose: () => void;
}

export function CloseDispute({ sale, dispute, colourOf, onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const { tell } = useToast();
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<Outcome>("won");
  const [typed, setTyped] = useState("");
  const isLost = outcome === "lost";
  const fee = typed.trim() === "" ? 0 : readAmount(typed, sale.currency, language);
  const isRight = !isLost || (fee !== null && fee >= 0);
  const amount = amountText(dispute.remaining, sale.currency, language);
  const close = useMutation({
    mutationFn: () => closeDispute(ws, dispute.id, { outcome, fee: isLost ? (fee ?? 0) : 0 }),
    onSuccess: async () => {
      await moneyMoved(queries, ws);
      tell({ says: say(`dispute.closed.${outcome}`, { amount }) });
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={say("dispute.closeTitle", { amount, product: sale.product.name })}
      act={say(`dispute.closeAct.${outcome}`, { amount })}
      final={say(`dispute.closeFinal.${outcome}`)}
      isReady={isRight}
      isWorking={close.isPending}
      error={close.error}
      onConfirm={() => close.mutate()}
      onClose={onClose}
    >
      <div className={css.fields}>
        <SegmentedControl
          aria-label={say("dispute.outcome")}
          data={(["won", "lost"] as const).map((value) => ({ value, label: say(`dispute.${value}`) }))}
          value={outcome}
          onChange={(value) => setOutcome(value as Outcome)}
        />
        {isLost ? (
          <TextInput
            label={say("dispute.fee", { currency: sale.currency })}
            description={say("dispute.feeNote")}
            inputMode="decimal"
            value={typed}
            error={isRight ? undefined : badAmount({ say, language }, sale.currency)}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
      </div>
      {sale.lines.length > 0 ? (
        <BeforeAfter {...{ sale, colourOf, isLost, fee: fee ?? 0, only: sale.disputes }} />
      ) : null}
    </Confirm>
  );
}

interface BeforeAfterProps {
  sale: SaleDetail;
  colourOf: Colours;
  isLost: boolean;
  fee: number;
  only: readonly Dispute[];
}

/** Of one open dispute what is in reserve is what it takes; of several the server says it when it is done. */
function BeforeAfter({ sale, colourOf, isLost, fee, only }: BeforeAfterProps) {
  const { say } = useWords();
  if (only.filter((one) => one.state === "open").length !== 1) return null;
  const producer = sale.lines.findIndex((line) => line.role === "producer");
  const rows = sale.lines
    .map((line, index) => {
      const before = line.amount - line.reversed - line.reserved;
      const after = isLost ? before - (index === producer ? fee : 0) : line.amount - line.reversed;
      return {
        key: lineKey(line),
        name: line.party.name,
        note: say(`lineRole.${line.role}`),
        before,
        after,
        colour: colourOf[line.party.id],
        isMoved: line.reserved !== 0 || before !== after,
      };
    })
    .filter((row) => row.isMoved);
  return <SideBySide says={say("dispute.says")} currency={sale.currency} rows={rows} />;
}
