// Sets a party's tax number: of which country, and the number as it is written there. The server checks its
// digits.
//   <SetTaxNumber who={…} party={{ id, name }} onClose={close} />
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Looker } from "../data/contracts.ts";
import { setTaxId } from "../data/tax.ts";
import { Dialog } from "../parts/dialog.tsx";
import { ChoiceField, TextField } from "../parts/fields.tsx";
import { Form } from "../parts/form.tsx";
import { countryOptions } from "../parts/places.ts";
import { useForm } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";

interface Props {
  who: Looker;
  party: { id: string; name: string };
  onClose: () => void;
}

export function SetTaxNumber({ who, party, onClose }: Props) {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const countries = useMemo(() => countryOptions(language), [language]);
  const form = useForm({
    start: { country: language === "pt-BR" ? "BR" : "US", number: "" },
    check: ({ number }) => ({ number: number.trim().length < 4 ? say("form.required") : undefined }),
    send: (values) => setTaxId(who, party.id, values),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: [who.id, "tax-id"] });
      await queries.invalidateQueries({ queryKey: [who.id, "tax-facts"] });
      onClose();
    },
  });
  return (
    <Dialog title={say("tax.setTitle", { name: party.name })} onClose={onClose}>
      <Form form={form} act={say("tax.save")} onLeave={onClose} isUnguarded>
        <ChoiceField form={form} name="country" label={say("word.country")} options={countries} />
        <TextField form={form} name="number" label={say("tax.number")} hint={say("tax.numberHint")} isFirst />
      </Form>
    </Dialog>
  );
}
