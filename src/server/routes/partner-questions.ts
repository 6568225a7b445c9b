// A partner's own questions: it asks about a sale or a contract that it may see, reads what was answered and
// decided, replies, and closes. Any account that speaks for the party may ask.
// Example: POST /v1/partner/party_…/questions { "about": { "sale": "sale_…" }, "text": "Why 5.82?" } → open.
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { inParty } from "../../db/transaction.ts";
import { addToQuestion } from "../../flows/answer-question.ts";
import type { App } from "../../flows/app.ts";
import { askQuestion } from "../../flows/ask-question.ts";
import { countQuestions, countToCorrect } from "../../questions/read-questions.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, pageQuery } from "../../wire/list.ts";
import {
  listedQuestion,
  newQuestion,
  newReply,
  question,
  questionClose,
  questionCounts,
  questionState,
} from "../../wire/question.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";
import { listShownQuestions, readShownQuestion } from "./show-question.ts";

const TAG = "Partner portal";
const params = { question: idIn("question") };

export function partnerQuestionRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/questions",
    name: "listOwnQuestions",
    tag: TAG,
    summary: "What the party asked, what something was said about last first",
    query: {
      state: questionState.optional(),
      sale: idIn("sale").optional(),
      contract: idIn("contract").optional(),
      q: z.string().min(1).max(200).optional().meta({ description: "Words that somebody wrote." }),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(listedQuestion),
    handle: ({ app, partner, query: { sale, contract, ...query } }) =>
      inParty(app.db, partner, (tx) =>
        listShownQuestions(tx, partner.ws, { ...query, party: partner.party, subject: sale ?? contract }),
      ),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/question-counts",
    name: "countOwnQuestions",
    tag: TAG,
    summary: "How many of the party's questions are open, answered and closed",
    answer: questionCounts,
    handle: ({ app, partner }) =>
      inParty(app.db, partner, async (tx) => {
        const { ws, party } = partner;
        return {
          ...(await countQuestions(tx, ws, { party })),
          toCorrect: await countToCorrect(tx, ws, party),
        };
      }),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/questions/:question",
    name: "readOwnQuestion",
    tag: TAG,
    summary: "One question of the party with everything that was said",
    params,
    answer: question,
    handle: ({ app, partner, params }) => showOne(app, partner, params.question),
  });

  sayingRoutes(server);
}

function sayingRoutes(server: Server): void {
  partnerRoute(server, {
    method: "POST",
    path: "/questions",
    name: "askQuestion",
    tag: TAG,
    summary: "Ask about a sale or a contract",
    description: "One question about a thing at a time: `question_unsettled` says that there is one already.",
    body: newQuestion,
    answer: question,
    status: 201,
    handle: async ({ app, partner, body }) =>
      showOne(app, partner, await askQuestion(app, partner.ws, body, partner)),
  });

  partnerRoute(server, {
    method: "POST",
    path: "/questions/:question/replies",
    name: "replyToAnswer",
    tag: TAG,
    summary: "Say more about a question, or reply to its answer: it is open again",
    params,
    body: newReply,
    answer: question,
    status: 201,
    handle: async ({ app, partner, params, body }) => {
      await addToQuestion(app, partner.ws, params.question, { kind: "replied", text: body.text }, partner);
      return showOne(app, partner, params.question);
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/questions/:question/close",
    name: "closeQuestion",
    tag: TAG,
    summary: "Close a question: nothing is added to it any more",
    params,
    body: questionClose,
    answer: question,
    handle: async ({ app, partner, params, body }) => {
      await addToQuestion(app, partner.ws, params.question, { kind: "closed", text: body.text }, partner);
      return showOne(app, partner, params.question);
    },
  });
}

function showOne(app: App, { ws, party }: Partner, id: Uuid) {
  return inParty(app.db, { ws, party }, (tx) => readShownQuestion(tx, ws, id, party));
}
