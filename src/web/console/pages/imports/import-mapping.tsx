// What the columns of a file mean: for each of our facts the column it stands in, with samples from the file
// beside it. A trial records nothing. The server's guess is where it starts; the server says what is still
// wrong.
import { Button, Group, SegmentedControl, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { CURRENCIES } from "../../../../base/currency.ts";
import { Choice } from "../../../parts/choice.tsx";
import { currencyOptions } from "../../../parts/places.ts";
import { Problem } from "../../../parts/problem.tsx";
import { fieldErrors } from "../../../problems/say-problem.ts";
import { useWords } from "../../../words/words.tsx";
import {
  changeMapping,
  type ImportDetail,
  type ImportField,
  type ImportMapping,
  importQuery,
  importsQuery,
  startImport,
} from "../../data/imports.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./import.module.css";
import { NEEDED, OF_HISTORY, OTHERS } from "./import-fields.ts";
import { ImportPreview } from "./import-preview.tsx";

/** What a field is for stands under it, so that fields in a row stay in line. */
const ORDER: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];
const AMOUNTS = ["decimal", "decimal_comma", "minor"] as const;
/** Said at the column itself. */
const SHOWN = [...NEEDED, ...OF_HISTORY, ...OTHERS].map((field) => `mapping.columns.${field}`);
const DATES = ["iso", "day_month_year", "month_day_year", "epoch_ms", "epoch_s"] as const;

export function ImportMappingForm({ run }: { run: ImportDetail }) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const home = useQuery(workspaceQuery(ws)).data?.currency;
  const [chosen, setMapping] = useState<ImportMapping>(() => firstMapping(run));
  // Most files are in the business's own currency and do not say so.
  const needsCurrency = chosen.currency === undefined && chosen.columns.currency === undefined;
  const mapping = needsCurrency && home !== undefined ? { ...chosen, currency: home } : chosen;
  const [guessed] = useState(() => OTHERS.filter((field) => chosen.columns[field] !== undefined));
  const start = useMutation({
    mutationFn: async (dryRun: boolean) => {
      await changeMapping(ws, run.id, mapping);
      return startImport(ws, run.id, dryRun);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: importQuery(ws, run.id).queryKey });
      await queries.invalidateQueries({ queryKey: importsQuery(ws).queryKey });
    },
  });
  const change = (some: Partial<ImportMapping>) => setMapping({ ...mapping, ...some });
  const setColumn = (field: ImportField, column: string | null) => {
    const columns = { ...mapping.columns };
    if (column === null) delete columns[field];
    else columns[field] = column;
    change({ columns });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate(true);
  };
  const wasTried = run.state === "done" && run.dryRun && run.rowsNew > 0;
  const isTrying = start.isPending && start.variables === true;
  return (
    <form onSubmit={submit} className={css.form}>
      <KeepAs mapping={mapping} change={change} />
      <Columns
        fields={[...NEEDED, ...(mapping.keepAs === "history" ? OF_HISTORY : []), ...guessed]}
        {...{ run, mapping, setColumn }}
        errors={fieldErrors(start.error, words)}
      />
      <Reading mapping={mapping} change={change} errors={fieldErrors(start.error, words)} />
      <details className={css.more}>
        <summary>{say("mapping.others")}</summary>
        <Columns
          fields={OTHERS.filter((field) => !guessed.includes(field))}
          {...{ run, mapping, setColumn }}
          errors={fieldErrors(start.error, words)}
        />
      </details>
      <ImportPreview id={run.id} mapping={mapping} />
      {start.error ? <Problem error={start.error} shown={SHOWN} /> : null}
      <Group gap="sm">
        <Button type="submit" variant={wasTried ? "default" : "filled"} loading={isTrying}>
          {say("mapping.try")}
        </Button>
        <Button
          variant={wasTried ? "filled" : "default"}
          loading={start.isPending && !isTrying}
          onClick={() => start.mutate(false)}
        >
          {wasTried ? say("mapping.runNew", { count: run.rowsNew }) : say("mapping.run")}
        </Button>
        <span className={css.note}>{say("mapping.tryNote")}</span>
      </Group>
    </form>
  );
}

interface ColumnsProps {
  fields: readonly ImportField[];
  run: ImportDetail;
  mapping: ImportMapping;
  setColumn: (field: ImportField, column: string | null) => void;
  errors: Record<string, string>;
}

function Columns({ fields, run, mapping, setColumn, errors }: ColumnsProps) {
  const { say } = useWords();
  const { columns, rows } = run.preview;
  return (
    <ul className={css.columns}>
      {fields.map((field) => {
        const column = mapping.columns[field];
        const at = column === undefined ? -1 : columns.indexOf(column);
        const error = errors[`mapping.columns.${field}`];
        const samples = at < 0 ? [] : rows.slice(0, 3).map((row) => row[at] ?? "");
        return (
          <li key={field} className={css.column}>
            <span className={css.field}>{say(`importField.${field}`)}</span>
            <Choice
              aria-label={say(`importField.${field}`)}
              placeholder={say("mapping.noColumn")}
              data={columns.map((value) => ({ value, label: value }))}
              value={column ?? null}
              clearable
              error={error === undefined ? undefined : say("mapping.chooseColumn")}
              onChange={(value) => setColumn(field, value)}
            />
            <span className={css.samples}>{samples.filter(Boolean).join(" · ")}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Whether they are split here, or only remembered. */
function KeepAs({ mapping, change }: Omit<ReadingProps, "errors">) {
  const { say } = useWords();
  const keepAs = mapping.keepAs ?? "sales";
  return (
    <div className={css.keepAs}>
      <SegmentedControl
        aria-label={say("past.keepAs")}
        value={keepAs}
        data={(["sales", "history"] as const).map((value) => ({ value, label: say(`past.keepAs.${value}`) }))}
        onChange={(value) => change({ keepAs: value as typeof keepAs })}
      />
      <span className={css.note}>{say(`past.keepAs.${keepAs}Says`)}</span>
    </div>
  );
}

interface ReadingProps {
  mapping: ImportMapping;
  change: (some: Partial<ImportMapping>) => void;
  errors: Record<string, string>;
}

function Reading({ mapping, change, errors }: ReadingProps) {
  const { say, language } = useWords();
  return (
    <div className={css.reading}>
      <TextInput
        label={say("mapping.source")}
        description={say("mapping.sourceNote")}
        inputWrapperOrder={ORDER}
        required
        withAsterisk={false}
        value={mapping.source}
        error={errors["mapping.source"]}
        onChange={(event) => change({ source: event.currentTarget.value })}
      />
      <Choice
        label={say("mapping.amounts")}
        description={say("mapping.amountsNote")}
        inputWrapperOrder={ORDER}
        data={AMOUNTS.map((value) => ({ value, label: say(`mapping.amounts.${value}`) }))}
        value={mapping.amounts ?? "decimal"}
        onChange={(value) => value && change({ amounts: value as (typeof AMOUNTS)[number] })}
      />
      <Choice
        label={say("mapping.dates")}
        description={say("mapping.datesNote")}
        inputWrapperOrder={ORDER}
        data={DATES.map((value) => ({ value, label: say(`mapping.dates.${value}`) }))}
        value={mapping.dates ?? "iso"}
        onChange={(value) => value && change({ dates: value as (typeof DATES)[number] })}
      />
      {mapping.columns.currency === undefined ? (
        <Choice
          label={say("mapping.currency")}
          description={say("mapping.currencyNote")}
          inputWrapperOrder={ORDER}
          data={currencyOptions(CURRENCIES, language)}
          value={mapping.currency ?? null}
          error={errors["mapping.currency"]}
          onChange={(value) => value && change({ currency: value })}
        />
      ) : null}
    </div>
  );
}

/** What was said before, or the server's guess. */
function firstMapping(run: ImportDetail): ImportMapping {
  if (run.mapping && "columns" in run.mapping) return run.mapping as unknown as ImportMapping;
  const source =
    run.fileName
      .replace(/\.[^.]*$/, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 40) || "file";
  return { source, columns: { ...run.preview.guess }, amounts: "decimal", dates: "iso" };
}
