// The terms of use that affiliates accept, in the version in force; a new text is a new version, that those
// who promote already are asked to accept.
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeTerms, type Program } from "../../../data/programs.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { LongTextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { Section } from "../../../parts/page.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Product, productChanged } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./program.module.css";

interface Props {
  product: Product;
  program: Program;
  mayChange: boolean;
}

export function ProgramTerms({ product, program, mayChange }: Props) {
  const { say, show } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { terms } = program;
  const change = mayChange ? (
    <Button size="xs" variant="default" onClick={() => setOpen(true)}>
      {say(terms === null ? "programTab.termsWrite" : "programTab.termsChange")}
    </Button>
  ) : null;
  return (
    <Section title={say("program.terms")} aside={terms === null ? null : change}>
      {terms === null ? (
        <Empty title={say("programTab.termsNone")} says={say("program.termsHint")} action={change} />
      ) : (
        <>
          <p className={css.under}>
            {show("programTab.termsVersion", {
              version: terms.version,
              at: <When at={terms.createdAt} show="day" />,
            })}
          </p>
          <p className={css.terms}>{terms.text}</p>
        </>
      )}
      {isOpen ? (
        <Dialog title={say("program.terms")} size="lg" onClose={() => setOpen(false)}>
          <TermsForm product={product} text={terms?.text ?? ""} onClose={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </Section>
  );
}

function TermsForm({ product, text, onClose }: { product: Product; text: string; onClose: () => void }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const form = useForm({
    start: { text },
    check: (values) => ({ text: values.text.trim() ? undefined : say("form.required") }),
    send: (values) => changeTerms(ws, product.id, values.text.trim()),
    onDone: async () => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: say("programTab.termsSaved") });
      onClose();
    },
  });
  return (
    <Form form={form} act={say("programTab.termsSave")} onLeave={onClose} isUnguarded>
      <LongTextField
        form={form}
        name="text"
        label={say("program.terms")}
        hint={say("programTab.termsAsk")}
        rows={12}
      />
    </Form>
  );
}
