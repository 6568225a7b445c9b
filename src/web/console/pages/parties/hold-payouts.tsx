// Holds what one party would be paid, with a reason that the party reads, and takes the hold off again. It
// moves nothing, and what is under way goes on.
//   <HoldPayouts party={party} settings={details.settings} onDone={changed} />
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { changeSettings, type PayoutDetails } from "../../../data/payouts.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { problemText } from "../../../parts/problem.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

interface Props {
  party: { id: string; name: string };
  settings: PayoutDetails["settings"];
  onDone: () => Promise<unknown>;
}

export function HoldPayouts(props: Props) {
  const { say } = useWords();
  const [isAsking, setAsking] = useState(false);
  if (props.settings.held) return <Release {...props} />;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {say("payout.hold")}
      </Button>
      {isAsking ? <Hold {...props} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Hold({ party, onDone, onClose }: Props & { onClose: () => void }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const toast = useToast();
  const { name } = party;
  const form = useForm({
    start: { heldWhy: "" },
    check: ({ heldWhy }) => ({ heldWhy: heldWhy.trim() === "" ? say("payout.holdWhyMissing") : undefined }),
    send: ({ heldWhy }) => changeSettings(ws, party.id, { held: true, heldWhy: heldWhy.trim() }),
    onDone: async () => {
      await onDone();
      toast.tell({ says: say("payout.isHeld", { name }) });
      onClose();
    },
  });
  return (
    <Dialog title={say("payout.holdTitle", { name })} onClose={onClose}>
      <Form form={form} act={say("payout.holdAct", { name })} onLeave={onClose} isUnguarded>
        <p className={css.quiet}>{say("payout.holdSays", { name })}</p>
        <TextField form={form} name="heldWhy" label={say("payout.holdWhy")} maxLength={500} isFirst />
      </Form>
    </Dialog>
  );
}

/** At once, since nothing is paid by it; and held again by one more press. */
function Release({ party, settings, onDone }: Props) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const toast = useToast();
  const put = async (body: { held: boolean; heldWhy?: string }) => {
    await changeSettings(ws, party.id, body);
    await onDone();
  };
  const { heldWhy } = settings;
  const release = useMutation({
    mutationFn: () => put({ held: false }),
    onSuccess: () =>
      toast.tell({
        says: say("payout.isReleased", { name: party.name }),
        undo: () => put({ held: true, heldWhy }),
      }),
    onError: (error) => toast.tell({ says: problemText(error, words) }),
  });
  return (
    <Button variant="default" loading={release.isPending} onClick={() => release.mutate()}>
      {say("payout.release")}
    </Button>
  );
}
