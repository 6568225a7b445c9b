// One settlement of a source: what arrived, every line that differs with what to do about it, the sales that
// it misses, and all its lines beside the books. A difference is booked only when somebody says so.
//   /w/ws_…/payouts/settlements/settled_…
import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { decimalText } from "../../../../base/decimal-text.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Money } from "../../../parts/money.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { Status, type Tone } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { entryAddress, saleAddress, settlementsAddress } from "../../addresses.ts";
import {
  linesQuery,
  matchAgain,
  missingQuery,
  readLines,
  type SettledLine,
  type SourceSettlement,
  settlementQuery,
} from "../../data/source-settlements.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { AlikeDifferences } from "./answer-alike.tsx";
import { AnswerDifference } from "./answer-difference.tsx";
import { Exchanged, exchangeColumns, LineRate } from "./exchanged.tsx";
import { OpenLines } from "./open-lines.tsx";

export function SettlementPage() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { settled: id = "" } = useParams({ strict: false }) as { settled?: string };
  const found = useQuery(settlementQuery(ws, id));
  const back = { to: settlementsAddress(ws), name: say("settled.ofSources") };
  const one = found.data;
  if (one === undefined) {
    return (
      <Page title={say("settled.one")} back={back}>
        {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.isPending ? <FiguresSkeleton count={3} /> : null}
      </Page>
    );
  }
  return (
    <Page title={one.externalId} lead={<OpenLines count={one.open} />} back={back}>
      <Sums one={one} />
      <Exchanged one={one} />
      <Differences one={one} />
      <Missing one={one} />
      <Lines one={one} />
    </Page>
  );
}

function Sums({ one }: { one: SourceSettlement }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { source, arrivedOn, gross, fee, net, currency, entry, recordedBy, recordedAt } = one;
  const facts: [string, ReactNode][] = [
    [say("settled.source"), source],
    [say("settled.arrivedOn"), <When key="on" at={arrivedOn} show="day" />],
    [say("settled.gross"), <Money key="gross" amount={gross} currency={currency} />],
    [say("settled.fee"), <Money key="fee" amount={fee} currency={currency} />],
    [say("settled.net"), <Money key="net" amount={net} currency={currency} />],
    [
      say("settled.recorded"),
      <span key="by">
        {recordedBy} · <When at={recordedAt} />
      </span>,
    ],
    [
      say("payout.entries"),
      <Link key="entry" to={entryAddress(ws, entry)}>
        {say("payout.entry", { seq: entry })}
      </Link>,
    ],
  ];
  return <Facts facts={facts} />;
}

function Differences({ one }: { one: SourceSettlement }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const queries = useQueryClient();
  const found = useInfiniteQuery(linesQuery(ws, one.id, "open"));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const match = useMutation({
    mutationFn: () => matchAgain(ws, one.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: [ws, "source-settlements"] }),
  });
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isSuccess && rows.length === 0 && match.data === undefined) return null;
  const again = may("sales") ? (
    <Button variant="default" loading={match.isPending} onClick={() => match.mutate()}>
      {say("settled.matchAgain")}
    </Button>
  ) : undefined;
  return (
    <Section title={say("settled.differences")} aside={again}>
      <p className={css.quiet}>{say("settled.differencesSay")}</p>
      {match.error ? <Problem error={match.error} /> : null}
      <p aria-live="polite" className={css.quiet}>
        {match.data ? say("settled.matched", match.data) : ""}
      </p>
      <AlikeDifferences settlement={one} />
      <ul className={css.files}>
        {rows.map((line) => (
          <Difference key={line.n} line={line} settlement={one} />
        ))}
      </ul>
      {found.hasNextPage ? (
        <Button
          variant="subtle"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {say("settled.moreLines")}
        </Button>
      ) : null}
    </Section>
  );
}

function Difference({ line, settlement }: { line: SettledLine; settlement: SourceSettlement }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { ref, expected, difference, sale, note } = line;
  // An exchanged line is compared in the currency of its sale.
  const { currency, gross, fee } = line.exchange ?? { ...line, currency: settlement.currency };
  const isCompared = difference === "amount_differs" || difference === "fee_differs";
  return (
    <li>
      <div className={css.fileName}>
        <span>
          <strong className={css.mono}>
            {sale === null ? ref : <Link to={saleAddress(ws, sale)}>{ref}</Link>}
          </strong>
          {note === "" ? null : ` · ${note}`}
        </span>
        <span>{say(`settled.difference.${difference ?? "amount_differs"}`)}</span>
        <span className={css.quiet}>
          {say("settled.told")} <Money amount={gross} currency={currency} />
          {fee === 0 ? null : (
            <>
              {" "}
              {say("settled.less")} <Money amount={fee} currency={currency} />
            </>
          )}
          {isCompared ? (
            <>
              {" · "}
              {say("settled.inBooks")} <Money amount={expected.gross} currency={currency} />{" "}
              {say("settled.less")} <Money amount={expected.fee} currency={currency} />
            </>
          ) : null}
        </span>
        <LineRate line={line} currency={settlement.currency} />
        <span className={css.quiet}>{say(`settled.todo.${difference ?? "amount_differs"}`)}</span>
      </div>
      {may("sales") ? <AnswerDifference line={line} settlement={settlement} /> : null}
    </li>
  );
}

function Missing({ one }: { one: SourceSettlement }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const found = useInfiniteQuery(missingQuery(ws, one.id));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={say("settled.missing")}>
      <p className={css.quiet}>{say("settled.missingSays", { source: one.source })}</p>
      <DataTable
        says={say("settled.missing")}
        rows={rows}
        keyOf={(sale) => sale.sale}
        linkOf={(sale) => saleAddress(ws, sale.sale)}
        columns={[
          { key: "id", head: say("settled.ref"), card: "title", cell: (sale) => sale.externalId },
          { key: "at", head: say("word.when"), card: "line", cell: (sale) => <When at={sale.at} /> },
          {
            key: "paid",
            head: say("settled.gross"),
            align: "end",
            card: "figure",
            cell: (sale) => <Money amount={sale.paid} currency={sale.currency} />,
          },
        ]}
        hasMore={found.hasNextPage}
        isLoadingMore={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </Section>
  );
}

const TONES: Record<SettledLine["state"], Tone> = {
  agrees: "good",
  open: "pending",
  booked: "good",
  explained: "quiet",
};

function Lines({ one }: { one: SourceSettlement }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { currency } = one;
  const found = useInfiniteQuery(linesQuery(ws, one.id));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const money = (key: "gross" | "fee"): Column<SettledLine> => ({
    ...{ key, head: say(`settled.${key}`), align: "end", card: key === "gross" ? "figure" : "line" },
    cell: (line) => <Money amount={line[key]} currency={currency} />,
    csv: (line) => decimalText(line[key], currency),
  });
  const columns: Column<SettledLine>[] = [
    {
      key: "ref",
      head: say("settled.ref"),
      card: "title",
      cell: (line) =>
        line.sale === null ? line.ref : <Link to={saleAddress(ws, line.sale)}>{line.ref}</Link>,
      csv: (line) => line.ref,
    },
    {
      key: "kind",
      head: say("settled.kind"),
      card: "under",
      cell: (line) => say(`settled.kind.${line.kind}`),
      csv: (line) => say(`settled.kind.${line.kind}`),
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (line) => (
        <>
          <Status tone={TONES[line.state]}>{say(`settled.state.${line.state}`)}</Status>
          {line.answer === "" ? null : <div className={css.quiet}>{line.answer}</div>}
        </>
      ),
      csv: (line) => line.difference ?? line.state,
    },
    ...(one.exchanged.length > 0 ? exchangeColumns(say, currency) : []),
    money("gross"),
    money("fee"),
    {
      ...{ key: "currency", head: say("word.currency"), isHidden: true, card: "none" },
      cell: () => currency,
      csv: () => currency,
    },
  ];
  return (
    <Section title={say("settled.allLines")}>
      <DataTable
        says={say("settled.allLines")}
        name="settled-lines"
        rows={rows}
        columns={columns}
        keyOf={(line) => String(line.n)}
        isLoading={found.isPending}
        hasMore={found.hasNextPage}
        isLoadingMore={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
        exportAs={{
          name: `settlement-${one.externalId}`,
          pageOf: (cursor, signal) => readLines(ws, one.id, undefined, cursor, signal),
        }}
      />
    </Section>
  );
}
