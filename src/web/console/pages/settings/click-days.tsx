// For how long single clicks on links are kept. What was counted by day, and what a sale was credited to,
// stays for good, and the form says so. It never shows a click.
import { ChoiceField } from "../../../parts/fields.tsx";
import { Form, FormPart, FormRow } from "../../../parts/form.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { changeSettings } from "../../data/settings.ts";
import type { Workspace } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const CHOICES = [180, 365, 730, 1825, 3650] as const;
const FOREVER = "forever";

interface Props {
  workspace: Workspace;
  onKept: (changed: Workspace) => void;
}

export function ClickDays({ workspace, onKept }: Props) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const isOff = !may("settings");
  const now = workspace.clickDays;
  const choices = [...new Set([...CHOICES, ...(now === null ? [] : [now])])].sort((a, b) => a - b);
  const form = useForm({
    start: { days: now === null ? FOREVER : String(now) },
    send: ({ days }) => changeSettings(ws, { clickDays: days === FOREVER ? null : Number(days) }),
    onDone: onKept,
  });
  return (
    <Form
      form={form}
      act={say("clickDays.save")}
      isReady={!isOff && form.isChanged}
      tone={form.isChanged ? "accent" : "quiet"}
    >
      <FormPart title={say("clickDays.title")} says={say("clickDays.says")}>
        <FormRow>
          <ChoiceField
            form={form}
            name="days"
            label={say("clickDays.field")}
            options={[
              ...choices.map((days) => ({ value: String(days), label: say("clickDays.days", { days }) })),
              { value: FOREVER, label: say("clickDays.forever") },
            ]}
            isOff={isOff}
          />
        </FormRow>
      </FormPart>
    </Form>
  );
}
