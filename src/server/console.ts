// Serves the built console: its files as they are, and its one page for every address that is not ours to
// answer. Never serves a path that was not a file when the server started. Without a build, only the API
// answers.
// Example: GET /sales with Accept: text/html → index.html under a policy that knows no exception; GET
// /v1/nothing → 404 problem.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import { DoorAnswer } from "./problem.ts";
import type { RouteList } from "./route-list.ts";
import type { Server } from "./server-type.ts";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

export async function serveConsole(server: Server, list: RouteList): Promise<void> {
  const page = await servePage(server);
  server.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "/";
    const methods = list.methodsOf(path);
    if (methods.length > 0 && !methods.includes(request.method)) {
      const allow = methods.join(", ");
      throw new DoorAnswer(405, "method_not_allowed", `This address takes ${allow}.`, { headers: { allow } });
    }
    const wantsPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    if (page !== null && wantsPage && !isOurs(path)) return sendPage(server, page, request, reply);
    throw new DoorAnswer(404, "not_found", "There is nothing at this address.");
  });
}

/** Addresses that are the API's: a mistake in one is told as a problem, not as a page. */
function isOurs(path: string): boolean {
  return /^\/(v1|l|docs|hooks|assets|openapi\.json|healthz|readyz|metrics)(\/|$)/.test(path);
}

async function servePage(server: Server): Promise<string | null> {
  const folder = server.door.web;
  if (folder === undefined || !existsSync(join(folder, "index.html"))) return null;
  const page = readFileSync(join(folder, "index.html"), "utf8");
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    globIgnore: ["index.html"],
    setHeaders(response, path) {
      const kept = path.includes("/assets/");
      response.header("cache-control", kept ? `public, max-age=${YEAR_MS / 1000}, immutable` : "no-cache");
    },
  });
  server.get("/", { schema: { hide: true } }, async (request, reply) =>
    sendPage(server, page, request, reply),
  );
  return page;
}

function sendPage(server: Server, page: string, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const upgrade = server.door.publicUrl.startsWith("https:") ? "; upgrade-insecure-requests" : "";
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // Nothing is written into the page: our styles are files, and the theme's variables a constructed sheet.
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
  reply.header("content-security-policy", policy + upgrade).header("cache-control", "no-store");
  return reply.type("text/html; charset=utf-8").send(page);
}
