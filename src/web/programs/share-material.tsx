// Shares a text, an address or both to promote a product with. It never opens the address.
//   <ShareMaterial who={who} product="product_…" onClose={close} />
import { useQueryClient } from "@tanstack/react-query";
import type { Looker } from "../data/contracts.ts";
import { materialsQuery, shareMaterial } from "../data/programs.ts";
import { LongTextField, TextField } from "../parts/fields.tsx";
import { Form } from "../parts/form.tsx";
import { useForm } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";

interface Props {
  who: Looker;
  product: string;
  onClose: () => void;
}

export function ShareMaterial({ who, product, onClose }: Props) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    start: { title: "", text: "", url: "" },
    check: ({ title, text, url }) => ({
      title: title.trim() ? undefined : say("form.required"),
      text: text.trim() || url.trim() ? undefined : say("program.material.empty"),
      url:
        url.trim() === "" || /^https?:\/\/\S+$/.test(url.trim()) ? undefined : say("program.material.badUrl"),
    }),
    send: ({ title, text, url }) =>
      shareMaterial(who, product, { title: title.trim(), text, url: url.trim() || null }),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: materialsQuery(who, product).queryKey });
      onClose();
    },
  });
  return (
    <Form form={form} act={say("program.material.share")} onLeave={onClose} isUnguarded>
      <TextField form={form} name="title" label={say("program.material.title")} maxLength={200} />
      <LongTextField form={form} name="text" label={say("program.material.text")} rows={5} isOptional />
      <TextField
        form={form}
        name="url"
        type="url"
        label={say("program.material.url")}
        placeholder="https://"
        isOptional
      />
    </Form>
  );
}
