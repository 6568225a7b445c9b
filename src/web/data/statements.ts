// Statements for whichever side looks: issued ones, their lines and files, the running period; and the
// workspace's acts. It never adds up by itself.
//   useQuery(statementQuery({ side: "party", id: "party_…" }, "statement_…")).data → number 12, closing 17967
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { StatementReserve } from "../../wire/reserve.ts";
import type {
  Statement,
  StatementDetail,
  StatementDraft,
  StatementLine,
  StatementRun,
  StatementSection,
} from "../../wire/statement.ts";
import { ask, type PageOf, queryText } from "./ask.ts";
import { homeOf, type Looker } from "./contracts.ts";

export type { Statement, StatementDetail, StatementDraft, StatementLine, StatementRun, StatementSection };

export interface StatementFilter {
  party?: string | undefined;
  search?: string | undefined;
  until?: string | undefined;
  month?: string | undefined;
  currency?: string | undefined;
  below?: string | undefined;
}

export const statementsQuery = (who: Looker, filter: StatementFilter = {}) =>
  infiniteQueryOptions({
    queryKey: [who.id, "statements", filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<Statement>>("GET", `${homeOf(who)}/statements`, {
        query: { ...filter, limit: 50, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

export const statementsPage =
  (who: Looker, filter: StatementFilter) => (cursor: string | null, signal: AbortSignal) =>
    ask<PageOf<Statement>>("GET", `${homeOf(who)}/statements`, {
      query: { ...filter, limit: 100, cursor },
      signal,
    });

export const statementQuery = (who: Looker, id: string) =>
  queryOptions({
    queryKey: [who.id, "statement", id],
    queryFn: ({ signal }) => ask<StatementDetail>("GET", `${homeOf(who)}/statements/${id}`, { signal }),
    // What was issued never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const draftQuery = (who: Looker, currency: string, party?: string) =>
  queryOptions({
    queryKey: [who.id, "statement-draft", party ?? null, currency],
    queryFn: ({ signal }) =>
      ask<StatementDraft>("GET", `${homeOf(who)}/statement-drafts`, { query: { party, currency }, signal }),
    retry: false,
  });

/** Of an issued statement, or of the running period. */
export type LinesOf = { statement: string } | { party?: string | undefined; currency: string };

export const statementLinesQuery = (who: Looker, of: LinesOf, section?: StatementSection) =>
  infiniteQueryOptions({
    queryKey: [who.id, "statement-lines", of, section ?? null],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const path = "statement" in of ? `statements/${of.statement}/lines` : "statement-drafts/lines";
      const { party, currency } = "statement" in of ? { party: undefined, currency: undefined } : of;
      const query = { party, currency, section, limit: 50, cursor: pageParam };
      return ask<PageOf<StatementLine>>("GET", `${homeOf(who)}/${path}`, { query, signal });
    },
    getNextPageParam: (last) => last.nextCursor,
  });

export const statementReserveQuery = (who: Looker, of: LinesOf) =>
  infiniteQueryOptions({
    queryKey: [who.id, "statement-reserve", of],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const path = "statement" in of ? `statements/${of.statement}/reserve` : "statement-drafts/reserve";
      const { party, currency } = "statement" in of ? { party: undefined, currency: undefined } : of;
      const query = { party, currency, limit: 50, cursor: pageParam };
      return ask<StatementReserve>("GET", `${homeOf(who)}/${path}`, { query, signal });
    },
    getNextPageParam: (last) => last.nextCursor,
  });

/** Where the browser fetches the file from. */
export const statementFile = (
  who: Looker,
  id: string,
  kind: "statement.pdf" | "lines.csv",
  language: string,
  part?: number,
) => {
  const query = { language: language === "pt-BR" ? "pt-BR" : "en", part: part === 1 ? undefined : part };
  return `${homeOf(who)}/statements/${id}/${kind}${queryText(query)}`;
};

export const issueStatement = (ws: string, body: { party: string; currency: string; until: string }) =>
  ask<StatementDetail>("POST", `/v1/workspaces/${ws}/statements`, { body });

export const statementRunsQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "statement-runs"],
    queryFn: ({ signal }) =>
      ask<PageOf<StatementRun>>("GET", `/v1/workspaces/${ws}/statement-runs`, {
        query: { limit: 5 },
        signal,
      }),
    refetchInterval: (query) => (query.state.data?.data.some((one) => one.state === "running") ? 700 : false),
  });

export const stopStatementRun = (ws: string, run: string) =>
  ask<StatementRun>("POST", `/v1/workspaces/${ws}/statement-runs/${run}/stop`);

export const startStatementRun = (ws: string, until: string) =>
  ask<StatementRun>("POST", `/v1/workspaces/${ws}/statement-runs`, {
    body: { until },
    once: crypto.randomUUID(),
  });

/** What has to be invoiced by whom, of the statements that end in a month: "2026-03". */
export const invoiceFile = (ws: string, month: string) =>
  `/v1/workspaces/${ws}/invoice-data.csv${queryText({ month })}`;
