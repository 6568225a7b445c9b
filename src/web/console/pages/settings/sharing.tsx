// How much of a product may be shared at most, and how long money is held before it may be paid out, by
// method of payment. A cap below what contracts share already is refused, and the answer names the product.

import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RateField, TextField } from "../../../parts/fields.tsx";
import { Form, FormPart, FormRow } from "../../../parts/form.tsx";
import { formatRate, readRate, typedRate } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { changeSettings } from "../../data/settings.ts";
import { type Workspace, workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ClickDays } from "./click-days.tsx";
import {
  complaintsOf,
  type HoldValues,
  holdsOf,
  MOST_ROWS,
  startOf,
  withNewRow,
  withoutRow,
} from "./hold-rows.ts";
import css from "./settings.module.css";
import { SettingsShell } from "./settings-shell.tsx";

export function Sharing() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws));
  const keep = useKeep();
  return (
    <SettingsShell title={say("settings.sharing")} lead={say("sharing.lead")}>
      {may("settings") ? null : <p className={css.note}>{say("settings.readOnly")}</p>}
      {workspace.isError ? (
        <Problem error={workspace.error} onRetry={() => void workspace.refetch()} />
      ) : null}
      {workspace.data ? (
        <>
          <CapForm workspace={workspace.data} />
          <HoldsForm workspace={workspace.data} />
          <ClickDays workspace={workspace.data} onKept={keep} />
        </>
      ) : (
        <FormSkeleton fields={4} />
      )}
    </SettingsShell>
  );
}

function useKeep() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  return (changed: Workspace) => {
    queries.setQueryData(workspaceQuery(ws).queryKey, changed);
    toast.tell({ says: say("settings.saved") });
  };
}

function CapForm({ workspace }: { workspace: Workspace }) {
  const { say, language } = useWords();
  const { ws, may } = useWorkspace();
  const isOff = !may("settings");
  const form = useForm({
    start: { maxShared: typedRate(workspace.maxShared, language) },
    check: ({ maxShared }) => {
      const rate = readRate(maxShared);
      return { maxShared: rate === null || Number(rate) > 0.99 ? say("sharing.capWrong") : undefined };
    },
    send: ({ maxShared }) => changeSettings(ws, { maxShared: readRate(maxShared) ?? workspace.maxShared }),
    onDone: useKeep(),
  });
  const rate = readRate(form.values.maxShared) ?? workspace.maxShared;
  const left = formatRate(
    String(Math.max(0, (1_000_000 - Math.round(Number(rate) * 1_000_000)) / 1_000_000)),
    language,
  );
  return (
    <Form
      form={form}
      act={say("sharing.saveCap")}
      isReady={!isOff && form.isChanged}
      tone={form.isChanged ? "accent" : "quiet"}
    >
      <FormPart title={say("sharing.cap")} says={say("sharing.capSays")}>
        <FormRow>
          <RateField
            form={form}
            name="maxShared"
            label={say("sharing.capField")}
            hint={say("sharing.capLeaves", { left })}
            isOff={isOff}
          />
        </FormRow>
      </FormPart>
    </Form>
  );
}

/** As many as there may be, beside what is for the rest. */
function HoldsForm({ workspace }: { workspace: Workspace }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const isOff = !may("settings");
  const form = useForm({
    start: startOf(workspace),
    check: (values) =>
      complaintsOf(values, {
        days: say("sharing.daysWrong"),
        method: say("sharing.methodWrong"),
        source: say("sharing.sourceWrong"),
        twice: say("sharing.twice"),
      }),
    send: (values) => {
      const guaranteeDays = Number(values.guarantee);
      return changeSettings(ws, { holds: holdsOf(values), guaranteeDays });
    },
    onDone: useKeep(),
  });
  return (
    <Form
      form={form}
      act={say("sharing.saveHolds")}
      isReady={!isOff && form.isChanged}
      tone={form.isChanged ? "accent" : "quiet"}
    >
      <FormPart title={say("sharing.holds")} says={say("sharing.holdsSays")}>
        <FormRow>
          <TextField
            form={form}
            name="default"
            label={say("sharing.holdDefault")}
            hint={say("sharing.days")}
            inputMode="numeric"
            isOff={isOff}
          />
          <TextField
            form={form}
            name="guarantee"
            label={say("sharing.guarantee")}
            hint={say("sharing.guaranteeHint")}
            inputMode="numeric"
            isOff={isOff}
          />
        </FormRow>
        <Methods form={form} isOff={isOff} />
      </FormPart>
    </Form>
  );
}

function Methods({ form, isOff }: { form: FormState<HoldValues>; isOff: boolean }) {
  const { say } = useWords();
  const shown = Number(form.values.rows);
  return (
    <>
      {Array.from({ length: shown }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <FormRow key={at}>
          <TextField
            form={form}
            name={`source${at}` as "source0"}
            label={say("word.source")}
            placeholder={say("sharing.anySource")}
            isOff={isOff}
          />
          <TextField
            form={form}
            name={`method${at}` as "method0"}
            label={say("sharing.method")}
            placeholder={form.values[`source${at}`] ? say("sharing.anyMethod") : "card"}
            isOff={isOff}
          />
          <TextField
            form={form}
            name={`days${at}` as "days0"}
            label={say("sharing.daysHeld")}
            inputMode="numeric"
            isOff={isOff}
          />
          {isOff ? null : (
            <Button
              className={css.removeRow ?? ""}
              variant="subtle"
              color="gray"
              leftSection={<Icon name="remove" size={16} />}
              aria-label={say("sharing.removeNamed", { row: at + 1 })}
              onClick={() => form.set(withoutRow(form.values, at))}
            >
              {say("sharing.remove")}
            </Button>
          )}
        </FormRow>
      ))}
      {isOff || shown >= MOST_ROWS ? null : (
        <div>
          <Button
            variant="default"
            leftSection={<Icon name="plus" size={16} />}
            onClick={() => form.set(withNewRow(form.values))}
          >
            {say("sharing.addMethod")}
          </Button>
        </div>
      )}
    </>
  );
}
