// Questions of partners, from the producer's side: what waits, one with everything that was said, an answer,
// and the decision with its reason. Nobody here asks or closes: that is the party's.
// Example: POST /v1/questions/question_…/decisions { "decision": "explained", "reason": "…" } → answered.
import { z } from "zod";
import { inWorkspace } from "../../db/transaction.ts";
import { addToQuestion } from "../../flows/answer-question.ts";
import { countQuestions, countToCorrect } from "../../questions/read-questions.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, pageQuery } from "../../wire/list.ts";
import {
  listedQuestion,
  newAnswer,
  newDecision,
  question,
  questionCounts,
  questionState,
} from "../../wire/question.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";
import { listShownQuestions, readShownQuestion } from "./show-question.ts";

const TAG = "Questions";
const params = { question: idIn("question") };

export function questionRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/questions",
    permission: "questions:read",
    name: "listQuestions",
    tag: TAG,
    summary: "Questions of partners, what something was said about last first",
    query: {
      state: questionState.optional(),
      party: idIn("party").optional(),
      product: idIn("product").optional(),
      sale: idIn("sale").optional(),
      contract: idIn("contract").optional(),
      toCorrect: z.enum(["true"]).optional().meta({
        description: "Only those that were decided to be corrected, and nothing is posted for yet.",
      }),
      q: z.string().min(1).max(200).optional().meta({ description: "Words that somebody wrote." }),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(listedQuestion),
    handle: ({ app, caller, query: { sale, contract, toCorrect, ...query } }) =>
      inWorkspace(app.db, caller.ws, (tx) => {
        const wanted = { ...query, subject: sale ?? contract, toCorrect: toCorrect !== undefined };
        return listShownQuestions(tx, caller.ws, wanted);
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/question-counts",
    permission: "questions:read",
    name: "countQuestions",
    tag: TAG,
    summary: "How many questions are open, answered and closed",
    answer: questionCounts,
    handle: ({ app, caller: { ws } }) =>
      inWorkspace(app.db, ws, async (tx) => {
        return { ...(await countQuestions(tx, ws, {})), toCorrect: await countToCorrect(tx, ws) };
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/questions/:question",
    permission: "questions:read",
    name: "readQuestion",
    tag: TAG,
    summary: "One question with everything that was said",
    params,
    answer: question,
    handle: ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, (tx) => readShownQuestion(tx, caller.ws, params.question, null)),
  });

  sayingRoutes(server);
}

function sayingRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/questions/:question/answers",
    permission: "questions:write",
    name: "answerQuestion",
    tag: TAG,
    summary: "Answer a question",
    params,
    body: newAnswer,
    answer: question,
    handle: async ({ app, caller, params, body, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      await addToQuestion(app, caller.ws, params.question, { kind: "answered", text: body.text }, by);
      return inWorkspace(app.db, caller.ws, (tx) => readShownQuestion(tx, caller.ws, params.question, null));
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/questions/:question/decisions",
    permission: "questions:write",
    name: "decideQuestion",
    tag: TAG,
    summary: "Record what was decided about a question, and why",
    description: "The party sees it, may reply to it, and closes the question.",
    params,
    body: newDecision,
    answer: question,
    handle: async ({ app, caller, params, body, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      const said = { kind: "decided" as const, text: body.reason, decision: body.decision };
      await addToQuestion(app, caller.ws, params.question, said, by);
      return inWorkspace(app.db, caller.ws, (tx) => readShownQuestion(tx, caller.ws, params.question, null));
    },
  });
}
