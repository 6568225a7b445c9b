// The API document (OpenAPI 3.1), made from the routes' own shapes, at /openapi.json, and as a page at /docs.
// Never written by hand: what is not in a route's schema is not in the document.
// Example: curl http://127.0.0.1:4000/openapi.json | jq '.paths | keys'
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { fastifyZodOpenApiTransformers } from "fastify-zod-openapi";
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
    ...fastifyZodOpenApiTransformers,
  });
  server.get("/openapi.json", { schema: { hide: true } }, async (_request, reply) => {
    return reply.type("application/json").serializer(String).send(apiDocument(server));
  });
  await server.register(swaggerUi, {
    routePrefix: "/docs",
    staticCSP: PAGE_POLICY,
    uiConfig: { url: "/openapi.json", docExpansion: "none", deepLinking: true },
  });
}

/** The document as JSON text; the server must be ready. */
export function apiDocument(server: Server): string {
  return JSON.stringify(server.swagger());
}
