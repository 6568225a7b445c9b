// How a body is read: as strict JSON in UTF-8 everywhere, and otherwise only where a route says what it
// takes. A webhook's route gets the bytes as they came, because a signature is over bytes.
// Example: config: { consumes: "application/x-ndjson" } → request.body is a Buffer; "*": any type, a Buffer.
import multipart from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { decodeUtf8, parseStrictJson } from "../wire/strict-json.ts";
import { DoorAnswer } from "./problem.ts";
import type { Server } from "./server-type.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The one media type of the body; application/json unless told, "*" for any. */
    consumes?: string;
  }
}

export function readBodies(server: Server): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    async (request: FastifyRequest, body: Buffer) => {
      if (takes(request) !== "application/json") return body;
      return body.length === 0 ? undefined : parseStrictJson(decodeUtf8(body));
    },
  );
  server.addContentTypeParser(
    "*",
    { parseAs: "buffer" },
    async (_request: FastifyRequest, body: Buffer) => body,
  );
  server.register(multipart, {
    limits: { fieldSize: 64 * 1024, fields: 50, files: 1, fileSize: 64 * 1024 * 1024 },
  });
  server.addHook("onRequest", async (request) => refuseOtherTypes(request));
}

function takes(request: FastifyRequest): string {
  return request.routeOptions.config.consumes ?? "application/json";
}

function refuseOtherTypes(request: FastifyRequest): void {
  const { headers } = request;
  const hasBody = headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
  const wanted = takes(request);
  if (!hasBody || request.is404 || wanted === "*") return;
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (type === wanted) return;
  const message = `This address takes ${wanted}; the request ${type === undefined ? "names no type" : `says ${type}`}.`;
  throw new DoorAnswer(415, "unsupported_media_type", message, { headers: { accept: wanted } });
}
