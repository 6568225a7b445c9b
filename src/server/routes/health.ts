// For those who run it: /healthz (the process answers), /readyz (the database does too), /metrics
// (Prometheus). Holds nothing of any workspace. Metrics answer this machine, or whoever has METRICS_TOKEN.
// Example: curl -i http://127.0.0.1:4000/readyz → 200 {"ready":true}, or 503 database_away.
import { createHash, timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { z } from "zod";
import { Fault } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { DoorAnswer } from "../problem.ts";
import type { Server } from "../server-type.ts";

export function serveHealth(server: Server): void {
  server.get(
    "/healthz",
    health("isAlive", "Does the process answer?", z.object({ ok: z.literal(true) })),
    async () => {
      return { ok: true as const };
    },
  );
  server.get(
    "/readyz",
    health("isReady", "Does the database answer too?", z.object({ ready: z.literal(true) })),
    async () => {
      await Promise.race([askDatabase(server), tooLong(3_000)]);
      return { ready: true as const };
    },
  );
  serveMetrics(server);
}

function health<T extends z.ZodType>(operationId: string, summary: string, answer: T) {
  return { schema: { operationId, tags: ["Health"], summary, security: [], response: { 200: answer } } };
}

async function askDatabase(server: Server): Promise<void> {
  await inWorkspace(server.app.db, null, (tx) => sql`SELECT 1`.execute(tx));
}

async function tooLong(ms: number): Promise<never> {
  return await new Promise((_, reject) => {
    setTimeout(
      () => reject(new Fault("database_away", "The database does not answer; try again.")),
      ms,
    ).unref();
  });
}

function serveMetrics(server: Server): void {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const { pool, flights } = server.app.db;
  new Gauge({
    name: "partage_database_connections",
    help: "Connections to the database by pool and state",
    labelNames: ["pool", "state"],
    registers: [register],
    collect() {
      for (const [name, one] of Object.entries({ ordinary: pool, flights })) {
        this.set({ pool: name, state: "open" }, one.totalCount);
        this.set({ pool: name, state: "idle" }, one.idleCount);
        this.set({ pool: name, state: "waiting" }, one.waitingCount);
      }
    },
  });
  new Gauge({
    name: "partage_clicks",
    help: "Clicks on links since the start: written and dropped; and how many wait",
    labelNames: ["state"],
    registers: [register],
    collect() {
      for (const [state, count] of Object.entries(server.links.desk.counts)) this.set({ state }, count);
    },
  });
  const answered = new Histogram({
    name: "partage_http_request_seconds",
    help: "Time to answer, by method, route and status",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [register],
  });
  server.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown";
    answered.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  server.addHook("onClose", async () => register.clear());
  server.get("/metrics", { schema: { hide: true } }, async (request, reply) => {
    const fromHere =
      isLoopback(request.socket.remoteAddress) && request.headers["x-forwarded-for"] === undefined;
    if (!fromHere && !hasToken(request.headers.authorization, server.door.metricsToken)) {
      throw new DoorAnswer(
        403,
        "not_permitted",
        "Metrics answer this machine, or a bearer of METRICS_TOKEN.",
      );
    }
    return reply.type(register.contentType).send(await register.metrics());
  });
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);
}

function hasToken(header: string | undefined, token: string | undefined): boolean {
  if (token === undefined || token === "" || header === undefined) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(header), digest(`Bearer ${token}`));
}
