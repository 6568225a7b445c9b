// The fees that a new product begins with: the platform's, who bears the processor's and what it is expected
// to be, who carries fees that are not given back. Products that are there keep their own terms: the page
// says so.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { AmountsField } from "../../../parts/amounts-field.tsx";
import { ChoiceField, RateField, TextField } from "../../../parts/fields.tsx";
import { Form, FormPart, FormRow } from "../../../parts/form.tsx";
import { readRate, typedRate } from "../../../parts/format-amount.ts";
import { Problem } from "../../../parts/problem.tsx";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { type Told, useToast } from "../../../parts/toast.tsx";
import { readAmounts, type TypedAmounts, typedAmounts } from "../../../parts/typed-amounts.ts";
import { type Checks, useChecks } from "../../../parts/use-checks.ts";
import { type Complaints, type FormState, useForm } from "../../../parts/use-form.ts";
import { capital } from "../../../words/capital.ts";
import { useWords } from "../../../words/words.tsx";
import { firstRunAddress } from "../../addresses.ts";
import { ask } from "../../data/ask.ts";
import { partiesQuery } from "../../data/products-around.ts";
import { changeSettings, type SettingsChange } from "../../data/settings.ts";
import { type Workspace, workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { OperatorsFee } from "./operators-fee.tsx";
import { OtherFees } from "./other-fees.tsx";
import css from "./settings.module.css";
import { SettingsShell } from "./settings-shell.tsx";

export function Fees() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const workspace = useQuery(workspaceQuery(ws));
  const parties = useQuery(partiesQuery(ws));
  return (
    <SettingsShell title={say("settings.fees")} lead={say("feeSettings.lead")}>
      {may("settings") ? null : <p className={css.note}>{say("settings.readOnly")}</p>}
      <OperatorsFee />
      {workspace.isError ? (
        <Problem error={workspace.error} onRetry={() => void workspace.refetch()} />
      ) : null}
      {workspace.data && !parties.isPending ? (
        <>
          <FeesForm workspace={workspace.data} parties={parties.data?.data ?? []} />
          <OtherFees fee={workspace.data.fees.platformFee} />
        </>
      ) : (
        <FormSkeleton fields={5} />
      )}
    </SettingsShell>
  );
}

const NEW = "new";
type Kind = "platform" | "processor";
type Fee = { party: { id: string }; rate: string; fixed: Record<string, number> } | null;

function useValues({ fees, currency }: Workspace) {
  const { language } = useWords();
  const of = (fee: Fee) => ({
    party: fee?.party.id ?? "",
    name: "",
    rate: fee ? typedRate(fee.rate, language) : "",
    fixed: typedAmounts(fee?.fixed ?? {}, currency, language),
  });
  const [platform, processor] = [of(fees.platformFee), of(fees.processor)];
  return {
    platformParty: platform.party,
    platformName: "",
    platformRate: platform.rate,
    platformFixed: platform.fixed,
    platformBearer: fees.platformFee?.bearer ?? ("shared" as string),
    processorParty: processor.party,
    processorName: "",
    processorRate: processor.rate,
    processorFixed: processor.fixed,
    processorBearer: fees.processorFee.bearer as string,
    unreturned: fees.unreturnedFees as string,
  };
}

type Values = ReturnType<typeof useValues>;

interface Props {
  workspace: Workspace;
  parties: readonly { id: string; kind: string; name: string }[];
}

/** The first steps lead here: once the fees stand, the way back to them. */
function useGoOn(ws: string): Pick<Told, "act"> {
  const { say } = useWords();
  const navigate = useNavigate();
  const { from } = useSearch({ strict: false }) as { from?: string };
  if (from !== "first-steps") return {};
  return {
    act: {
      name: say("feeSettings.firstSteps"),
      onPick: () => void navigate({ to: firstRunAddress(ws) }),
    },
  };
}

function FeesForm({ workspace, parties }: Props) {
  const { say, language } = useWords();
  const { ws, may } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const wrong = useChecks();
  const goOn = useGoOn(ws);
  const [made] = useState<Made>(() => new Map());
  const form = useForm({
    start: useValues(workspace),
    check: (v) => complaintsOf(v, wrong),
    send: async (v) => {
      const platform = await partyOf(ws, "platform", v.platformParty, v.platformName, made);
      const processor = await partyOf(ws, "processor", v.processorParty, v.processorName, made);
      return await changeSettings(ws, { fees: feesOf(v, { platform, processor }, language) });
    },
    onDone: async (changed) => {
      queries.setQueryData(workspaceQuery(ws).queryKey, changed);
      await queries.invalidateQueries({ queryKey: [ws] });
      toast.tell({ says: say("feeSettings.saved"), ...goOn });
    },
  });
  const bearers = (["shared", "producer"] as const).map((value) => ({
    value,
    label: capital(say(`fees.bearer.${value}`), language),
  }));
  const kept = (["producer", "pro_rata"] as const).map((value) => ({
    value,
    label: capital(say(`fees.unreturned.${value}`), language),
  }));
  const isOff = !may("settings");
  const common = { form, parties, isOff };
  return (
    <Form form={form} act={say("feeSettings.save")} isReady={!isOff && form.isChanged}>
      <FormPart title={say("feeSettings.platform")} says={say("feeSettings.platformSays")}>
        <FeeFields {...common} kind="platform" />
        {form.values.platformParty ? (
          <ChoiceField
            form={form}
            name="platformBearer"
            label={say("fees.whoBears")}
            options={bearers}
            isOff={isOff}
          />
        ) : null}
      </FormPart>
      <FormPart title={say("feeSettings.processor")} says={say("feeSettings.processorSays")}>
        <ChoiceField
          form={form}
          name="processorBearer"
          label={say("fees.whoBears")}
          options={bearers}
          isOff={isOff}
        />
        <FeeFields {...common} kind="processor" />
      </FormPart>
      <FormPart title={say("feeSettings.unreturned")} says={say("feeSettings.unreturnedSays")}>
        <ChoiceField
          form={form}
          name="unreturned"
          label={say("fees.unreturned")}
          options={kept}
          isOff={isOff}
        />
      </FormPart>
    </Form>
  );
}

interface FeeProps {
  form: FormState<Values>;
  kind: Kind;
  parties: Props["parties"];
  isOff: boolean;
}

function FeeFields({ form, kind, parties, isOff }: FeeProps) {
  const { say } = useWords();
  const chosen = form.values[`${kind}Party`];
  const options = [
    ...parties.filter((one) => one.kind === kind).map((one) => ({ value: one.id, label: one.name })),
    { value: NEW, label: say(`feeSettings.new.${kind}`) },
  ];
  return (
    <>
      <ChoiceField
        form={form}
        name={`${kind}Party`}
        label={say(`feeSettings.${kind}To`)}
        options={options}
        placeholder={say(`feeSettings.none.${kind}`)}
        isOptional
        isOff={isOff}
      />
      {chosen === NEW ? (
        <TextField form={form} name={`${kind}Name`} label={say("feeSettings.partyName")} maxLength={200} />
      ) : null}
      {chosen ? (
        <>
          <FormRow>
            <RateField form={form} name={`${kind}Rate`} label={say("fees.rate")} isOff={isOff} />
          </FormRow>
          <AmountsField
            form={form}
            name={`${kind}Fixed`}
            label={say("fees.fixed")}
            hint={say("fees.fixedHint")}
            isOff={isOff}
          />
        </>
      ) : null}
    </>
  );
}

/** Parties made by a try whose settings were refused, by kind and name: the next try takes them. */
type Made = Map<string, string>;

/** The party chosen, made first where it is a new one. */
async function partyOf(ws: string, kind: Kind, chosen: string, name: string, made: Made): Promise<string> {
  if (chosen !== NEW) return chosen;
  const body = { kind, name: name.trim() };
  const key = `${kind} ${body.name}`;
  const id =
    made.get(key) ?? (await ask<{ id: string }>("POST", `/v1/workspaces/${ws}/parties`, { body })).id;
  made.set(key, id);
  return id;
}

function feesOf(
  v: Values,
  party: { platform: string; processor: string },
  language: string,
): NonNullable<SettingsChange["fees"]> {
  const fixed = (typed: TypedAmounts) => readAmounts(typed, language) ?? {};
  const bearer = (text: string) => text as "shared" | "producer";
  return {
    platformFee: party.platform
      ? {
          party: party.platform,
          rate: readRate(v.platformRate) ?? "0",
          fixed: fixed(v.platformFixed),
          bearer: bearer(v.platformBearer),
        }
      : null,
    processorFee: { bearer: bearer(v.processorBearer) },
    processor: party.processor
      ? {
          party: party.processor,
          rate: readRate(v.processorRate) ?? "0",
          fixed: fixed(v.processorFixed),
        }
      : null,
    unreturnedFees: v.unreturned as "producer" | "pro_rata",
  };
}

function complaintsOf(v: Values, wrong: Checks): Complaints<Values> {
  return {
    platformName: v.platformParty === NEW ? wrong.blank(v.platformName) : undefined,
    processorName: v.processorParty === NEW ? wrong.blank(v.processorName) : undefined,
    ...(v.platformParty
      ? { platformRate: wrong.rate(v.platformRate), platformFixed: wrong.amounts(v.platformFixed) }
      : {}),
    ...(v.processorParty
      ? {
          processorRate: wrong.rate(v.processorRate),
          processorFixed: wrong.amounts(v.processorFixed),
        }
      : {}),
  };
}
