// Have the books re-derived from raw facts: one press, its progress, its result with time and who asked; and
// those before. It reads only; what disagrees is listed with the way to the entry.
import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { verificationAddress } from "../../addresses.ts";
import { startVerification, type Verification, verificationsQuery } from "../../data/ledger.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./ledger.module.css";
import { VerifyProgress } from "./verify-progress.tsx";

export function Verifications() {
  const words = useWords();
  const { say } = words;
  const { ws, may } = useWorkspace();
  const queries = useQueryClient();
  const runs = useInfiniteQuery(verificationsQuery(ws));
  const rows = runs.data?.pages.flatMap((page) => page.data) ?? [];
  const running = rows.find((row) => row.state === "running");
  const start = useMutation({
    mutationFn: () => startVerification(ws),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: [ws, "verifications"] });
      await queries.invalidateQueries({ queryKey: [ws, "attention"] });
    },
  });
  return (
    <>
      <p className={css.note}>{say("verify.says")}</p>
      {may("verify") ? (
        <Button
          leftSection={<Icon name="shield" />}
          loading={start.isPending}
          disabled={running !== undefined}
          onClick={() => start.mutate()}
          mb="md"
        >
          {say("verify.start")}
        </Button>
      ) : (
        <p className={css.note}>{say("verify.noAccess")}</p>
      )}
      {start.isError ? <Problem error={start.error} /> : null}
      {running ? <VerifyProgress run={running} /> : null}
      {runs.isError ? <Problem error={runs.error} onRetry={() => void runs.refetch()} /> : null}
      {runs.isSuccess && rows.length === 0 ? (
        <Empty title={say("verify.none")} says={say("verify.noneSays")} />
      ) : (
        <Section title={say("verify.before")}>
          <DataTable
            says={say("verify.before")}
            rows={rows.filter((row) => row.state !== "running")}
            columns={columnsOf(words)}
            keyOf={(row) => row.id}
            linkOf={(row) => verificationAddress(ws, row.id)}
            isLoading={runs.isPending}
            hasMore={runs.hasNextPage}
            isLoadingMore={runs.isFetchingNextPage}
            onMore={() => void runs.fetchNextPage()}
          />
        </Section>
      )}
    </>
  );
}

export function Verdict({ run }: { run: Verification }) {
  const { say } = useWords();
  if (run.state === "running") return <Status tone="pending">{say("verify.running")}</Status>;
  if (run.state === "failed") return <Status tone="taken">{say("verify.failed")}</Status>;
  return run.found === 0 ? (
    <Status tone="good">{say("verify.agrees")}</Status>
  ) : (
    <Status tone="taken">{say("verify.disagrees", { count: run.found ?? 0 })}</Status>
  );
}

function columnsOf({ say, language }: Words): Column<Verification>[] {
  const number = new Intl.NumberFormat(language);
  return [
    { key: "at", head: say("word.when"), card: "title", cell: (row) => <When at={row.startedAt} /> },
    { key: "verdict", head: say("verify.result"), card: "under", cell: (row) => <Verdict run={row} /> },
    { key: "by", head: say("verify.by"), cell: (row) => row.startedBy.name },
    {
      key: "entries",
      head: say("ledger.entries"),
      align: "end",
      cell: (row) => number.format(row.entries.done),
    },
    { key: "took", head: say("verify.took"), align: "end", cell: (row) => took(row, language) },
  ];
}

/** "1.2 s"; a run that did not end took no time that could be said. */
export function took(run: Verification, language: string): string {
  if (run.finishedAt === null) return "–";
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: "second",
    unitDisplay: "short",
    maximumFractionDigits: 1,
  }).format(seconds);
}
