// Declining what was proposed, as a member who looks at it or by a link from a mail: asked once more, with
// room for a word back. It never sends by itself.
//   <Decline proposal={proposal} onDecline={(answer) => declineProposal(who, id, answer)} onDone={…} />
import { Button, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Proposal } from "../data/contracts.ts";
import { Confirm } from "../parts/confirm.tsx";
import { useWords } from "../words/words.tsx";

interface Props {
  proposal: Pick<Proposal, "kind" | "product">;
  onDecline: (answer: string) => Promise<unknown>;
  onDone: () => void | Promise<void>;
  /** Below what accepts, as wide as it. */
  isBelow?: boolean;
}

export function Decline({ proposal, onDecline, onDone, isBelow = false }: Props) {
  const { say } = useWords();
  const [isAsking, setAsking] = useState(false);
  const [answer, setAnswer] = useState("");
  const decline = useMutation({
    mutationFn: () => onDecline(answer),
    onSuccess: async () => {
      setAsking(false);
      await onDone();
    },
  });
  const product = proposal.product.name;
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        onClick={() => setAsking(true)}
        {...(isBelow ? { fullWidth: true, mt: "sm" } : {})}
      >
        {say("agree.declineAsk")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("agree.declineTitle", { product })}
        act={say("agree.decline", { product })}
        final={say(proposal.kind === "invite" ? "agree.declineInvite" : "agree.declineChange")}
        isWorking={decline.isPending}
        error={decline.error ?? undefined}
        onConfirm={() => decline.mutate()}
        onClose={() => setAsking(false)}
      >
        <Textarea
          label={say("agree.wordBack")}
          autosize
          minRows={2}
          maxLength={4000}
          value={answer}
          mb="md"
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
      </Confirm>
    </>
  );
}
