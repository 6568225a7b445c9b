// Sets a message aside that will never be posted: the reason is asked for and kept, and it can be taken back.
// Example: <Dismiss one={message} onDone={…} /> → "Set aside" → why → dismissed.
import { Button, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Delivery, dismissDelivery, restoreDelivery } from "../../data/deliveries.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function Dismiss({ one, onDone }: { one: Delivery; onDone: () => Promise<void> }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const [why, setWhy] = useState("");
  const reason = why.trim().replaceAll(/\s+/g, " ");
  const send = useMutation({
    mutationFn: () => dismissDelivery(ws, one.id, reason),
    onSuccess: async () => {
      setAsking(false);
      await onDone();
      toast.tell({
        says: say("delivery.dismissedNow"),
        undo: async () => {
          await restoreDelivery(ws, one.id);
          await onDone();
        },
      });
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {say("delivery.dismiss")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("delivery.dismissTitle", { type: one.type ?? one.key })}
        act={say("delivery.dismiss")}
        final={say("delivery.dismissFinal")}
        isReady={reason !== ""}
        isWorking={send.isPending}
        error={send.error}
        onConfirm={() => send.mutate()}
        onClose={() => setAsking(false)}
      >
        <Textarea
          label={say("delivery.dismissWhy")}
          description={say("delivery.dismissHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          data-autofocus
          rows={2}
          maxLength={500}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      </Confirm>
    </>
  );
}
