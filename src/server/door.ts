// The door: one fastify server with everything that every request passes. Answers every error as
// problem+json, knows its own routes, and stops gracefully. Holds no route of a resource (see routes.ts) and
// no rule.
// Example: const server = await buildServer(app, { publicUrl: "http://127.0.0.1:4000", identity }); await
// server.listen(…)
import type { Socket } from "node:net";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import fastify, { type FastifyError, type FastifyReply, LogController } from "fastify";
import { fastifyZodOpenApiPlugin, validatorCompiler } from "fastify-zod-openapi";
import { KeyBook } from "../access/key-book.ts";
import { newUuid, publicId } from "../base/id.ts";
import { systemIds } from "../base/system-ids.ts";
import type { App } from "../flows/app.ts";
import { PROBLEM_TYPE } from "../wire/problem.ts";
import { serveApiDocument } from "./api-document.ts";
import { readBodies } from "./bodies.ts";
import { compileWhenAnswered } from "./compile-when-answered.ts";
import { serveConsole } from "./console.ts";
import { serveLinks } from "./links/serve-links.ts";
import { answerFor, DoorAnswer } from "./problem.ts";
import { refuseBadText } from "./refuse-bad-text.ts";
import { keepRouteList } from "./route-list.ts";
import { serveHealth } from "./routes/health.ts";
import { registerRoutes } from "./routes.ts";
import type { DoorOptions, Server } from "./server-type.ts";

const MIB = 1024 * 1024;
export async function buildServer(app: App, options: DoorOptions): Promise<Server> {
  const server = create(options);
  decorate(server, app, options);
  answerErrors(server);
  const list = keepRouteList(server);
  readBodies(server);
  server.addHook("preValidation", async (request) => refuseBadText(request));
  await server.register(cookie);
  await protect(server, options);
  await server.register(fastifyZodOpenApiPlugin);
  await serveApiDocument(server);
  serveHealth(server);
  serveLinks(server);
  await registerRoutes(server);
  await serveConsole(server, list);
  return server;
}

function create(options: DoorOptions): Server {
  const server = fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    // One line an answer, ours: the framework's own would log addresses, which may hold secrets.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    // Not the app's ids: a request's belongs to the log, not to the world that a seed repeats.
    genReqId: () => publicId("req", newUuid(systemIds)),
    requestIdHeader: false,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: MIB,
    // A sender that dawdles over its headers or body is let go; an import of 64 MiB has time enough.
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: "idle",
    return503OnClosing: true,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => {
      const { body } = answerFor(error, request.id);
      (reply as FastifyReply).code(body.status).type(PROBLEM_TYPE).send(JSON.stringify(body));
    },
    clientErrorHandler: refuseMalformed,
  }) as unknown as Server;
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(compileWhenAnswered);
  return server;
}

function decorate(server: Server, app: App, options: DoorOptions): void {
  const keys = new KeyBook(app.db, app.ids.now, (error) =>
    server.log.warn({ err: error }, "last use not noted"),
  );
  server.decorate("app", app);
  server.decorate("door", options);
  server.decorate("keys", keys);
  server.decorateRequest("caller", null);
  server.decorateRequest("person", null);
  server.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
    // What is somebody's stays in no cache: not on a shared machine's disk, nor behind "back" after signing
    // out.
    if (request.url.startsWith("/v1/")) reply.header("cache-control", "no-store");
  });
  server.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions } = request;
    const actor = request.caller?.actor ?? (request.person ? `account:${request.person.account}` : undefined);
    // The pattern, not the address: an address may hold a secret (a webhook's) or a token.
    const line = {
      method,
      route: routeOptions.url ?? "unknown",
      status: reply.statusCode,
      actor,
    };
    request.log.info({ ...line, ms: Math.round(reply.elapsedTime * 10) / 10 }, "answered");
  });
  endConnections(server);
  server.addHook("onClose", async () => keys.settle());
}

/** While closing, each answer ends its connection: one kept alive would hold the server open for a minute. */
function endConnections(server: Server): void {
  let closing = false;
  server.addHook("preClose", async () => {
    closing = true;
  });
  server.addHook("onSend", async (_request, reply) => {
    if (closing) reply.header("connection", "close");
  });
}

function answerErrors(server: Server): void {
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const { body, headers, broken } = answerFor(error, request.id);
    if (broken) request.log.error({ err: error }, "broken");
    else if (body.status >= 500) request.log.warn({ err: error }, "fault");
    if (reply.raw.headersSent) return reply.raw.destroy();
    // Serialised here: a route's own schemas describe its answers, and must not turn a no into a 500.
    reply.code(body.status).headers(headers).type(PROBLEM_TYPE).serializer(String);
    return reply.send(JSON.stringify(body));
  });
}

async function protect(server: Server, options: DoorOptions): Promise<void> {
  const secure = options.publicUrl.startsWith("https:");
  await server.register(helmet, {
    // For data; the console and the document's page set their own, wider one.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
  });
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) => {
      const seconds = String(Math.max(1, Math.ceil(context.ttl / 1000)));
      return new DoorAnswer(429, "too_many_requests", `Too many tries; wait ${seconds} seconds.`, {
        headers: { "retry-after": seconds },
      });
    },
  });
}

/** What is not even HTTP: answered on the bare socket. */
function refuseMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const slow = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const large = error.code === "HPE_HEADER_OVERFLOW";
  const status = slow
    ? "408 Request Timeout"
    : large
      ? "431 Request Header Fields Too Large"
      : "400 Bad Request";
  const code = slow ? "request_timeout" : large ? "headers_too_large" : "malformed_http";
  const body = JSON.stringify({
    type: `urn:partage:problem:${code}`,
    title: status.slice(4),
    status: Number(status.slice(0, 3)),
    code,
    detail: "The request could not be read as HTTP.",
    errors: [],
    requestId: "",
  });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: ${PROBLEM_TYPE}\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}
