// What banks answered: brought as a file (pain.002, camt.054, camt.053, NACHA returns), read and booked at
// once; what did not fit is listed. Example: POST /v1/bank-answers (file) → { "applied": 118, "differences":
// [{ "reference": "PQ7K…", "code": "wrong_amount" }] }
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { dealWithAnswer } from "../../flows/deal-with-answer.ts";
import { readBankAnswer } from "../../flows/read-bank-answer.ts";
import { type BankAnswer, listAnswers, readAnswer } from "../../payouts/bank-answers.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { bankAnswer, type BankAnswer as Shown } from "../../wire/payout.ts";
import { DoorAnswer } from "../problem.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";

const TAG = "Payouts";
const FILE_LIMIT = 32 * 1024 * 1024;

export function bankAnswerRoutes(server: Server): void {
  readOne(server);
  resourceRoute(server, {
    method: "POST",
    path: "/bank-answers",
    permission: "payouts:write",
    name: "readBankAnswer",
    tag: TAG,
    summary: "Bring what the bank answered: pain.002, camt.054, camt.053 or NACHA returns",
    description:
      "multipart/form-data with one field `file`, at most 32 MiB. The same file twice is one answer.",
    statuses: [200],
    consumes: "multipart/form-data",
    bodyLimit: FILE_LIMIT + 1024 * 1024,
    answer: bankAnswer,
    handle: async ({ app, caller, request }) => {
      const text = await readFile(request);
      return show(await readBankAnswer(app, caller.ws, text, personOf(caller, request)));
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/bank-answers/:bankanswer/dealt-with",
    permission: "payouts:write",
    name: "dealWithBankAnswer",
    tag: TAG,
    summary: "Say that what did not fit in a bank's answer was dealt with",
    statuses: [200],
    params: { bankanswer: idIn("bankanswer") },
    answer: bankAnswer,
    handle: async ({ app, caller, params: { bankanswer }, request }) =>
      show(await dealWithAnswer(app, caller.ws, bankanswer, personOf(caller, request))),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/bank-answers",
    permission: "payouts:read",
    name: "listBankAnswers",
    tag: TAG,
    summary: "What banks answered, newest first",
    query: pageQuery([z.uuid()]),
    answer: listOf(bankAnswer),
    handle: async ({ app, caller, query: { cursor, limit } }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) =>
        listAnswers(tx, caller.ws, { after: cursor?.[0], limit: limit + 1 }),
      );
      const { rows, nextCursor } = page(found, limit, (one) => [one.id]);
      return { data: rows.map(show), nextCursor };
    },
  });
}

function readOne(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/bank-answers/:bankanswer",
    permission: "payouts:read",
    name: "readOneBankAnswer",
    tag: TAG,
    summary: "One answer of a bank; what it spoke of is GET /payouts?answer=…",
    params: { bankanswer: idIn("bankanswer") },
    answer: bankAnswer,
    handle: async ({ app, caller, params: { bankanswer } }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) => readAnswer(tx, caller.ws, bankanswer));
      if (found === null) throw new Refusal(404, "not_found", "There is no such answer.");
      return show(found);
    },
  });
}

function show({ id, toldName, toldAt, dealt, ...one }: BankAnswer): Shown {
  return {
    ...{ ...one, id: showId("bankanswer", id), toldBy: toldName, toldAt: showInstant(toldAt) },
    dealt: dealt === null ? null : { by: dealt.name, at: showInstant(dealt.at) },
  };
}

async function readFile(request: FastifyRequest): Promise<string> {
  try {
    const file = await request.file({ limits: { fileSize: FILE_LIMIT } });
    if (file?.fieldname === "file") return (await file.toBuffer()).toString("utf8");
  } catch (error) {
    if ((error as { code?: string }).code === "FST_REQ_FILE_TOO_LARGE") {
      throw new DoorAnswer(413, "body_too_large", "The file is larger than 32 MiB.");
    }
    throw new DoorAnswer(
      400,
      "invalid_request",
      "The body is not a form of multipart/form-data with a file.",
    );
  }
  const errors = [{ path: "file", code: "missing", message: "is needed: what the bank answered" }];
  throw new DoorAnswer(400, "invalid_request", "The form has no file in its field `file`.", { errors });
}
