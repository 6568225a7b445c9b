// Files of sales that were imported: how far each is, what it made, what failed. Left and found again.
// It never starts anything; that is on the import's own page.
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { Status, type Tone } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { importAddress, newImportAddress } from "../../addresses.ts";
import { type ImportRun, importsQuery } from "../../data/imports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function Imports() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const imports = useInfiniteQuery({ ...importsQuery(ws), enabled: may("imports") });
  const rows = imports.data?.pages.flatMap((page) => page.data) ?? [];
  const columns = useColumns();
  const isEmpty = imports.isSuccess && rows.length === 0;
  const button = (
    <Button component={Link} to={newImportAddress(ws)} leftSection={<Icon name="imports" />}>
      {say("imports.new")}
    </Button>
  );
  if (!may("imports")) {
    return (
      <Page title={say("nav.imports")}>
        <NoAccess says={say("imports.noAccess")} />
      </Page>
    );
  }
  return (
    <Page title={say("nav.imports")} lead={say("imports.lead")} action={isEmpty ? null : button}>
      {imports.isError ? <Problem error={imports.error} onRetry={() => void imports.refetch()} /> : null}
      {isEmpty ? <Empty title={say("imports.none")} says={say("imports.noneSays")} action={button} /> : null}
      {isEmpty || imports.isError ? null : (
        <DataTable
          says={say("nav.imports")}
          rows={rows}
          columns={columns}
          keyOf={(one) => one.id}
          linkOf={(one) => importAddress(ws, one.id)}
          isLoading={imports.isPending}
          hasMore={imports.hasNextPage}
          isLoadingMore={imports.isFetchingNextPage}
          onMore={() => void imports.fetchNextPage()}
        />
      )}
    </Page>
  );
}

const TONES: Record<ImportRun["state"], Tone> = {
  draft: "quiet",
  running: "pending",
  done: "good",
  failed: "taken",
  stopped: "quiet",
};

export function ImportState({ run }: { run: ImportRun }) {
  const { say } = useWords();
  const isTrial = run.dryRun && run.state === "done";
  return (
    <Status tone={TONES[run.state]}>
      {isTrial ? say("imports.tried") : say(`importState.${run.state}`)}
    </Status>
  );
}

function useColumns(): Column<ImportRun>[] {
  const { say } = useWords();
  const count = (key: "rowsNew" | "rowsKnown" | "rowsFailed"): Column<ImportRun> => ({
    key,
    head: say(`imports.${key}`),
    align: "end",
    cell: (run) => (run.state === "draft" || run[key] === 0 ? "–" : say("number", { n: run[key] })),
  });
  return [
    { key: "file", head: say("imports.file"), cell: (run) => run.fileName, card: "title" },
    {
      key: "state",
      head: say("word.state"),
      card: "figure",
      cell: (run) =>
        run.state === "running" ? (
          <Progress done={run.rowsDone} total={run.rowsTotal} failed={run.rowsFailed} />
        ) : (
          <ImportState run={run} />
        ),
    },
    { key: "at", head: say("word.when"), cell: (run) => <When at={run.createdAt} /> },
    count("rowsNew"),
    count("rowsKnown"),
    count("rowsFailed"),
  ];
}
