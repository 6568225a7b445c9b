// Links as browsers follow them, and the script that a producer's own pages may carry. A followed link is
// answered before the framework sees it: its hooks cost more than the redirect itself. What the framework
// still gets (a test's injected request) is answered the same.
// Example: serveLinks(server) → GET /l/carla-piano, GET /partage.js (less than 2 kB).
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ClickDesk } from "../../flows/click-desk.ts";
import { LinkBook } from "../../flows/link-book.ts";
import type { Server } from "../server-type.ts";
import { answerLinks, type LinkDoor } from "./answer-link.ts";
import { ClickSpool } from "./click-spool.ts";

/** Without its comments, indents and the breaks that mean nothing. */
const SCRIPT = readFileSync(new URL("./partage.js", import.meta.url), "utf8")
  .replace(/^(\s+|\/\/.*\n)/gm, "")
  .replace(/([{(,;>=&|?:])\n/g, "$1")
  .replace(/ (=|=>|===|!==|\?\?|&&|\|\|) /g, "$1")
  .replace(/, /g, ",");
const HOUR = 3600;

export function serveLinks(server: Server): void {
  const { app, door } = server;
  const warn = (facts: object, sentence: string) => server.log.warn(facts, sentence);
  const disk = openSpool(door.clickFolder, app.ids.now, warn);
  const links: LinkDoor = {
    ids: app.ids,
    book: new LinkBook(app.db, app.ids.now),
    desk: new ClickDesk(app.db, { now: app.ids.now, warn, disk }),
    isSecure: door.publicUrl.startsWith("https:"),
    trustProxy: door.trustProxy === true,
    isClosing: false,
  };
  const answer = answerLinks(links);
  server.decorate("links", links);
  server.get("/l/*", { schema: { hide: true } }, (request, reply) => {
    reply.hijack();
    answer(request.raw, reply.raw);
  });
  server.get("/partage.js", { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type("text/javascript; charset=utf-8")
      .header("cache-control", `public, max-age=${HOUR}`)
      .header("cross-origin-resource-policy", "cross-origin")
      .send(SCRIPT),
  );
  server.addHook("onReady", async () => answerFirst(server, answer));
  server.addHook("preClose", async () => {
    links.isClosing = true;
  });
  server.addHook("onClose", async () => {
    await links.desk.stop();
    disk?.close();
  });
}

/** Without a folder, or with one that cannot be used, clicks are in memory alone until they are written. */
function openSpool(
  folder: string | undefined,
  now: () => number,
  warn: (facts: object, sentence: string) => void,
): ClickSpool | undefined {
  if (folder === undefined) return undefined;
  try {
    return new ClickSpool({ folder, now, warn });
  } catch (error) {
    warn({ err: error, folder }, "clicks cannot be kept on disk: those of a killed process are lost");
    return undefined;
  }
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

function answerFirst(server: Server, answer: Listener): void {
  const rest = server.server.listeners("request") as Listener[];
  server.server.removeAllListeners("request");
  server.server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith("/l/")) answer(request, response);
    else for (const listener of rest) listener.call(server.server, request, response);
  });
}

declare module "fastify" {
  interface FastifyInstance {
    links: LinkDoor;
  }
}
