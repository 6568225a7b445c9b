// How far a new business is with its first steps, and a sale to try that is taken back whole.
//   useQuery(firstRunQuery(ws)).data.steps → [{ step: "product", state: "done" }, …]
import { queryOptions } from "@tanstack/react-query";
import type { FirstRun, FirstStep } from "../../../wire/first-run.ts";
import { ask } from "./ask.ts";

export type { FirstRun, FirstStep };

const home = (ws: string) => `/v1/workspaces/${ws}`;

export const firstRunQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "first-run"],
    queryFn: ({ signal }) => ask<FirstRun>("GET", `${home(ws)}/first-run`, { signal }),
  });

export const skipStep = (ws: string, step: FirstStep, skipped: boolean) =>
  ask<FirstRun>("PATCH", `${home(ws)}/first-run`, { body: { step, skipped } });

interface TestSale {
  product: string;
  currency: string;
  paid: number;
  fees: { party: string; amount: number }[];
}

/** Under the source "test", so that it is told apart for ever. */
export const postTestSale = (ws: string, sale: TestSale) =>
  ask<{ id: string }>("POST", `${home(ws)}/sales`, {
    body: { ...sale, source: "test", externalId: `test-${crypto.randomUUID()}`, metadata: { test: "true" } },
  });

export const undoTestSale = (ws: string, sale: string, amount: number) =>
  ask<void>("POST", `${home(ws)}/sales/${sale}/refunds`, { body: { externalId: `undo-${sale}`, amount } });
