// Before an affiliate is refused, suspended, blocked or ended: what follows for them, and why, in words that
// they read. Approving needs none of this. It never decides who may.
//   <DecideForm name="Carla" decision="suspend" send={(reason) => decide(…)} onDone={close} … />
import type { Decision } from "../data/programs.ts";
import { LongTextField } from "../parts/fields.tsx";
import { Form } from "../parts/form.tsx";
import { useForm } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import css from "./programs.module.css";

interface Props {
  name: string;
  decision: Exclude<Decision, "approve">;
  send: (reason: string) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
}

const REASONED: readonly Decision[] = ["refuse", "suspend", "block"];
const DANGEROUS: readonly Decision[] = ["block", "end", "suspend"];

export function DecideForm({ name, decision, send, onDone, onClose }: Props) {
  const { say } = useWords();
  const isReasoned = REASONED.includes(decision);
  const form = useForm({
    start: { reason: "" },
    check: ({ reason }) => ({
      reason: isReasoned && reason.trim() === "" ? say("program.reasonNeeded") : undefined,
    }),
    send: ({ reason }) => send(reason.trim()),
    onDone,
  });
  return (
    <Form
      form={form}
      act={say(`program.act.${decision}`, { name })}
      tone={DANGEROUS.includes(decision) ? "danger" : "accent"}
      onLeave={onClose}
      isUnguarded
    >
      <p className={css.note}>{say(`program.actSays.${decision}`, { name })}</p>
      <LongTextField
        form={form}
        name="reason"
        label={say("program.reason")}
        hint={say("program.reasonHint", { name })}
        isOptional={!isReasoned}
      />
    </Form>
  );
}
