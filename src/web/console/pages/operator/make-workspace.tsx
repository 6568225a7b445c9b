// Makes a workspace for somebody else, who is invited by mail as its owner. The operator does not enter it.
// Example: "Violin School" for vera@example.com, who gets the mail.
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { CURRENCIES } from "../../../../base/currency.ts";
import { useMailStays } from "../../../data/invitation-links.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { ChoiceField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import {
  countryOptions,
  currencyOptions,
  guessPlace,
  suggestCurrency,
  timeZoneOptions,
} from "../../../parts/places.ts";
import { useToast } from "../../../parts/toast.tsx";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { installationQuery, makeWorkspace } from "../../data/operator.ts";

export function MakeWorkspace({ onClose }: { onClose: () => void }) {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const wrong = useChecks();
  const mailStays = useMailStays();
  const place = useMemo(guessPlace, []);
  const form = useForm({
    start: {
      name: "",
      owner: "",
      country: place.country,
      currency: suggestCurrency(place.country),
      timeZone: place.timeZone,
    },
    check: ({ name, owner }) => ({ name: wrong.blank(name), owner: wrong.email(owner) }),
    paths: {
      name: "workspace.name",
      country: "workspace.country",
      currency: "workspace.currency",
      timeZone: "workspace.timeZone",
    },
    send: ({ owner, name, ...rest }) =>
      makeWorkspace({
        owner: owner.trim(),
        workspace: { ...rest, name: name.trim(), language: language === "pt-BR" ? "pt-BR" : "en" },
      }),
    onDone: async ({ name }, { owner }) => {
      await queries.invalidateQueries({ queryKey: installationQuery.queryKey });
      toast.tell({
        says: mailStays
          ? say("operator.made.stays", { name, owner })
          : say("operator.made.done", { name, owner }),
      });
      onClose();
    },
  });
  const zones = useMemo(() => timeZoneOptions().map((value) => ({ value, label: value })), []);
  return (
    <Dialog title={say("operator.make")} onClose={onClose}>
      <Form form={form} act={say("operator.makeAct")} onLeave={onClose} isUnguarded>
        <TextField form={form} name="name" label={say("business.name")} maxLength={200} isFirst />
        <TextField
          form={form}
          name="owner"
          label={say("operator.owner")}
          type="email"
          hint={say("operator.ownerHint")}
        />
        <FormRow>
          <ChoiceField
            form={form}
            name="country"
            label={say("word.country")}
            options={countryOptions(language)}
          />
          <ChoiceField
            form={form}
            name="currency"
            label={say("word.currency")}
            options={currencyOptions(CURRENCIES, language)}
          />
        </FormRow>
        <ChoiceField form={form} name="timeZone" label={say("word.timeZone")} options={zones} />
      </Form>
    </Dialog>
  );
}
