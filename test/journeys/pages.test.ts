// What the door serves beside the API: the console's files and its one page, health, metrics; and how it
// closes.
// Example: GET /sales of a browser → index.html under a policy without unsafe-inline.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDoor, type TestDoor } from "./test-door.ts";

/** Whole and in this order: a directive that went missing is seen as well as one that was let in. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
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
const BROWSER = { accept: "text/html,application/xhtml+xml" };

describe("pages", () => {
  let door: TestDoor;
  let web: string;

  beforeAll(async () => {
    web = mkdtempSync(join(tmpdir(), "partage-web-"));
    mkdirSync(join(web, "assets"));
    writeFileSync(
      join(web, "index.html"),
      '<html><head><title>P</title></head><body><script src="/assets/a.js">',
    );
    writeFileSync(join(web, "assets", "a.js"), "1");
    writeFileSync(join(web, "favicon.svg"), "<svg/>");
    door = await openTestDoor({ options: { web, metricsToken: "let me read" } });
  });
  afterAll(async () => {
    await door.close();
    rmSync(web, { recursive: true, force: true });
  });

  const get = (url: string, headers: Record<string, string> = BROWSER, remoteAddress = "127.0.0.1") =>
    door.server.inject({ method: "GET", url, headers, remoteAddress });

  test("every address of the console is its page, under a policy that knows no exception", async () => {
    const open = ["/", "/sign-in/link", "/invitation", "/set-up", "/p/piano", "/mails", "/index.html"];
    for (const url of [...open, "/sales", "/w/ws_x/sales?state=open", "/partner/party_x/links"]) {
      const page = await get(url);
      expect(page.statusCode, url).toBe(200);
      expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(page.headers["cache-control"]).toBe("no-store");
      expect(page.headers["content-security-policy"]).toBe(POLICY);
      expect(page.headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
      });
    }
    // Answers for programs are no pages: nothing may be drawn, run or framed from them.
    const answer = await get("/v1/setup");
    const nothing = "default-src 'none';frame-ancestors 'none';base-uri 'none'";
    expect(answer.headers["content-security-policy"]).toBe(nothing);
  });

  test("behind https a page asks for nothing without it, and says so for a year", async () => {
    const secure = await openTestDoor({ options: { web, publicUrl: "https://money.example" } });
    const page = await secure.server.inject({ method: "GET", url: "/sales", headers: BROWSER });
    expect(page.headers["content-security-policy"]).toBe(`${POLICY}; upgrade-insecure-requests`);
    expect(page.headers["strict-transport-security"]).toContain("max-age=31536000");
    await secure.close();
  });

  test("files are served as they are, named ones for a year, and nothing above the folder", async () => {
    const script = await get("/assets/a.js", {});
    expect(script.body).toBe("1");
    expect(script.headers["cache-control"]).toContain("immutable");
    expect((await get("/favicon.svg", {})).headers["cache-control"]).toBe("no-cache");
    for (const url of [
      "/assets/none.js",
      "/assets/../../package.json",
      "/..%2f..%2fetc/passwd",
      "/assets/%2e%2e/x",
    ]) {
      const answer = await get(url, {});
      expect([400, 404], url).toContain(answer.statusCode);
      expect(answer.headers["content-type"]).toContain("application/problem+json");
    }
  });

  test("a mistake in an address of the API is a problem, also for a browser", async () => {
    for (const url of ["/v1/nothing", "/v1", "/hooks/x", "/docs/none", "/assets/none.js", "/metrics/x"]) {
      expect((await get(url)).json(), url).toMatchObject({ status: 404, code: "not_found" });
    }
    const post = await door.server.inject({ method: "POST", url: "/sales", headers: BROWSER, payload: {} });
    expect(post.json()).toMatchObject({ status: 404 });
  });

  test("metrics count what was answered, for this machine or a bearer of the token", async () => {
    await get("/healthz");
    const metrics = await get("/metrics");
    expect(metrics.statusCode).toBe(200);
    expect(metrics.body).toMatch(
      /partage_http_request_seconds_count\{method="GET",route="\/healthz",status="200"\} [1-9]/,
    );
    expect(metrics.body).toContain('partage_database_connections{pool="flights",state="open"}');
    expect((await get("/metrics", {}, "203.0.113.7")).statusCode).toBe(403);
    expect((await get("/metrics", { "x-forwarded-for": "203.0.113.7" })).statusCode).toBe(403);
    expect((await get("/metrics", { authorization: "Bearer guess" }, "203.0.113.7")).statusCode).toBe(403);
    expect((await get("/metrics", { authorization: "Bearer let me read" }, "203.0.113.7")).statusCode).toBe(
      200,
    );
  });
});

describe("closing", () => {
  test("lets what runs end and takes nothing new", async () => {
    const door = await openTestDoor();
    const address = await door.server.listen({ port: 0, host: "127.0.0.1" });
    const lock = await door.db.pool.connect();
    await lock.query("BEGIN; LOCK TABLE partage.member IN ACCESS EXCLUSIVE MODE");
    const slow = fetch(`${address}/v1/setup`);
    await expect.poll(() => door.db.pool.totalCount - door.db.pool.idleCount).toBeGreaterThan(1);
    const closing = door.server.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
    await lock.query("COMMIT");
    lock.release();
    expect((await slow).status).toBe(200);
    await closing;
    await door.close();
  });
});
