// After how many days below zero a write-off is proposed, for a second person to approve; or never. It writes
// nothing off by itself.
//   <WriteOffDays />
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChoiceField } from "../../../parts/fields.tsx";
import { Form, FormPart, FormRow } from "../../../parts/form.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { changeSettings } from "../../data/settings.ts";
import { type Workspace, workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./ledger.module.css";

const CHOICES = [30, 60, 90, 180, 365, 730] as const;
const NEVER = "never";

export function WriteOffDays() {
  const { ws } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws)).data;
  return workspace ? (
    <div className={css.setting}>
      <DaysForm workspace={workspace} />
    </div>
  ) : null;
}

function DaysForm({ workspace }: { workspace: Workspace }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const queries = useQueryClient();
  const isOff = !may("settings");
  const now = workspace.writeOffDays;
  const choices = [...new Set([...CHOICES, ...(now === null ? [] : [now])])].sort((a, b) => a - b);
  const form = useForm({
    start: { days: now === null ? NEVER : String(now) },
    send: ({ days }) => changeSettings(ws, { writeOffDays: days === NEVER ? null : Number(days) }),
    onDone: async (_, values) => {
      form.reset(values);
      await queries.invalidateQueries({ queryKey: [ws, "workspace"] });
    },
  });
  return (
    <Form
      form={form}
      act={say("writeOff.save")}
      isReady={!isOff && form.isChanged}
      tone={form.isChanged ? "accent" : "quiet"}
    >
      <FormPart title={say("writeOff.title")} says={say("writeOff.says")}>
        <FormRow>
          <ChoiceField
            form={form}
            name="days"
            label={say("writeOff.field")}
            options={[
              ...choices.map((count) => ({ value: String(count), label: say("writeOff.days", { count }) })),
              { value: NEVER, label: say("writeOff.never") },
            ]}
            isOff={isOff}
          />
        </FormRow>
      </FormPart>
    </Form>
  );
}
