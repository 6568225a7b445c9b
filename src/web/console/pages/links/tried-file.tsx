// What a trial of a file found: which column is what, to correct or to say where the header leaves it open,
// what would come in and what would not, and the act that brings it in for good. It reads no file itself.
//   <Tried file={file} result={result} onTryAgain={setTried} onLack={setLacking} />

import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { SearchedChoice } from "../../../parts/searched-choice.tsx";
import type { MessageKey } from "../../../words/messages.ts";
import { useWords } from "../../../words/words.tsx";
import {
  type Brought,
  bring,
  bringOrLack,
  broughtIn,
  type ImportKind,
  type Lacking,
  type ProgrammeImport,
} from "../../data/programme-import.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { BroughtRows } from "./brought-rows.tsx";
import css from "./import-programme.module.css";

const FIELDS: Record<ImportKind, readonly (keyof NonNullable<ProgrammeImport["columns"]>)[]> = {
  affiliates: [
    ...(["name", "firstName", "lastName", "email", "code"] as const),
    ...(["rate", "recruitedBy", "state", "externalId"] as const),
  ],
  links: ["link", "email", "code", "externalId", "url", "campaign", "subId"],
  balances: ["amount", "currency", "asOf", "email", "code", "externalId"],
};

export interface TriedFile {
  file: ProgrammeImport;
  result: Brought;
}

export interface LackingFile {
  file: ProgrammeImport;
  lacks: Lacking;
}

type ChosenColumns = NonNullable<ProgrammeImport["columns"]>;

/** The same file with the columns as a person chose them. */
function useTryColumns(
  file: ProgrammeImport,
  { onTried, onLack }: { onTried: (tried: TriedFile) => void; onLack: (lacking: LackingFile) => void },
) {
  const { ws } = useWorkspace();
  return useMutation({
    mutationFn: (columns: ChosenColumns) =>
      bringOrLack(ws, { ...file, columns, dryRun: true }, () => undefined),
    onSuccess: (next) => {
      if ("missing" in next) onLack({ file, lacks: next });
      else onTried({ file: { ...file, columns: next.columns }, result: next });
    },
  });
}

/** The header does not say it all: which column is what, with what is missing marked. */
export function Lacks(
  props: LackingFile & { onTried: (one: TriedFile) => void; onLack: (one: LackingFile) => void },
) {
  const { file, lacks, onTried, onLack } = props;
  const { say } = useWords();
  const again = useTryColumns(file, { onTried, onLack });
  return (
    <>
      <p role="status" className={css.lacks}>
        {say("programme.lacks")}
      </p>
      {again.error ? <Problem error={again.error} /> : null}
      <Columns
        kind={file.kind}
        result={lacks}
        missing={lacks.missing}
        isOff={false}
        onChange={again.mutate}
      />
    </>
  );
}

interface TriedProps extends TriedFile {
  onTryAgain: (tried: TriedFile) => void;
  onLack: (lacking: LackingFile) => void;
}

/** What a trial found: what the columns mean, to correct; what would come in; the act itself. */
export function Tried({ file, result, onTryAgain, onLack }: TriedProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [sofar, setSofar] = useState<Brought | null>(null);
  const again = useTryColumns(file, { onTried: onTryAgain, onLack });
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
          <Button mt="md" loading={take.isPending} disabled={result.made === 0} onClick={() => take.mutate()}>
            {say("programme.bring", { count: result.made })}
          </Button>
        )}
      </Section>
    </>
  );
}

interface ColumnsProps {
  kind: ImportKind;
  result: Pick<Brought, "columns" | "headers">;
  /** Fields that are needed, and no column says. */
  missing?: readonly string[];
  isOff: boolean;
  onChange: (columns: ChosenColumns) => void;
}

function Columns({ kind, result: { columns, headers }, missing = [], isOff, onChange }: ColumnsProps) {
  const { say } = useWords();
  return (
    <Section title={say("programme.columns")}>
      <div className={css.columns}>
        {FIELDS[kind].map((field) => (
          <SearchedChoice
            key={field}
            label={say(`programmeField.${field}` as MessageKey)}
            placeholder={say("programme.noColumn")}
            data={headers}
            value={columns[field] ?? null}
            disabled={isOff}
            error={missing.includes(field) ? say("programme.needed") : undefined}
            clearable
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
