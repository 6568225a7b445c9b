// Many applicants of a programme answered at once: approved, or refused with one reason that each of them
// reads. Each is an act of its own: what fails stays picked, with why.
//   <DecideApplicants product={product} applicants={picked} decision="approve" onSettled={picks.settle} … />
import { Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Affiliation, decide } from "../../../data/programs.ts";
import { ConfirmEach } from "../../../parts/confirm-each.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { productChanged } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

interface Props {
  product: string;
  applicants: readonly Affiliation[];
  decision: "approve" | "refuse";
  onSettled: (tried: readonly string[], failed: ReadonlyMap<string, string>) => void;
  onClose: () => void;
}

export function DecideApplicants({ product, applicants, decision, onSettled, onClose }: Props) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { tell } = useToast();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const isApprove = decision === "approve";
  const act = say(isApprove ? "programTab.manyApprove" : "programTab.manyRefuse", {
    count: applicants.length,
  });
  return (
    <ConfirmEach
      title={`${act}?`}
      act={act}
      final={say(isApprove ? "programTab.manyApproveSays" : "programTab.manyRefuseSays")}
      items={applicants}
      keyOf={(one) => one.id}
      nameOf={(one) => one.party.name}
      each={(one) => decide(ws, one.id, decision, reason.trim())}
      isReady={isApprove || reason.trim() !== ""}
      onSettled={async (tried, failed) => {
        onSettled(tried, failed);
        await productChanged(queries, ws, product);
        const done = tried.length - failed.size;
        if (done > 0) tell({ says: say("programTab.manyDone", { count: done }) });
      }}
      onClose={onClose}
    >
      {isApprove ? null : (
        <Textarea
          label={say("program.reason")}
          rows={3}
          maxLength={2000}
          value={reason}
          data-autofocus
          mb="md"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </ConfirmEach>
  );
}
