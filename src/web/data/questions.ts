// Questions, for whichever side looks: the workspace's addresses or the partner's own. It never decides who
// may say what; the server does.
//   useQuery(questionQuery({ side: "party", id: "party_…" }, "question_…"))
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../wire/question.ts";
import type { ListedQuestion, Question, QuestionCounts } from "../../wire/question.ts";
import { ask, type PageOf } from "./ask.ts";
import { homeOf, type Looker } from "./contracts.ts";

export type { ListedQuestion, Question };
export type Decision = NonNullable<Question["decision"]>;
export type NewQuestion = z.input<typeof wire.newQuestion>;

export interface QuestionFilters {
  state?: string | undefined;
  party?: string | undefined;
  sale?: string | undefined;
  contract?: string | undefined;
  q?: string | undefined;
  /** "true": only what is to be corrected still. */
  toCorrect?: string | undefined;
}

/** One page: of the list, and of a file of the whole list. */
export const readQuestions = (
  who: Looker,
  filters: QuestionFilters,
  cursor: string | null,
  signal: AbortSignal,
  limit = 100,
) =>
  ask<PageOf<ListedQuestion>>("GET", `${homeOf(who)}/questions`, {
    query: { ...filters, limit, cursor },
    signal,
  });

export const questionsQuery = (who: Looker, filters: QuestionFilters) =>
  infiniteQueryOptions({
    queryKey: [who.id, "questions", "list", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readQuestions(who, filters, pageParam, signal, 50),
    getNextPageParam: (last) => last.nextCursor,
  });

export const questionQuery = (who: Looker, id: string) =>
  queryOptions({
    queryKey: [who.id, "questions", id],
    queryFn: ({ signal }) => ask<Question>("GET", `${homeOf(who)}/questions/${id}`, { signal }),
  });

export const questionCountsQuery = (who: Looker) =>
  queryOptions({
    queryKey: [who.id, "questions", "counts"],
    queryFn: ({ signal }) => ask<QuestionCounts>("GET", `${homeOf(who)}/question-counts`, { signal }),
  });

export const askAbout = (who: Looker, body: NewQuestion, once: string) =>
  ask<Question>("POST", `${homeOf(who)}/questions`, { body, once });

export const answerQuestion = (who: Looker, id: string, text: string) =>
  ask<Question>("POST", `${homeOf(who)}/questions/${id}/answers`, { body: { text } });

export const decideQuestion = (who: Looker, id: string, decision: Decision, reason: string) =>
  ask<Question>("POST", `${homeOf(who)}/questions/${id}/decisions`, { body: { decision, reason } });

export const replyToAnswer = (who: Looker, id: string, text: string) =>
  ask<Question>("POST", `${homeOf(who)}/questions/${id}/replies`, { body: { text } });

export const closeQuestion = (who: Looker, id: string, text: string) =>
  ask<Question>("POST", `${homeOf(who)}/questions/${id}/close`, { body: { text } });

/** After something was said: lists, counts and the question itself are read again. */
export const questionsChanged = (queries: QueryClient, who: Looker): Promise<void> =>
  queries.invalidateQueries({ queryKey: [who.id, "questions"] });
