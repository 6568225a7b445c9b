// Totals of a period: what was sold, where the money went, who earned what, what comes when; and what waits
// for somebody. It never adds currencies together; days are the business's own.
//   useQuery(flowQuery(ws, { from: "2026-03-01", to: "2026-03-31" })) → USD paid 120000: producer 62904, …
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { Attention } from "../../../wire/attention.ts";
import type * as wire from "../../../wire/report.ts";
import type {
  EarnedByProduct,
  EarnedByTime,
  FlowReport,
  OwedReport,
  PaidReport,
  SoldReport,
} from "../../../wire/report.ts";
import { ask, type PageOf } from "./ask.ts";

export type { Attention, EarnedByProduct, EarnedByTime, FlowReport, OwedReport, SoldReport };
export type Upcoming = z.input<typeof wire.upcoming>;
export type Flow = FlowReport["flows"][number];

export interface Days {
  from: string;
  to: string;
}

const home = (ws: string) => `/v1/workspaces/${ws}`;

export const soldQuery = (ws: string, days: Days, by?: "day" | "month") =>
  queryOptions({
    queryKey: [ws, "report", "sold", days, by],
    queryFn: ({ signal }) =>
      ask<SoldReport>("GET", `${home(ws)}/reports/sold`, { query: { ...days, by }, signal }),
  });

export const owedQuery = (ws: string, asOf?: string) =>
  queryOptions({
    queryKey: [ws, "report", "owed", asOf ?? null],
    queryFn: ({ signal }) => ask<OwedReport>("GET", `${home(ws)}/reports/owed`, { query: { asOf }, signal }),
  });

export const flowQuery = (ws: string, days: Days) =>
  queryOptions({
    queryKey: [ws, "report", "flow", days],
    queryFn: ({ signal }) =>
      ask<FlowReport>("GET", `${home(ws)}/reports/flow`, { query: { ...days }, signal }),
  });

export const earnedByTimeQuery = (ws: string, party: string, days: Days, by: "day" | "month") =>
  queryOptions({
    queryKey: [ws, "report", "earned", party, days, by],
    queryFn: ({ signal }) =>
      ask<EarnedByTime>("GET", `${home(ws)}/reports/earnings-by-time`, {
        query: { ...days, party, by },
        signal,
      }),
  });

export const earnedByProductQuery = (ws: string, party: string, days: Days & { currency?: string }) =>
  infiniteQueryOptions({
    queryKey: [ws, "report", "products", party, days],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<EarnedByProduct>>("GET", `${home(ws)}/reports/earnings-by-product`, {
        query: { ...days, party, limit: 25, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

export const upcomingQuery = (ws: string, party: string) =>
  queryOptions({
    queryKey: [ws, "report", "upcoming", party],
    queryFn: ({ signal }) =>
      ask<Upcoming>("GET", `${home(ws)}/reports/upcoming`, { query: { party }, signal }),
  });

export const paidQuery = (ws: string, party: string) =>
  queryOptions({
    queryKey: [ws, "report", "paid", party],
    queryFn: ({ signal }) => ask<PaidReport>("GET", `${home(ws)}/reports/paid`, { query: { party }, signal }),
  });

export const attentionQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "attention"],
    queryFn: ({ signal }) => ask<Attention>("GET", `${home(ws)}/attention`, { signal }),
    refetchInterval: (query) =>
      query.state.data?.imports?.some((one) => one.state === "running") ? 1500 : false,
  });
