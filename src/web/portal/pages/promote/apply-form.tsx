// Applies to promote a product as this party: a word to the producer, and the terms of use, read and accepted
// in the version that is shown here.
import { useQueryClient } from "@tanstack/react-query";
import { applyAsParty, type OwnProgram, ownProgramsQuery } from "../../../data/programs.ts";
import { CheckField } from "../../../parts/check-field.tsx";
import { LongTextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import css from "../../../programs/programs.module.css";
import { useWords } from "../../../words/words.tsx";

interface Props {
  party: string;
  program: OwnProgram;
  onClose: () => void;
}

export function ApplyForm({ party, program, onClose }: Props) {
  const { say } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const { product, terms } = program;
  const form = useForm({
    start: { note: "", isAccepted: terms === null },
    check: ({ isAccepted }) => ({ isAccepted: isAccepted ? undefined : say("promote.mustAccept") }),
    send: ({ note }) => applyAsParty(party, product.id, { note, terms: terms?.version ?? null }),
    onDone: async ({ state }) => {
      await queries.invalidateQueries({ queryKey: ownProgramsQuery(party).queryKey });
      toast.tell({ says: say(`promote.done.${state}`, { product: product.name }) });
      onClose();
    },
  });
  return (
    <Form form={form} act={say("promote.apply", { product: product.name })} onLeave={onClose} isUnguarded>
      <LongTextField
        form={form}
        name="note"
        label={say("promote.note")}
        hint={say("promote.noteHint")}
        isOptional
      />
      {terms ? (
        <>
          <p className={css.terms}>{terms.text}</p>
          <CheckField
            form={form}
            name="isAccepted"
            label={say("promote.accept", { version: terms.version })}
          />
        </>
      ) : null}
    </Form>
  );
}
