// A route outside any workspace: signing in, set-up, the list of one's own workspaces. It names why it needs
// no permission, which the door's tests read; a person is asked for where `person` says so.
// Example: openRoute(server, { method: "GET", path: "/session", person: true, because: "tells a person about
// themselves", … })
import type { FastifyReply, FastifyRequest, FastifySchema } from "fastify";
import { z } from "zod";
import type { SignedIn } from "../access/signed-in.ts";
import type { App } from "../flows/app.ts";
import { findPerson, refuseCrossSite } from "./find-caller.ts";
import { answerOnce, readIdempotencyKey } from "./idempotency.ts";
import { PROBLEM_ANSWER } from "./problem.ts";
import type { Server } from "./server-type.ts";

type Shape = Record<string, z.ZodType>;

export interface OpenAsked<B extends z.ZodType, N extends boolean, Q extends Shape = Record<never, never>> {
  readonly app: App;
  readonly query: z.output<z.ZodObject<Q>>;
  readonly person: N extends true ? SignedIn : null;
  readonly body: z.output<B>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface OpenRoute<
  B extends z.ZodType,
  A extends z.ZodType,
  N extends boolean,
  Q extends Shape = Record<never, never>,
> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly name: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Must somebody be signed in? */
  readonly person: N;
  /** Why it needs no permission. */
  readonly because: string;
  /**
   * Where an Idempotency-Key is kept for a day; without it the header is ignored: signing in twice is no
   * harm.
   */
  readonly kept?: boolean;
  /** Tries a minute from one address. */
  readonly triesPerMinute?: number;
  /** Unknown keys are refused. Use `...pageQuery([…])` for a list. */
  readonly query?: Q;
  readonly body?: B;
  readonly answer?: A;
  readonly status?: 200 | 201 | 202 | 204;
  readonly handle: (asked: OpenAsked<B, N, Q>) => Promise<z.input<A>>;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** Why this route needs no permission. */
    open?: string;
  }
}

export function openRoute<
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodUndefined,
  N extends boolean = false,
  Q extends Shape = Record<never, never>,
>(server: Server, route: OpenRoute<B, A, N, Q>): void {
  const status = route.status ?? (route.answer ? 200 : 204);
  const tries =
    route.triesPerMinute === undefined ? undefined : (server.door.triesPerMinute ?? route.triesPerMinute);
  server.route({
    method: route.method,
    url: `/v1${route.path}`,
    config: {
      open: route.because,
      ...(tries === undefined ? {} : { rateLimit: { max: tries, timeWindow: 60_000 } }),
    },
    schema: {
      operationId: route.name,
      tags: [route.tag],
      summary: route.summary,
      ...(route.description ? { description: route.description } : {}),
      security: route.person ? [{ session: [] }] : [],
      ...(route.body ? { body: route.body } : {}),
      querystring: z.strictObject(route.query ?? {}),
      response: {
        [status]: route.answer ?? { description: "Done" },
        "4xx": PROBLEM_ANSWER,
        "5xx": PROBLEM_ANSWER,
      },
    } as FastifySchema,
    onRequest: async (request, reply) => {
      if (route.person) await findPerson(server, request, reply);
      else refuseCrossSite(server, request);
    },
    handler: async (request, reply) => await answer(server, route, status, request, reply),
  });
}

async function answer<B extends z.ZodType, A extends z.ZodType, N extends boolean, Q extends Shape>(
  server: Server,
  route: OpenRoute<B, A, N, Q>,
  status: number,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const person = request.person as OpenAsked<B, N>["person"];
  const query = (request.query ?? {}) as OpenAsked<B, N, Q>["query"];
  const asked = { person, query, body: request.body as z.output<B>, request, reply };
  reply.code(status);
  const key = route.kept ? readIdempotencyKey(request.headers["idempotency-key"]) : null;
  if (key === null || person === null) return await route.handle({ app: server.app, ...asked });
  const claim = {
    // Row-level security knows no workspace 0, so that no workspace can hold these rows.
    ws: 0,
    route: `${route.method} ${route.path} ${(person as SignedIn).account}`,
    key,
    asked: request.body ?? null,
  };
  const kept = await answerOnce(server.app, claim, async (app) => {
    const given = await route.handle({ app, ...asked });
    return { status: reply.statusCode, answer: given };
  });
  if (kept.again) reply.header("idempotent-replay", "true");
  return reply.code(kept.status).send(kept.answer);
}
