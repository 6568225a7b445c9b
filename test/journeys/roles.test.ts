// Every route there is, read from the router, against every role and every kind of caller: who may is let to
// the route's own answer, who may not is told 403, and nothing outside the table of permissions decides it.
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  PERMISSION_NAMES,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
} from "../../src/access/permissions.ts";
import type { KnownRoute } from "../../src/server/route-list.ts";
import { role as wireRole } from "../../src/wire/member.ts";
import { apiRoutes, fillPath } from "./sample-request.ts";
import { openTestDoor, type TestDoor, type TestPerson } from "./test-door.ts";

describe("who may do what", () => {
  let door: TestDoor;
  let routes: KnownRoute[];
  const people = new Map<Role, TestPerson>();

  beforeAll(async () => {
    door = await openTestDoor();
    routes = apiRoutes(door.server);
    for (const role of ROLES) people.set(role, await door.person(role));
  });
  afterAll(() => door.close());

  const needs = (route: KnownRoute) => route.options.config?.permission as Permission | undefined;

  /** Nothing that fits: where the door lets it pass, the route finds nothing or refuses the shape. */
  function ask(route: KnownRoute, workspace = door.workspace.publicId): InjectOptions {
    const url = fillPath(route.url, workspace);
    const method = route.method as "GET";
    const consumes = route.options.config?.consumes;
    if (method === "GET" || method === ("DELETE" as string)) return { method, url };
    if (consumes !== undefined)
      return { method, url, headers: { "content-type": consumes }, payload: "\u0000" };
    return { method, url, payload: { "not a key": 1 } };
  }

  test("every route names its permission, or why it needs none", () => {
    expect(routes.length).toBeGreaterThan(20);
    const bare = routes.filter((route) => {
      const { permission, open } = route.options.config ?? {};
      return (permission === undefined) === (open === undefined);
    });
    expect(bare.map((route) => `${route.method} ${route.url}`)).toEqual([]);
  });

  test("every resource stands under both addresses, with one permission", () => {
    for (const route of routes.filter((one) => one.options.config?.form === "session")) {
      const short = route.url.replace("/workspaces/:workspace", "");
      const twin = routes.find((one) => one.url === short && one.method === route.method);
      expect(twin?.options.config?.permission, `${route.method} ${short}`).toBe(needs(route));
    }
  });

  test("every permission is used by a route or will be: none is misspelt", () => {
    const used = new Set(routes.map(needs));
    for (const permission of used) if (permission) expect(PERMISSION_NAMES).toContain(permission);
  });

  test.each(ROLES)("role %s: each route lets pass or refuses as the table says", async (role) => {
    const wrong: string[] = [];
    for (const route of routes.filter((one) => one.options.config?.form === "session")) {
      const permission = needs(route) as Permission;
      const allowed = (PERMISSIONS[permission].roles as readonly Role[]).includes(role);
      const answer = await (people.get(role) as TestPerson).send(ask(route));
      const refused = answer.statusCode === 403 && answer.json().facts?.permission === permission;
      if (answer.statusCode >= 500 || refused === allowed)
        wrong.push(`${route.method} ${route.url}: ${answer.statusCode}`);
    }
    expect(wrong).toEqual([]);
  });

  test("somebody of another workspace finds none of it, somebody not signed in is asked to", async () => {
    const stranger = await door.person("owner", await door.addWorkspace());
    for (const route of routes.filter((one) => one.options.config?.form === "session")) {
      const label = `${route.method} ${route.url}`;
      expect((await stranger.send(ask(route))).statusCode, label).toBe(404);
      expect((await door.server.inject(ask(route))).statusCode, label).toBe(401);
    }
  });

  test("an API key does what its scopes say and nothing else", async () => {
    const without = await door.key([]);
    for (const route of routes.filter((one) => one.options.config?.form === "key")) {
      const label = `${route.method} ${route.url}`;
      const permission = needs(route) as Permission;
      const send = (secret: string) => {
        const asked = ask(route);
        return door.server.inject({
          ...asked,
          headers: { ...asked.headers, authorization: `Bearer ${secret}` },
        });
      };
      const refused = await send(without);
      expect(refused.json(), label).toMatchObject({ status: 403, facts: { permission } });
      if (!PERMISSIONS[permission].key) continue;
      expect((await send(await door.key([permission]))).statusCode, label).not.toBe(403);
    }
  });

  test("a browser session is told to name its workspace", async () => {
    const owner = people.get("owner") as TestPerson;
    const answer = await owner.send({ method: "GET", url: "/v1/api-keys" });
    expect(answer.json()).toMatchObject({ status: 403, code: "workspace_not_named" });
  });

  test("the roles on the network are those of the table", () => {
    expect(wireRole.options).toEqual([...ROLES]);
  });
});
