// Corrections of who is credited with a sale: worked out, proposed, approved by somebody else, declined. It
// never works anything out itself: the server asks the engine.
//   useQuery(correctionsQuery(ws, { question: "question_…" }))
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../wire/credit-correction.ts";
import type { CorrectionPreview, CreditCorrection } from "../../../wire/credit-correction.ts";
import { ask, type PageOf } from "./ask.ts";

export type { CorrectionPreview, CreditCorrection };
export type NewCorrection = z.input<typeof wire.newCorrection>;
export type Credited = NewCorrection["credited"];

const home = (ws: string) => `/v1/workspaces/${ws}`;

export const correctionsQuery = (ws: string, filter: { question: string } | { sale: string }) =>
  queryOptions({
    queryKey: [ws, "credit-corrections", filter],
    queryFn: ({ signal }) =>
      ask<PageOf<CreditCorrection>>("GET", `${home(ws)}/credit-corrections`, {
        query: { ...filter, limit: 20 },
        signal,
      }),
  });

export const correctionPreviewQuery = (ws: string, sale: string, credited: Credited | null) =>
  queryOptions({
    queryKey: [ws, "sales", sale, "credit-correction", credited],
    queryFn: ({ signal }) =>
      ask<CorrectionPreview>("POST", `${home(ws)}/sales/${sale}/credit-corrections/preview`, {
        body: { credited },
        signal,
      }),
    enabled: credited !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const proposeCorrection = (ws: string, sale: string, body: NewCorrection) =>
  ask<CreditCorrection>("POST", `${home(ws)}/sales/${sale}/credit-corrections`, {
    body,
    once: crypto.randomUUID(),
  });

export const approveCorrection = (ws: string, id: string) =>
  ask<CreditCorrection>("POST", `${home(ws)}/credit-corrections/${id}/approve`);

export const declineCorrection = (ws: string, id: string) =>
  ask<CreditCorrection>("POST", `${home(ws)}/credit-corrections/${id}/decline`, { body: { answer: "" } });
