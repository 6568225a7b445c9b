// The rows of a file that could not be read as sales: each with its number and its reason, and all of them as
// a file. It never hides a row: the first are shown, the download has every one.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../../parts/data-table.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { sayRow } from "../../../problems/say-row.ts";
import type { MessageKey } from "../../../words/messages.ts";
import { useWords } from "../../../words/words.tsx";
import {
  type ImportDetail,
  type ImportProblem,
  importProblemsQuery,
  problemsFile,
} from "../../data/imports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function ImportProblems({ run }: { run: ImportDetail }) {
  const { id, rowsFailed: failed } = run;
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const problems = useQuery(importProblemsQuery(ws, id));
  const rows = problems.data?.data ?? [];
  const columns: Column<ImportProblem>[] = [
    {
      key: "row",
      head: say("importProblem.row"),
      cell: (one) => say("number", { n: one.row }),
      width: "5rem",
    },
    {
      key: "field",
      head: say("importProblem.field"),
      cell: (one) => {
        const key = `importField.${one.field}`;
        return words.has(key) ? say(key as MessageKey) : (one.field ?? "–");
      },
      width: "11rem",
    },
    {
      key: "cell",
      head: say("importProblem.cell"),
      cell: (one) => cellOf(run, one) || "–",
      width: "12rem",
    },
    { key: "message", head: say("importProblem.message"), cell: (one) => sayRow(one, words), card: "title" },
  ];
  return (
    <Section
      title={say("importProblem.title", { failed })}
      aside={
        <Button
          component="a"
          href={problemsFile(ws, id)}
          download
          size="xs"
          variant="default"
          leftSection={<Icon name="download" size={16} />}
        >
          {say("importProblem.download")}
        </Button>
      }
    >
      {problems.isError ? <Problem error={problems.error} /> : null}
      <DataTable
        says={say("importProblem.title", { failed })}
        rows={rows}
        columns={columns}
        keyOf={(one) => `${one.row} ${one.field} ${one.code}`}
        isLoading={problems.isPending}
        foot={
          failed > rows.length && problems.isSuccess
            ? say("importProblem.more", { count: rows.length })
            : null
        }
      />
    </Section>
  );
}

/** What stands in the file there; the columns are those of the run's own mapping. */
function cellOf({ mapping }: ImportDetail, { field, record }: ImportProblem): string {
  const columns = (mapping as { columns?: Record<string, string> } | null)?.columns ?? {};
  const column = field === null ? undefined : (columns[field] ?? field);
  return column === undefined ? "" : (record[column] ?? "");
}
