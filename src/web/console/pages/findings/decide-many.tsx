// Many held commissions decided at once, with one reason that every affiliate reads: released, or taken back.
// Each is an act of its own: what fails stays picked, with why. It never decides one that is decided.
//   <DecideMany findings={picked} outcome="released" onSettled={picks.settle} onClose={…} />
import { Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { amountOf } from "../../../attribution/finding-words.ts";
import { decideFinding, type Finding, findingsChanged } from "../../../data/attribution.ts";
import { ConfirmEach } from "../../../parts/confirm-each.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

interface Props {
  findings: readonly Finding[];
  outcome: "released" | "taken_back";
  onSettled: (tried: readonly string[], failed: ReadonlyMap<string, string>) => void;
  onClose: () => void;
}

export function DecideMany({ findings, outcome, onSettled, onClose }: Props) {
  const { say, language } = useWords();
  const { ws, own } = useWorkspace();
  const { tell } = useToast();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const isRelease = outcome === "released";
  const act = say(isRelease ? "finding.manyRelease" : "finding.manyTakeBack", { count: findings.length });
  return (
    <ConfirmEach
      title={`${act}?`}
      act={act}
      final={
        isRelease
          ? say("finding.manyReleaseSays")
          : say("finding.manyTakeBackSays", { producer: own?.name ?? "" })
      }
      isGrave={!isRelease}
      items={findings}
      keyOf={(one) => one.id}
      nameOf={(one) =>
        say("finding.pickName", {
          name: one.party.name,
          amount: amountText(amountOf(one), one.currency, language),
        })
      }
      each={(one) =>
        decideFinding(ws, one.id, { state: outcome, reason: reason.trim(), basedOn: one.version })
      }
      isReady={reason.trim() !== ""}
      onSettled={async (tried, failed) => {
        onSettled(tried, failed);
        await findingsChanged(queries, ws);
        const done = tried.length - failed.size;
        if (done > 0) tell({ says: say("finding.manyDone", { count: done }) });
      }}
      onClose={onClose}
    >
      <Textarea
        label={say("finding.reason")}
        description={say("finding.manyReasonHint")}
        rows={3}
        maxLength={2000}
        value={reason}
        data-autofocus
        mb="md"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmEach>
  );
}
