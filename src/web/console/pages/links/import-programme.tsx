// Brings a running programme along from another tool's exports: what the file is, which product, the file;
// first a trial that shows what the columns were taken for and which rows fail, then for good. The same file
// again makes nothing twice.
//   /w/ws_…/links/import
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ChoiceField, TextField } from "../../../parts/fields.tsx";
import { Form, FormRow } from "../../../parts/form.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess } from "../../../parts/problem.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { linksAddress } from "../../addresses.ts";
import { productsQuery } from "../../data/products.ts";
import {
  type Brought,
  bringOrLack,
  type ImportKind,
  type Lacking,
  type ProgrammeImport,
} from "../../data/programme-import.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./import-programme.module.css";
import { type LackingFile, Lacks, Tried, type TriedFile } from "./tried-file.tsx";

const KINDS = ["affiliates", "links", "balances"] as const;
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
  const [found, setFound] = useState<TriedFile | LackingFile | null>(null);
  const back = { to: linksAddress(ws), name: say("links.title") };
  const form = useForm<Values, Brought | Lacking>({
    start: { kind: "affiliates", product: "", rate: "", currency: "", asOf: "", csv: "" },
    check: ({ kind, product, csv }) => ({
      product: kind === "balances" || product ? undefined : say("form.required"),
      csv: csv ? undefined : say("programme.noFile"),
    }),
    send: (values) => {
      setFound(null);
      return bringOrLack(ws, { ...fileOf(values), dryRun: true }, setSofar);
    },
    onDone: (answer, values) => {
      const file = fileOf(values);
      setFound("missing" in answer ? { file, lacks: answer } : { file, result: answer });
    },
  });
  const kinds = may("disputes") ? KINDS : KINDS.filter((one) => one !== "balances");
  if (own !== undefined && !may("products")) {
    return (
      <Page title={say("programme.title")} back={back}>
        <NoAccess says={say("programme.noAccess")} />
      </Page>
    );
  }
  const { kind } = form.values;
  return (
    <Page title={say("programme.title")} lead={say("programme.lead")} back={back}>
      <Form form={form} act={say("programme.try")} tone={found ? "quiet" : "accent"} isUnguarded>
        <FormRow>
          <ChoiceField
            form={form}
            name="kind"
            label={say("programme.kind")}
            options={kinds.map((value) => ({ value, label: say(`programmeKind.${value}`) }))}
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
      {found && "lacks" in found ? <Lacks {...found} onLack={setFound} onTried={setFound} /> : null}
      {found && "result" in found ? (
        <Tried key={found.file.csv} {...found} onTryAgain={setFound} onLack={setFound} />
      ) : null}
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
