// The API document (OpenAPI 3.1), made from the routes' own shapes, at /openapi.json, and as a page at /docs.
// Never written by hand: what is not in a route's schema is not in the document.
// Example: curl http://127.0.0.1:4000/openapi.json | jq '.paths | keys'
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { fastifyZodOpenApiTransformers } from "fastify-zod-openapi";
import { PROBLEM_TYPE } from "../wire/problem.ts";
import type { Server } from "./server-type.ts";

const ABOUT = `Amounts are integers of minor units beside a currency; rates are decimal strings ("0.35" is 35 %); instants
are RFC 3339 in UTC. Lists answer \`{ data, nextCursor }\` and take \`limit\` and \`cursor\`. What is not a success is
\`application/problem+json\` with a stable \`code\` and the path of what is wrong. Requests refuse unknown keys; answers may
grow new ones. Every POST takes an \`Idempotency-Key\`.

With an API key the resources stand at \`/v1/…\`; a browser session names its workspace: \`/v1/workspaces/{workspace}/…\`.`;

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export async function serveApiDocument(server: Server): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Partage",
        version: "1",
        description: ABOUT,
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: "/" }],
      components: {
        securitySchemes: {
          key: { type: "http", scheme: "bearer", description: "An API key: partage_…" },
          session: {
            type: "apiKey",
            in: "cookie",
            name: "partage.session_token",
            description:
              "A browser session. Whatever changes something also needs the header X-Partage-Client.",
          },
        },
      },
    },
    transform: fastifyZodOpenApiTransformers.transform,
    transformObject: (made) =>
      finish(fastifyZodOpenApiTransformers.transformObject(made) as ApiDocument) as never,
  });
  server.get("/openapi.json", { schema: { hide: true } }, async (_request, reply) => {
    return reply.type("application/json").serializer(String).send(apiDocument(server));
  });
  await server.register(swaggerUi, {
    routePrefix: "/docs",
    staticCSP: PAGE_POLICY,
    uiConfig: { layout: "BaseLayout", docExpansion: "none", deepLinking: true },
    theme: { title: "Partage: the API" },
  });
}

interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  parameters?: object[];
  security?: object[];
  responses: Record<string, Answer>;
}

interface Answer {
  description: string;
  content?: Record<string, { schema: object }>;
}

const ANSWERS: Record<string, string> = { 200: "Done", 201: "Made", 202: "Taken, to be done", 204: "Done" };

const IDEMPOTENCY_KEY = {
  in: "header",
  name: "Idempotency-Key",
  required: false,
  description:
    "The same key with the same request gets the first one's answer, for a day; on a sale or a refund it is the external id.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

/**
 * What the generator leaves blank: the shape of problems, what an answer's status means here, the common
 * header.
 */
function finish(document: ApiDocument): ApiDocument {
  for (const path of Object.values(document.paths)) {
    const { post } = path;
    if (post && post.security?.length !== 0) post.parameters = [...(post.parameters ?? []), IDEMPOTENCY_KEY];
  }
  for (const { responses } of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    for (const [status, answer] of Object.entries(responses)) {
      if (answer.description === "Default Response") answer.description = ANSWERS[status] ?? "Done";
      const problem = answer.content?.[PROBLEM_TYPE];
      if (problem) problem.schema = { $ref: "#/components/schemas/Problem" };
    }
  }
  return document;
}

/** The document as JSON text; the server must be ready. */
export function apiDocument(server: Server): string {
  return JSON.stringify(server.swagger());
}
