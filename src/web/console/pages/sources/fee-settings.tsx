// How a charge's fee becomes known: with a restricted key the server asks Stripe and the charge waits a set
// time for the answer; without one the fee is booked when a message tells it. It never shows a key that is
// kept.
//   <FeeSettings source={stripe} />
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChoiceField, PasswordField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { changeSource, type Source } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./connect-source.module.css";

const MINUTES = ["0", "10", "30", "120", "1440"] as const;

export function FeeSettings({ source }: { source: Source }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const { name, settings, apiKeyHint } = source;
  const kept = typeof settings.feeWaitMinutes === "string" ? settings.feeWaitMinutes : "30";
  const form = useForm({
    start: { apiKey: "", feeWaitMinutes: kept },
    send: ({ apiKey, feeWaitMinutes }) =>
      changeSource(ws, name, {
        settings: { ...(settings as Record<string, string | boolean>), feeWaitMinutes },
        ...(apiKey.trim() === "" ? {} : { apiKey: apiKey.trim() }),
      }),
    onDone: async (saved) => {
      await queries.invalidateQueries({ queryKey: [ws, "sources"] });
      form.reset({ apiKey: "", feeWaitMinutes: String(saved.settings.feeWaitMinutes ?? kept) });
      toast.tell({ says: say("feesKey.saved") });
    },
  });
  const options = MINUTES.map((value) => ({ value, label: say("fees.minutes", { n: Number(value) }) }));
  return (
    <div className={css.body}>
      <p>{say("fees.says")}</p>
      {apiKeyHint ? <KeptKey source={source} /> : null}
      <Form form={form} act={say(apiKeyHint ? "feesKey.save" : "fees.keep")} isUnguarded>
        <PasswordField
          form={form}
          name="apiKey"
          label={say(apiKeyHint ? "fees.newKey" : "fees.key")}
          hint={say("fees.keyHint")}
          autoComplete="off"
          isOptional={apiKeyHint !== null}
        />
        <ChoiceField
          form={form}
          name="feeWaitMinutes"
          label={say("fees.wait")}
          hint={say("fees.waitHint")}
          options={options}
        />
      </Form>
    </div>
  );
}

function KeptKey({ source }: { source: Source }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => changeSource(ws, source.name, { apiKey: null }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [ws, "sources"] }),
  });
  return (
    <>
      <div className={css.acts}>
        <code>{source.apiKeyHint}</code>
        {source.apiKeyProblem ? (
          <Status tone="taken">{source.apiKeyProblem}</Status>
        ) : (
          <Status tone="good">{say("fees.keyWorks")}</Status>
        )}
        <Button size="xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
          {say("fees.removeKey")}
        </Button>
      </div>
      {remove.error ? <Problem error={remove.error} /> : null}
    </>
  );
}
