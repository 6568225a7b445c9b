// What happens in the workspace, as it happens: server-sent events for whoever asks for text/event-stream,
// one answer for who does not. Says that something happened and how much of it, never what. A stream ends
// with the session, the role or the key that opened it.
// Example: GET /v1/workspaces/ws_…/events/live, Last-Event-ID: 211 → id: 214, event: news, data: {"seq":214,
// …}
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type AccountCaller, type Caller, may, mustBeAllowed } from "../../access/caller.ts";
import { findMembership } from "../../access/members.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { type HappenedNews, readLastEvent, readLastEventBefore, readNews } from "../../reports/news.ts";
import { news } from "../../wire/live.ts";
import { LiveFeed } from "../live-feed.ts";
import { DoorAnswer } from "../problem.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const PERMISSION = "sales:read";
const CHECK_EVERY_MS = 15_000;
/** Who does not read what is sent is let go: they come again and are told from where they were. */
const MOST_UNREAD = 64 * 1024;

const seq = z
  .string()
  .regex(/^[0-9]{1,15}$/, "must be a whole number")
  .transform(Number)
  .meta({ override: { type: "integer", minimum: 0 }, description: "Begin behind this event." });

const seconds = z
  .string()
  .regex(/^[1-9][0-9]?$/, "must be a whole number of seconds from 1 to 99")
  .transform(Number)
  .meta({
    override: { type: "integer", minimum: 1, maximum: 99 },
    description:
      "Begin so many seconds ago: what was read just before the stream stood is not missed. Without effect " +
      "beside `after` or `Last-Event-ID`.",
  });

export function liveRoutes(server: Server): void {
  const feed = new LiveFeed(server.app.db, (error) => server.log.warn({ err: error }, "live feed waits"));
  const streams = new Set<Stream>();
  server.addHook("preClose", async () => {
    feed.close();
    for (const stream of streams) stream.end();
  });

  resourceRoute(server, {
    method: "GET",
    path: "/events/live",
    permission: PERMISSION,
    name: "watchEvents",
    tag: "Events",
    summary: "What happens, as it happens",
    description:
      "With `Accept: text/event-stream` the answer stays open and sends the same as `news` events, each with the " +
      "number of the last event as its id; after a break send it back as `Last-Event-ID`. Types of events are " +
      "told to those who may read events; others are told of `ledger.posted` alone.",
    query: { after: seq.optional(), recent: seconds.optional() },
    answer: news,
    handle: async ({ app, caller, query, request, reply }) => {
      const known = query.after ?? lastEventId(request);
      const after =
        known ?? (query.recent === undefined ? null : await readRecent(app, caller.ws, query.recent));
      if (!(request.headers.accept ?? "").includes("text/event-stream")) {
        return inWorkspace(app.db, caller.ws, async (tx) => {
          const from = after ?? (await readLastEvent(tx, caller.ws));
          return shownTo(caller, await readNews(tx, caller.ws, from));
        });
      }
      if (!feed.hasRoom(caller.ws, caller.actor)) throw tooMany();
      const stream = new Stream(server, request, reply, caller);
      streams.add(stream);
      stream.onEnd(() => streams.delete(stream));
      const leave = await feed.listen(caller.ws, {
        actor: caller.actor,
        after,
        onNews: (one) => stream.tell(one),
      });
      stream.onEnd(leave);
      return reply as never;
    },
  });
}

function readRecent(app: App, ws: number, secondsAgo: number): Promise<number> {
  const before = new Date(app.ids.now() - secondsAgo * 1000);
  return inWorkspace(app.db, ws, (tx) => readLastEventBefore(tx, ws, before));
}

function lastEventId(request: FastifyRequest): number | null {
  const id = request.headers["last-event-id"];
  return typeof id === "string" && /^[0-9]{1,15}$/.test(id) ? Number(id) : null;
}

function tooMany(): DoorAnswer {
  const message = "Too many streams of this workspace are open. Close one, or ask again without a stream.";
  return new DoorAnswer(429, "too_many_streams", message, { headers: { "retry-after": "30" } });
}

/**
 * Types tell what others are at: only to those who may read events. That money moved is everybody's to know.
 */
function shownTo(caller: Caller, { seq: last, types, sales }: HappenedNews): HappenedNews {
  if (may(caller, "events:read")) return { seq: last, types, sales };
  const posted = types["ledger.posted"];
  return { seq: last, types: posted === undefined ? {} : { "ledger.posted": posted }, sales };
}

/** One open answer: what it says, that it still lives, and whether its reader still may. */
class Stream {
  readonly #raw: FastifyReply["raw"];
  readonly #ends: (() => void)[] = [];
  readonly #beat: NodeJS.Timeout;
  #caller: Caller;
  #ended = false;

  constructor(server: Server, request: FastifyRequest, reply: FastifyReply, caller: Caller) {
    this.#caller = caller;
    this.#raw = reply.raw;
    const headers = reply.getHeaders() as Record<string, string>;
    reply.hijack();
    this.#raw.writeHead(200, {
      ...headers,
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    this.#raw.write("retry: 3000\n\n");
    this.#raw.on("close", () => this.end());
    const check = async () => {
      try {
        this.#caller = await findAgain(server, request, this.#caller);
        if (!this.#ended) this.#raw.write(": here\n\n");
      } catch (error) {
        const isNo = error instanceof DoorAnswer || error instanceof Refusal;
        this.end(isNo ? "no_access" : undefined);
      }
    };
    this.#beat = setInterval(() => void check(), server.door.liveCheckMs ?? CHECK_EVERY_MS).unref();
  }

  onEnd(act: () => void): void {
    if (this.#ended) act();
    else this.#ends.push(act);
  }

  tell(happened: HappenedNews): void {
    if (this.#ended) return;
    const data = JSON.stringify(shownTo(this.#caller, happened));
    this.#raw.write(`id: ${happened.seq}\nevent: news\ndata: ${data}\n\n`);
    if (this.#raw.writableLength > MOST_UNREAD) this.#raw.destroy();
  }

  end(because?: "no_access" | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#beat);
    for (const act of this.#ends) act();
    if (because) this.#raw.write(`event: end\ndata: ${JSON.stringify({ because })}\n\n`);
    this.#raw.end();
  }
}

/** The same questions as at the door, asked of the database and not of what the cookie remembers. */
async function findAgain(server: Server, request: FastifyRequest, caller: Caller): Promise<Caller> {
  const again =
    caller.kind === "account" ? await findMember(server, request, caller) : await findKey(server, request);
  if (again === null) throw new DoorAnswer(401, "not_signed_in", "Who opened this stream may no longer.");
  mustBeAllowed(again, PERMISSION);
  return again;
}

async function findMember(
  server: Server,
  request: FastifyRequest,
  caller: AccountCaller,
): Promise<Caller | null> {
  if ((await server.door.identity.readSession(request.headers, true)) === null) return null;
  const { account, workspace } = caller;
  const member = await inWorkspace(server.app.db, null, (tx) => findMembership(tx, account, workspace));
  return member && { ...caller, role: member.role };
}

function findKey(server: Server, request: FastifyRequest): Promise<Caller | null> {
  return server.keys.find((request.headers.authorization ?? "").replace(/^Bearer +/i, ""));
}
