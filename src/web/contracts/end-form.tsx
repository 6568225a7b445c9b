// Proposes to end a contract, from either side: on a day, or with the acceptance. Says what stays and what
// goes; nothing ends until the other side accepts.
//   <EndForm who={…} story={story} timeZone="America/Sao_Paulo" leaveTo="/…" onSent={…} />
import { TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type ContractStory,
  contractsChanged,
  type Looker,
  type Proposal,
  proposeEnd,
  type TermsOfUse,
  termsOfUseQuery,
} from "../data/contracts.ts";
import { addDays, todayIn } from "../parts/date-range.ts";
import { Form, FormPart } from "../parts/form.tsx";
import { useForm } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import { DraftImpact } from "./impact-section.tsx";
import { SignFields } from "./sign-fields.tsx";
import { dayStart } from "./terms-values.ts";
import { aboutOf, type TouchedPlaces } from "./touched.tsx";

interface Props {
  who: Looker;
  story: ContractStory;
  timeZone: string;
  leaveTo: string;
  onSent: (proposal: Proposal) => void;
  touchedPlaces: TouchedPlaces;
}

interface EndValues {
  ends: string;
  message: string;
  isAccepted: boolean;
}

export function EndForm(props: Props) {
  const use = useQuery(termsOfUseQuery).data;
  return use ? <Fields {...props} use={use} /> : null;
}

function Fields({ who, story, timeZone, leaveTo, onSent, touchedPlaces, use }: Props & { use: TermsOfUse }) {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const form = useForm<EndValues, Proposal>({
    start: { ends: "", message: "", isAccepted: false },
    check: (values) => ({ isAccepted: values.isAccepted ? undefined : say("agree.useNeeded") }),
    send: (values) =>
      proposeEnd(who, story.id, {
        ends: dayStart(values.ends, timeZone, 1),
        message: values.message,
        language: language === "pt-BR" ? "pt-BR" : "en",
        termsOfUse: use.version,
      }),
    onDone: async (proposal) => {
      await contractsChanged(queries, who);
      onSent(proposal);
    },
  });
  return (
    <Form form={form} act={say("agree.endSend", { product: story.product.name })} leaveTo={leaveTo}>
      <FormPart says={say("agree.endFormSays")}>
        <TextInput
          type="date"
          label={say("agree.field.lastDay")}
          description={say("agree.field.lastDaySays")}
          inputWrapperOrder={["label", "input", "error", "description"]}
          min={addDays(todayIn(timeZone), 1)}
          error={form.errorOf("ends")}
          value={form.values.ends}
          onChange={(event) => form.set({ ends: event.currentTarget.value })}
        />
        <SignFields form={form} use={use} />
      </FormPart>
      <DraftImpact
        who={who}
        contract={story.id}
        about={aboutOf(story)}
        terms={null}
        leadsTo={touchedPlaces}
      />
    </Form>
  );
}
