// Writes to all affiliates of a product, or to those a manager recruited: they read it in their inbox and by
// mail. Says how many, before it is sent. Nobody's address is shown.
//   <WriteToAffiliates who={who} product={product} count={12} onClose={close} />
import type { Looker } from "../data/contracts.ts";
import { writeToAffiliates } from "../data/programs.ts";
import { LongTextField, TextField } from "../parts/fields.tsx";
import { Form } from "../parts/form.tsx";
import { useToast } from "../parts/toast.tsx";
import { useForm } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import css from "./programs.module.css";

interface Props {
  who: Looker;
  product: { id: string; name: string };
  count: number;
  onClose: () => void;
}

export function WriteToAffiliates({ who, product, count, onClose }: Props) {
  const { say } = useWords();
  const toast = useToast();
  const form = useForm({
    start: { subject: "", text: "" },
    check: ({ subject, text }) => ({
      subject: subject.trim() ? undefined : say("form.required"),
      text: text.trim() ? undefined : say("form.required"),
    }),
    send: (values) => writeToAffiliates(who, product.id, values),
    onDone: (sent) => {
      toast.tell({ says: say("program.write.sent", { count: sent.recipients }) });
      onClose();
    },
  });
  return (
    <Form form={form} act={say("program.write.send", { count })} onLeave={onClose} isUnguarded>
      <p className={css.note}>{say("program.write.says", { product: product.name })}</p>
      <TextField form={form} name="subject" label={say("program.write.subject")} maxLength={200} />
      <LongTextField form={form} name="text" label={say("program.write.text")} rows={7} />
    </Form>
  );
}
