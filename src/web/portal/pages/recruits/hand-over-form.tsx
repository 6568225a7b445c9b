// Hands one affiliate over to another manager of the product: later sales alone. What was earned and what
// arrives late of earlier sales stays.
import { handOver, type ManagedProduct, type Recruit } from "../../../data/programs.ts";
import { ChoiceField } from "../../../parts/choice-field.tsx";
import { Form } from "../../../parts/form.tsx";
import { useForm } from "../../../parts/use-form.ts";
import css from "../../../programs/programs.module.css";
import { useWords } from "../../../words/words.tsx";

interface Props {
  party: string;
  managed: ManagedProduct;
  recruit: Recruit;
  onDone: () => void;
  onClose: () => void;
}

export function HandOverForm({ party, managed, recruit, onDone, onClose }: Props) {
  const { say } = useWords();
  const { name } = recruit.party;
  const form = useForm({
    start: { to: managed.others[0]?.id ?? "" },
    check: ({ to }) => ({ to: to ? undefined : say("form.required") }),
    send: ({ to }) => handOver({ side: "party", id: party }, managed.product.id, [recruit.id], to),
    onDone,
  });
  return (
    <Form form={form} act={say("recruits.handOver", { name })} tone="danger" onLeave={onClose} isUnguarded>
      <p className={css.note}>{say("recruits.handOverSays", { name })}</p>
      <ChoiceField
        form={form}
        name="to"
        label={say("recruits.handOverTo")}
        options={managed.others.map((one) => ({ value: one.id, label: one.name }))}
      />
    </Form>
  );
}
