// A commission that no rule found, held by hand: how much, what follows, and a reason that the affiliate
// reads. It never decides: the held one is released or taken back from its own page.
//   <HoldCommission sale="sale_…" of={{ party, amount: 1792, currency: "USD" }} onClose={…} />
import { Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { findingsChanged, holdCommission } from "../../../data/attribution.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

export interface Holdable {
  party: { id: string; name: string };
  /** What is left of it, minor units. */
  amount: number;
  currency: string;
}

export function HoldCommission({ sale, of, onClose }: { sale: string; of: Holdable; onClose: () => void }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const { tell } = useToast();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const { party } = of;
  const says = { amount: amountText(of.amount, of.currency, language), name: party.name };
  const hold = useMutation({
    mutationFn: () => holdCommission(ws, { sale, party: party.id, reason: reason.trim() }),
    onSuccess: async () => {
      await findingsChanged(queries, ws);
      tell({ says: say("finding.done.held", says) });
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={say("finding.holdTitle", says)}
      act={say("finding.holdAct", says)}
      final={say("finding.holdSays", says)}
      isReady={reason.trim() !== ""}
      isWorking={hold.isPending}
      error={hold.error}
      onConfirm={() => hold.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={say("finding.reason")}
        description={say("finding.reasonHint", { name: party.name })}
        rows={3}
        maxLength={2000}
        value={reason}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Confirm>
  );
}
