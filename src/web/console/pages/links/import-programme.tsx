// Brings a running programme along from another tool's exports: what the file is, which product, the file;
// first a trial that shows what the columns were taken for and which rows fail, then for good. The same file
// again makes nothing twice.
//   /w/ws_…/links/import
import { Button, Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ChoiceField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import type { MessageKey } from "../../../words/messages.ts";
import { useWords } from "../../../words/words.tsx";
import { linksAddress } from "../../addresses.ts";
import { productsQuery } from "../../data/products.ts";
import {
  type Brought,
  bring,
  broughtIn,
  type ImportKind,
  type ProgrammeImport,
} from "../../data/programme-import.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { BroughtRows } from "./brought-rows.tsx";
import css from "./import-programme.module.css";

const KINDS = ["affiliates", "links", "balances"] as const;
const FIELDS: Record<ImportKind, readonly (keyof NonNullable<ProgrammeImport["columns"]>)[]> = {
  affiliates: ["name", "email", "code", "rate", "recruitedBy", "externalId"],
  links: ["link", "email", "code", "externalId", "url", "campaign", "subId"],
  balances: ["amount", "currency", "asOf", "email", "code", "externalId"],
};

interface Values {
  kind: ImportKind;
  product: string;
  rate: string;
  currency: string;
  asOf: string;
  csv: string;
}

export function ImportProgramme() {
  const { say } = useWords();
  const { ws, own, may } = useWorkspace();
  const products = useQuery(productsQuery(ws)).data?.data ?? [];
  const [sofar, setSofar] = useState<Brought | null>(null);
  const [tried, setTried] = useState<{ file: ProgrammeImport; result: Brought } | null>(null);
  const back = { to: linksAddress(ws), name: say("links.title") };
  const form = useForm<Values, Brought>({
    start: { kind: "affiliates", product: "", rate: "", currency: "", asOf: "", csv: "" },
    check: ({ kind, product, csv }) => ({
      product: kind === "balances" || product ? undefined : say("form.required"),
      csv: csv ? undefined : say("programme.noFile"),
    }),
    send: (values) => {
      setTried(null);
      return bring(ws, { ...fileOf(values), dryRun: true }, setSofar);
    },
    onDone: (result, values) => setTried({ file: fileOf(values), result }),
  });
  if (own !== undefined && !may("imports")) {
    return (
      <Page title={say("programme.title")} back={back}>
        <NoAccess says={say("programme.noAccess")} />
      </Page>
    );
  }
  const { kind } = form.values;
  return (
    <Page title={say("programme.title")} lead={say("programme.lead")} back={back}>
      <Form form={form} act={say("programme.try")} tone={tried ? "quiet" : "accent"} isUnguarded>
        <FormRow>
          <ChoiceField
            form={form}
            name="kind"
            label={say("programme.kind")}
            options={KINDS.map((value) => ({ value, label: say(`programmeKind.${value}`) }))}
          />
          {kind === "balances" ? null : (
            <ChoiceField
              form={form}
              name="product"
              label={say("word.product")}
              options={products.map((one) => ({ value: one.id, label: one.name }))}
            />
          )}
        </FormRow>
        <Defaults form={form} />
        <FileField error={form.errorOf("csv")} onText={(csv) => form.set({ csv })} />
      </Form>
      {form.isWorking && sofar ? (
        <Progress done={sofar.done} total={sofar.total} failed={sofar.failed.length} />
      ) : null}
      {tried ? <Tried key={tried.file.csv} {...tried} onTryAgain={setTried} /> : null}
    </Page>
  );
}

/** What holds for rows that say nothing themselves. */
function Defaults({ form }: { form: FormState<Values> }) {
  const { say } = useWords();
  const { kind } = form.values;
  return (
    <>
      {kind === "affiliates" ? (
        <TextField
          form={form}
          name="rate"
          label={say("programme.rate")}
          hint={say("programme.rateHint")}
          maxLength={12}
          isOptional
        />
      ) : null}
      {kind === "balances" ? (
        <FormRow>
          <TextField
            form={form}
            name="currency"
            label={say("programme.currency")}
            hint={say("programme.whereNone")}
            maxLength={3}
            isOptional
          />
          <TextField
            form={form}
            name="asOf"
            label={say("programme.asOf")}
            hint={say("programme.asOfHint")}
            maxLength={10}
            isOptional
          />
        </FormRow>
      ) : null}
    </>
  );
}

function fileOf({ kind, product, rate, currency, asOf, csv }: Values): ProgrammeImport {
  return {
    kind,
    csv,
    ...(kind === "balances" ? {} : { product }),
    ...(rate.trim() ? { rate: rate.trim() } : {}),
    ...(currency.trim() ? { currency: currency.trim().toUpperCase() } : {}),
    ...(asOf.trim() ? { asOf: asOf.trim() } : {}),
  };
}

function FileField({ error, onText }: { error: string | undefined; onText: (text: string) => void }) {
  const { say } = useWords();
  const id = useId();
  const [name, setName] = useState<string | null>(null);
  return (
    <div className={css.file}>
      <label htmlFor={id}>{say("programme.file")}</label>
      <input
        id={id}
        className={css.input}
        type="file"
        accept=".csv,text/csv,text/plain"
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={async (event) => {
          const [file] = event.currentTarget.files ?? [];
          if (!file) return;
          setName(file.name);
          onText(await file.text());
        }}
      />
      <div className={css.chosen}>
        <Button component="label" htmlFor={id} variant="default">
          {say("programme.choose")}
        </Button>
        {name ? <span>{name}</span> : null}
      </div>
      {error ? (
        <p id={`${id}-error`} className={css.wrong}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

interface TriedProps {
  file: ProgrammeImport;
  result: Brought;
  onTryAgain: (tried: { file: ProgrammeImport; result: Brought }) => void;
}

/** What a trial found: what the columns mean, to correct; what would come in; the act itself. */
function Tried({ file, result, onTryAgain }: TriedProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [sofar, setSofar] = useState<Brought | null>(null);
  const again = useMutation({
    mutationFn: (columns: NonNullable<ProgrammeImport["columns"]>) =>
      bring(ws, { ...file, columns, dryRun: true }, () => undefined),
    onSuccess: (next) => onTryAgain({ file: { ...file, columns: next.columns }, result: next }),
  });
  const take = useMutation({
    mutationFn: () => bring(ws, { ...file, columns: result.columns }, setSofar),
    onSuccess: () => broughtIn(queries, ws),
  });
  const shown = take.data ?? result;
  const title = take.data ? "programme.done" : "programme.tried";
  return (
    <>
      <Columns
        kind={file.kind}
        result={result}
        isOff={take.isPending || take.isSuccess}
        onChange={again.mutate}
      />
      <Section title={say(title, { made: shown.made, known: shown.known, failed: shown.failed.length })}>
        {again.error ? <Problem error={again.error} /> : null}
        {take.error ? <Problem error={take.error} onRetry={() => take.mutate()} /> : null}
        {take.isPending && sofar ? (
          <Progress done={sofar.done} total={sofar.total} failed={sofar.failed.length} />
        ) : null}
        <BroughtRows rows={shown.failed} />
        {take.isSuccess ? null : (
          <Button loading={take.isPending} disabled={result.made === 0} onClick={() => take.mutate()}>
            {say("programme.bring", { count: result.made })}
          </Button>
        )}
      </Section>
    </>
  );
}

interface ColumnsProps {
  kind: ImportKind;
  result: Brought;
  isOff: boolean;
  onChange: (columns: NonNullable<ProgrammeImport["columns"]>) => void;
}

function Columns({ kind, result: { columns, headers }, isOff, onChange }: ColumnsProps) {
  const { say } = useWords();
  return (
    <Section title={say("programme.columns")}>
      <div className={css.columns}>
        {FIELDS[kind].map((field) => (
          <Select
            key={field}
            label={say(`programmeField.${field}` as MessageKey)}
            placeholder={say("programme.noColumn")}
            data={headers}
            value={columns[field] ?? null}
            disabled={isOff}
            clearable
            clearButtonProps={{ "aria-label": say("form.clear") }}
            onChange={(column) => {
              const { [field]: _, ...rest } = columns;
              onChange(column === null ? rest : { ...rest, [field]: column });
            }}
          />
        ))}
      </div>
    </Section>
  );
}
