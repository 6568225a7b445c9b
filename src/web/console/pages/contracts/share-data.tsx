// Shares buyers' fields, or what everybody gets, with one co-producer: what, what for, until when. The button
// repeats with whom and until when; nothing is chosen beforehand.
//   <ShareData party={party} product={product} onClose={close} />
import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { shareData } from "../../../data/data-grants.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { CheckField, LongTextField } from "../../../parts/fields.tsx";
import { Form, FormPart } from "../../../parts/form.tsx";
import { useForm } from "../../../parts/use-form.ts";
import css from "../../../sharing/sharing.module.css";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

interface Props {
  party: { id: string; name: string };
  product: { id: string; name: string };
  onClose: () => void;
}

const FIELDS = ["name", "email", "reference", "country"] as const;
const NINETY_DAYS_MS = 90 * 86_400_000;

export function ShareData({ party, product, onClose }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const form = useForm({
    start: {
      name: false,
      email: false,
      reference: false,
      country: false,
      others: false,
      purpose: "",
      until: new Date(Date.now() + NINETY_DAYS_MS).toISOString().slice(0, 10),
    },
    check: ({ purpose, until, others, ...fields }) => ({
      others: others || FIELDS.some((one) => fields[one]) ? undefined : say("shared.chooseOne"),
      purpose: purpose.trim() === "" ? say("form.required") : undefined,
      until: until === "" ? say("form.required") : undefined,
    }),
    send: ({ purpose, until, others, ...chosen }) =>
      shareData(ws, {
        party: party.id,
        product: product.id,
        fields: FIELDS.filter((one) => chosen[one]),
        seesOthers: others,
        purpose,
        until,
      }),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: [ws, "data-grants"] });
      onClose();
    },
  });
  const { until } = form.values;
  const day = dayName(until, language);
  return (
    <Dialog title={say("shared.addTitle", { product: product.name, name: party.name })} onClose={onClose}>
      <Form
        form={form}
        act={say("shared.addAct", { name: party.name, until: day })}
        onLeave={onClose}
        isUnguarded
      >
        <FormPart title={say("shared.what", { name: party.name })} says={say("shared.recorded")}>
          <div className={css.checks}>
            {FIELDS.map((one) => (
              <CheckField key={one} form={form} name={one} label={say(`shared.field.${one}`)} />
            ))}
            <CheckField form={form} name="others" label={say("shared.others")} />
          </div>
        </FormPart>
        <LongTextField
          form={form}
          name="purpose"
          label={say("shared.purpose")}
          hint={say("shared.purposeHint")}
          rows={2}
        />
        <TextInput
          type="date"
          label={say("shared.until")}
          description={say("shared.untilHint")}
          error={form.errorOf("until")}
          value={until}
          onChange={(event) => form.set({ until: event.currentTarget.value })}
        />
      </Form>
    </Dialog>
  );
}

function dayName(day: string, language: string): string {
  if (day === "") return "";
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(day));
}
