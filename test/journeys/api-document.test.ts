// The API document: made from the routes, valid OpenAPI 3.1 by an independent linter, complete, and served
// with a page.
// Example of what it refuses: a route without an operationId, or a shape that JSON Schema cannot say.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiDocument } from "../../src/server/api-document.ts";
import { apiRoutes } from "./sample-request.ts";
import { openTestDoor, type TestDoor } from "./test-door.ts";

const REDOCLY = new URL("../../node_modules/@redocly/cli/bin/cli.js", import.meta.url).pathname;

interface Operation {
  operationId: string;
  summary: string;
  responses: Record<string, { content?: Record<string, unknown> }>;
}

describe("the API document", () => {
  let door: TestDoor;
  let document: { openapi: string; paths: Record<string, Record<string, Operation>> };

  beforeAll(async () => {
    door = await openTestDoor();
    document = JSON.parse(apiDocument(door.server));
  });
  afterAll(() => door.close());

  const operations = () => Object.values(document.paths).flatMap((path) => Object.values(path));

  test("is served, as 3.1, and has every route of the API", async () => {
    const served = await door.server.inject({ method: "GET", url: "/openapi.json" });
    expect(served.headers["content-type"]).toContain("application/json");
    expect(served.json()).toEqual(document);
    expect(document.openapi).toBe("3.1.0");
    for (const route of apiRoutes(door.server)) {
      const path = route.url.replace(/:([A-Za-z]+)/g, "{$1}");
      expect(document.paths[path], path).toHaveProperty(route.method.toLowerCase());
    }
  });

  test("names each operation once, and says what its problems look like", () => {
    const names = operations().map((one) => one.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const one of operations()) {
      expect(one.summary.length, one.operationId).toBeGreaterThan(3);
      if (["isAlive", "isReady"].includes(one.operationId)) continue;
      const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
      expect(one.responses["4XX"]?.content, one.operationId).toEqual(problem);
      expect(one.responses["5XX"]?.content, one.operationId).toEqual(problem);
    }
  });

  test("is valid by redocly's rules", async () => {
    const folder = mkdtempSync(join(tmpdir(), "partage-api-"));
    const file = join(folder, "openapi.json");
    const config = join(folder, "redocly.yaml");
    writeFileSync(file, JSON.stringify(document));
    // Health answers no 4xx: it takes nothing that could be wrong.
    writeFileSync(config, "extends: [recommended]\nrules:\n  operation-4xx-response: off\n");
    const asked = ["lint", file, "--config", config, "--format", "json"];
    const env = {
      ...process.env,
      REDOCLY_TELEMETRY: "off",
      REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
      CI: "true",
    };
    const run = promisify(execFile)(process.execPath, [REDOCLY, ...asked], { env, maxBuffer: 1 << 26 });
    const { stdout } = await run.catch((error) => error);
    rmSync(folder, { recursive: true, force: true });
    const found = JSON.parse(stdout.slice(stdout.indexOf("{")));
    const problems = found.problems.map((one: { ruleId: string; message: string; location: unknown[] }) => ({
      rule: one.ruleId,
      message: one.message,
      at: JSON.stringify(one.location).slice(0, 200),
    }));
    expect(problems).toEqual([]);
  }, 60_000);

  test("has a page that runs under a policy of its own, and loads from here alone", async () => {
    const page = await door.server.inject({ method: "GET", url: "/docs" });
    expect(page.statusCode).toBe(200);
    expect(page.headers["content-security-policy"]).toContain("script-src 'self'");
    expect(page.body).not.toMatch(/src="https?:|href="https?:/);
  });
});
