// The terms of use of a programme, written anew: the next version of them. Those who promote already keep
// the version that they accepted until they accept this one.
import { useQueryClient } from "@tanstack/react-query";
import { changeTerms } from "../../../data/programs.ts";
import { LongTextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { type Product, productChanged } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

interface Props {
  product: Product;
  /** What is in force; empty when there is none yet. */
  text: string;
  onClose: () => void;
}

export function WriteTerms({ product, text, onClose }: Props) {
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
