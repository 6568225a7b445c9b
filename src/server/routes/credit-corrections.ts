// Corrections of who is credited with a sale: worked out beforehand, proposed, approved by a second person,
// declined or taken back. Only an approved one is posted.
// Example: POST /v1/credit-corrections/correction_…/approve → posted, its adjustments in the books
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { formatRate, ppm } from "../../base/rate.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import {
  agreeToCorrection,
  endCorrection,
  legsOf,
  previewCorrection,
  proposeCorrection,
} from "../../flows/correct-credit.ts";
import type { WorkedOut } from "../../flows/work-out-correction.ts";
import { type Names, readNames } from "../../reports/names.ts";
import {
  type CreditedShare,
  type CreditCorrection as Found,
  listCorrections,
  noSuchCorrection,
  readCorrection,
} from "../../sales/credit-correction.ts";
import {
  type CorrectionPreview,
  type CreditCorrection,
  correctionAnswer,
  correctionPreview,
  correctionState,
  correctionWish,
  creditCorrection,
  newCorrection,
} from "../../wire/credit-correction.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";
import { showParty, showProduct } from "./show-named.ts";

const TAG = "Adjustments";
const params = { correction: idIn("correction") };

export function creditCorrectionRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/credit-corrections",
    permission: "ledger:read",
    name: "listCreditCorrections",
    tag: TAG,
    summary: "Corrections of who is credited with a sale, newest first",
    query: {
      state: correctionState.optional(),
      sale: idIn("sale").optional(),
      question: idIn("question").optional(),
      ...pageQuery([z.uuid()]),
    },
    answer: listOf(creditCorrection),
    handle: ({ app, caller: { ws, actor }, query: { cursor, limit, ...filter } }) =>
      inWorkspace(app.db, ws, async (tx) => {
        const found = await listCorrections(tx, ws, { ...filter, after: cursor?.[0], limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.id]);
        return { data: await show(tx, ws, rows, actor), nextCursor };
      }),
  });

  proposingRoutes(server);
  answerRoutes(server);
}

function proposingRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/sales/:sale/credit-corrections/preview",
    permission: "adjustments:write",
    name: "previewCreditCorrection",
    tag: TAG,
    summary: "What each party would get or give if somebody else were credited with a sale",
    description: "The plan, the instant and the refunds of the sale, asked of the engine again.",
    statuses: [200],
    params: { sale: idIn("sale") },
    body: correctionWish,
    answer: correctionPreview,
    handle: async ({ app, caller: { ws }, params, body }) => {
      const found = await previewCorrection(app, ws, { sale: params.sale, ...body });
      return inWorkspace(app.db, ws, (tx) => showPreview(tx, ws, found, body.credited));
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/sales/:sale/credit-corrections",
    permission: "adjustments:write",
    name: "proposeCreditCorrection",
    tag: TAG,
    summary: "Propose to credit somebody else with a sale",
    description:
      "Its adjustments are posted together when a second person approves them; in a business of one, when you " +
      "do. From then on later charges of the subscription are credited like that.",
    params: { sale: idIn("sale") },
    body: newCorrection,
    answer: creditCorrection,
    handle: async ({ app, caller, params, body, request }) => {
      const wanted = { sale: params.sale, ...body };
      const id = await proposeCorrection(app, caller.ws, wanted, personOf(caller, request));
      return showOne(app, caller.ws, id, caller.actor);
    },
  });
}

function answerRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/credit-corrections/:correction",
    permission: "ledger:read",
    name: "readCreditCorrection",
    tag: TAG,
    summary: "One correction",
    params,
    answer: creditCorrection,
    handle: ({ app, caller, params }) => showOne(app, caller.ws, params.correction, caller.actor),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/credit-corrections/:correction/approve",
    permission: "adjustments:approve",
    name: "approveCreditCorrection",
    tag: TAG,
    summary: "Approve a correction: all its adjustments are posted, and the parties are told",
    statuses: [200],
    params,
    answer: creditCorrection,
    handle: async ({ app, caller, params, request }) => {
      await agreeToCorrection(app, caller.ws, params.correction, personOf(caller, request));
      return showOne(app, caller.ws, params.correction, caller.actor);
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/credit-corrections/:correction/decline",
    permission: "adjustments:write",
    name: "declineCreditCorrection",
    tag: TAG,
    summary: "Decline a correction, or take back your own: nothing is posted",
    statuses: [200],
    params,
    body: correctionAnswer,
    answer: creditCorrection,
    handle: async ({ app, caller, params, body, request }) => {
      await endCorrection(app, caller.ws, params.correction, personOf(caller, request), body.answer);
      return showOne(app, caller.ws, params.correction, caller.actor);
    },
  });
}

function showOne(app: App, ws: number, id: Uuid, actor: string): Promise<CreditCorrection> {
  return inWorkspace(app.db, ws, async (tx) => {
    const found = await readCorrection(tx, ws, id);
    if (found === null) throw noSuchCorrection();
    return (await show(tx, ws, [found], actor))[0] as CreditCorrection;
  });
}

async function show(tx: Tx, ws: number, found: readonly Found[], actor: string): Promise<CreditCorrection[]> {
  const parties = found.flatMap((one) => [...one.credited, ...one.lines]).map((one) => one.party);
  const names = await readNames(tx, ws, { parties, products: found.map((one) => one.product) });
  return found.map((one) => ({
    id: showId("correction", one.id),
    sale: showId("sale", one.sale),
    product: showProduct(names, one.product),
    question: one.question === null ? null : showId("question", one.question),
    credited: one.credited.map((share) => showShare(names, share)),
    charges: one.sales.length,
    ...showLegs(names, one.lines),
    reason: one.reason,
    state: one.state,
    fourEyes: one.fourEyes,
    own: one.createdBehind.includes(actor),
    createdBy: one.createdName,
    createdAt: showInstant(one.createdAt),
    answeredBy: one.answeredName,
    answeredAt: showInstant(one.answeredAt),
    answer: one.answer,
  }));
}

async function showPreview(
  tx: Tx,
  ws: number,
  { sale, was, sales, lines, rates, isAsOfToday }: WorkedOut,
  wanted: readonly CreditedShare[],
): Promise<CorrectionPreview> {
  const parties = [...was, ...wanted, ...lines].map((one) => one.party);
  const names = await readNames(tx, ws, { parties });
  return {
    sale: showId("sale", sale.id),
    was: was.map((share) => showShare(names, share)),
    credited: wanted.map((share) => {
      const rate = rates.get(share.party);
      return { ...showShare(names, share), rate: rate === undefined ? null : formatRate(ppm(rate)) };
    }),
    charges: sales.length,
    ...showLegs(names, lines),
    isAsOfToday,
  };
}

/** What each party gets or gives, and what that leaves to the producer. */
function showLegs(names: Names, lines: Found["lines"]): Pick<CreditCorrection, "parts" | "producer"> {
  const legs = legsOf(lines);
  const producer = new Map<string, number>();
  for (const { currency, amount } of legs) producer.set(currency, (producer.get(currency) ?? 0) - amount);
  return {
    parts: legs.map((leg) => ({ ...leg, party: showParty(names, leg.party) })),
    producer: [...producer].map(([currency, amount]) => ({ currency, amount })),
  };
}

function showShare(names: Names, { party, weight }: CreditedShare) {
  return { party: showParty(names, party), weight: formatRate(ppm(weight)) };
}
