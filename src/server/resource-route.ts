// One registration of a resource's route makes both its addresses: /v1/… for an API key, which implies the
// workspace, and /v1/workspaces/:workspace/… for a browser session (or a key of that workspace). Names the
// permission it needs. Holds no business rule: parse, who is asking, call, shape the answer.
// Example: resourceRoute(server, { method: "GET", path: "/sales/:sale", permission: "sales:read", name:
// "readSale",
//   params: { sale: idIn("sale") }, answer: saleShape, handle: ({ app, caller, params }) => … })
import type { FastifyReply, FastifyRequest, FastifySchema } from "fastify";
import { z } from "zod";
import type { Caller } from "../access/caller.ts";
import type { Permission } from "../access/permissions.ts";
import type { App } from "../flows/app.ts";
import { idIn } from "../wire/id.ts";
import { findCaller } from "./find-caller.ts";
import { answerOnce, readIdempotencyKey } from "./idempotency.ts";
import { DoorAnswer, PROBLEM_ANSWER } from "./problem.ts";
import type { Server } from "./server-type.ts";

type Shape = Record<string, z.ZodType>;
type Out<S extends Shape> = z.output<z.ZodObject<S>>;

export interface Asked<P extends Shape, Q extends Shape, B extends z.ZodType> {
  readonly app: App;
  readonly caller: Caller;
  readonly params: Out<P>;
  readonly query: Out<Q>;
  readonly body: z.output<B>;
  /** The header's value; on a sale or refund without an externalId it is the external id. */
  readonly idempotencyKey: string | null;
  readonly request: FastifyRequest;
  /** For another success status than the first (`reply.code(200)`), or a header. */
  readonly reply: FastifyReply;
}

export interface ResourceRoute<P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below /v1: "/sales/:sale/refunds". */
  readonly path: string;
  readonly permission: Permission;
  /** The operationId: verbNoun. */
  readonly name: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  /** Unknown keys are refused. Use `...pageQuery([…])` for a list. */
  readonly query?: Q;
  /** A strict zod object for JSON. Leave out where the route reads the request itself (`consumes`). */
  readonly body?: B;
  /** A plain zod object; leave out for 204, or where the route writes the reply itself. */
  readonly answer?: A;
  /** First one is what is sent unless the handler sets another. 200; 201 for POST; 204 without an answer. */
  readonly statuses?: readonly (200 | 201 | 202 | 204)[];
  /**
   * POST only. "kept" (default): a day, in the act's own transaction. "external-id": the resource's id is the
   * key.
   */
  readonly idempotency?: "kept" | "external-id";
  /** What of the answer may be kept for a repeated Idempotency-Key: leave out a secret that is shown once. */
  readonly keep?: (answer: z.input<A>) => z.input<A>;
  /** Bytes; 1 MiB unless told. */
  readonly bodyLimit?: number;
  /** Another type than JSON, for the document: "application/x-ndjson". */
  readonly consumes?: string;
  /**
   * The media type of the answer where it is not JSON: `answer` is then one line of it, or its whole text.
   */
  readonly produces?: string;
  readonly handle: (asked: Asked<P, Q, B>) => Promise<z.input<A>>;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** What a resource route needs; the door's tests walk the list and miss none. */
    permission?: Permission;
    /** "key": /v1/…; "session": /v1/workspaces/:workspace/… */
    form?: "key" | "session";
  }
}

/** Registers both addresses of the route. */
export function resourceRoute<
  P extends Shape = Record<never, never>,
  Q extends Shape = Record<never, never>,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodUndefined,
>(server: Server, route: ResourceRoute<P, Q, B, A>): void {
  register(server, route, "key", `/v1${route.path}`);
  register(server, route, "session", `/v1/workspaces/:workspace${route.path}`);
}

function register<P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType>(
  server: Server,
  route: ResourceRoute<P, Q, B, A>,
  form: "key" | "session",
  url: string,
): void {
  const statuses = route.statuses ?? [route.answer === undefined ? 204 : route.method === "POST" ? 201 : 200];
  const params = form === "session" ? { workspace: idIn("ws"), ...route.params } : { ...route.params };
  const answers = Object.fromEntries(
    statuses.map((status) => [
      status,
      status === 204 || !route.answer ? { description: "Done" } : shapeOf(route, route.answer),
    ]),
  );
  server.route({
    method: route.method,
    url,
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    config: { permission: route.permission, form, ...(route.consumes ? { consumes: route.consumes } : {}) },
    schema: {
      operationId: form === "key" ? route.name : `${route.name}InWorkspace`,
      tags: [route.tag],
      summary: route.summary,
      description: describe(route.description, route.permission),
      security: form === "key" ? [{ key: [] }] : [{ session: [] }, { key: [] }],
      ...(Object.keys(params).length > 0 ? { params: z.strictObject(params) } : {}),
      ...(route.query || route.method === "GET" ? { querystring: z.strictObject(route.query ?? {}) } : {}),
      ...(route.body ? { body: route.body } : {}),
      ...(route.consumes ? { consumes: [route.consumes] } : {}),
      response: { ...answers, "4xx": PROBLEM_ANSWER, "5xx": PROBLEM_ANSWER },
    } as FastifySchema,
    onRequest: async (request, reply) => {
      request.caller = await findCaller(server, request, reply, route.permission);
    },
    // Before the body is looked at, so that a key that cannot be one is refused whatever else is wrong.
    preValidation: async (request) => {
      if (route.method === "POST") readIdempotencyKey(request.headers["idempotency-key"]);
    },
    handler: async (request, reply) => await answer(server, route, statuses[0] ?? 200, request, reply),
  });
}

function shapeOf(route: { produces?: string }, answer: z.ZodType) {
  if (route.produces === undefined) return answer;
  return { description: route.produces, content: { [route.produces]: { schema: answer } } };
}

/** A route that takes no body takes at most an empty object. */
function refuseBody(body: unknown): void {
  if (body === undefined || body === null) return;
  const keys = typeof body === "object" && !Array.isArray(body) ? Object.keys(body) : [""];
  if (keys.length === 0) return;
  const errors = keys.map((path) => ({
    path,
    code: "unknown_key",
    message: "is not a key that is known here",
  }));
  throw new DoorAnswer(400, "invalid_request", "This address takes no body.", { errors });
}

function describe(text: string | undefined, permission: Permission): string {
  return `${text === undefined ? "" : `${text}\n\n`}Needs \`${permission}\`.`;
}

async function answer<P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType>(
  server: Server,
  route: ResourceRoute<P, Q, B, A>,
  status: number,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { workspace: _, ...params } = request.params as Record<string, unknown>;
  const key = route.method === "POST" ? readIdempotencyKey(request.headers["idempotency-key"]) : null;
  const asked = {
    caller: request.caller as Caller,
    params: params as Out<P>,
    query: (request.query ?? {}) as Out<Q>,
    body: request.body as z.output<B>,
    idempotencyKey: key,
    request,
    reply,
  };
  if (!route.body && !route.consumes) refuseBody(request.body);
  reply.code(status);
  if (key === null || route.idempotency === "external-id") {
    const given = await route.handle({ app: server.app, ...asked });
    return reply.sent ? reply : given;
  }
  const kept = await answerOnce(
    server.app,
    {
      ws: asked.caller.ws,
      route: `${route.method} ${route.path}`,
      key,
      asked: [params, asked.query, request.body ?? null],
    },
    async (app) => {
      const given = await route.handle({ app, ...asked });
      return { status: reply.statusCode, answer: given };
    },
    route.keep as ((answer: unknown) => unknown) | undefined,
  );
  if (kept.again) reply.header("idempotent-replay", "true");
  return reply.code(kept.status).send(kept.answer);
}
