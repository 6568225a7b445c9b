// A route of the partner's portal: /v1/partner/:party/…, for a signed-in account that speaks for that party.
// The party leads to its workspace, so one session serves parties of many workspaces. Team roles count for
// nothing here, and an API key never enters.
// Example: partnerRoute(server, { method: "GET", path: "/contracts", name: "listOwnContracts", … })
import type { FastifyReply, FastifyRequest, FastifySchema } from "fastify";
import { z } from "zod";
import { accountActor } from "../access/caller.ts";
import { findPartyAccount, type PartyAccount } from "../access/party-accounts.ts";
import type { SignedIn } from "../access/signed-in.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "../flows/app.ts";
import { idIn } from "../wire/id.ts";
import { findPerson } from "./find-caller.ts";
import { answerOnce, readIdempotencyKey } from "./idempotency.ts";
import { DoorAnswer, PROBLEM_ANSWER } from "./problem.ts";
import type { Server } from "./server-type.ts";

type Shape = Record<string, z.ZodType>;
type Out<S extends Shape> = { [K in keyof S]: z.output<S[K]> };

/** Who is asking: the party, and how its person is called. */
export interface Partner extends PartyAccount {
  readonly side: "party";
  readonly actor: string;
  readonly name: string;
  readonly email: string;
}

export interface PartnerAsked<P extends Shape, Q extends Shape, B extends z.ZodType> {
  readonly app: App;
  readonly partner: Partner;
  readonly params: Out<P>;
  readonly query: Out<Q>;
  readonly body: z.output<B>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface PartnerRoute<P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType> {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Behind /v1/partner/:party. */
  readonly path: string;
  readonly name: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Only an account that may accept for the party. */
  readonly accepts?: boolean;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: A;
  /** The media type of the answer where it is not JSON. */
  readonly produces?: string;
  readonly status?: 200 | 201;
  /** What of an answer is kept for a repeated Idempotency-Key: without what is a secret. */
  readonly keep?: (answer: z.input<A>) => z.input<A>;
  readonly handle: (asked: PartnerAsked<P, Q, B>) => Promise<z.input<A>>;
}

export function partnerRoute<
  A extends z.ZodType,
  P extends Shape = Record<never, never>,
  Q extends Shape = Record<never, never>,
  B extends z.ZodType = z.ZodUndefined,
>(server: Server, route: PartnerRoute<P, Q, B, A>): void {
  server.route({
    method: route.method,
    url: `/v1/partner/:party${route.path}`,
    config: { open: "is for whoever speaks for the party of the path" },
    schema: {
      operationId: route.name,
      tags: [route.tag],
      summary: route.summary,
      ...(route.description ? { description: route.description } : {}),
      security: [{ session: [] }],
      params: z.strictObject({ party: idIn("party"), ...route.params }),
      querystring: z.strictObject(route.query ?? {}),
      ...(route.body ? { body: route.body } : {}),
      response: { [route.status ?? 200]: shapeOf(route), "4xx": PROBLEM_ANSWER, "5xx": PROBLEM_ANSWER },
    } as FastifySchema,
    onRequest: async (request, reply) => {
      await findPerson(server, request, reply);
    },
    handler: async (request, reply) => await answer(server, route, request, reply),
  });
}

async function answer<P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType>(
  server: Server,
  route: PartnerRoute<P, Q, B, A>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { party, ...params } = request.params as { party: Uuid } & Out<P>;
  const partner = await findPartner(server, request.person as SignedIn, party);
  if (route.accepts === true && !partner.mayAccept) throw mayNotAccept();
  refuseBody(route.body, request);
  const status = route.status ?? 200;
  reply.code(status);
  const query = request.query as Out<Q>;
  const body = request.body as z.output<B>;
  const asked = { partner, params: params as unknown as Out<P>, query, body, request, reply };
  const key = route.method === "POST" ? readIdempotencyKey(request.headers["idempotency-key"]) : null;
  if (key === null) return await route.handle({ app: server.app, ...asked });
  const claim = {
    ws: partner.ws,
    route: `${route.method} /partner${route.path} ${partner.account} ${partner.party}`,
    key,
    asked: [params, query, request.body ?? null],
  };
  const act = async (app: App) => ({ status, answer: await route.handle({ app, ...asked }) });
  const keep = route.keep as ((answer: unknown) => unknown) | undefined;
  const kept = await answerOnce(server.app, claim, act, keep);
  if (kept.again) reply.header("idempotent-replay", "true");
  return reply.code(kept.status).send(kept.answer);
}

function shapeOf({ produces, answer }: { produces?: string; answer: z.ZodType }) {
  if (produces === undefined) return answer;
  return { description: produces, content: { [produces]: { schema: answer } } };
}

async function findPartner(server: Server, person: SignedIn, party: Uuid): Promise<Partner> {
  const { account, name, email } = person;
  const link = await inWorkspace(server.app.db, null, (tx) => findPartyAccount(tx, account, party));
  if (link === null) {
    throw new DoorAnswer(404, "not_found", "There is no such party, or your account does not speak for it.");
  }
  return { ...link, side: "party", actor: accountActor(account), name, email };
}

function mayNotAccept(): Refusal {
  const message = "Your account may look at what this party does, and not decide for it. Ask who may.";
  return new Refusal(403, "may_not_accept", message);
}

/** A route that takes no body takes at most an empty object. */
function refuseBody(body: z.ZodType | undefined, request: FastifyRequest): void {
  if (body !== undefined || request.body === undefined || request.body === null) return;
  if (typeof request.body === "object" && Object.keys(request.body).length === 0) return;
  throw new DoorAnswer(400, "invalid_request", "This address takes no body.");
}
