// What the door says when something is not right: one shape for everything, the status that fits, where it
// is, and nothing of our inside. Over real sockets where the wrong thing is below HTTP.
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/db/pool.ts";
import { problem } from "../../src/wire/problem.ts";
import { openTestDoor, type TestDoor, type TestPerson } from "./test-door.ts";

describe("problems", () => {
  let door: TestDoor;
  let owner: TestPerson;
  let keys: string;

  beforeAll(async () => {
    door = await openTestDoor();
    owner = await door.person("owner");
    keys = `/v1/workspaces/${door.workspace.publicId}/api-keys`;
  });
  afterAll(() => door.close());

  function post(payload: string | Buffer, headers: Record<string, string> = {}) {
    return owner.send({
      method: "POST",
      url: keys,
      payload,
      headers: { "content-type": "application/json", ...headers },
    });
  }

  const BODIES: [what: string, body: string, code: string, path: string | null][] = [
    ["nothing", "", "invalid_request", ""],
    ["not JSON", "{", "invalid_json", null],
    ["a key twice", '{"name":"a","name":"b"}', "repeated_key", "name"],
    ["a key twice, spelled otherwise", '{"name":"a","n\\u0061me":"b"}', "repeated_key", "name"],
    ["a key twice, far below", '{"a":[{"b":{"c":1,"c":2}}]}', "repeated_key", "a[0].b.c"],
    ["__proto__", '{"__proto__":{"admin":true}}', "forbidden_key", "__proto__"],
    ["NUL", '{"name":"a\\u0000b","scopes":["sales:read"]}', "invalid_text", "name"],
    ["NUL in a list", '{"name":"a","scopes":["\\u0000"]}', "invalid_text", "scopes[0]"],
    ["half a surrogate pair", '{"name":"\\ud83d","scopes":["sales:read"]}', "invalid_text", "name"],
    ["too deep", `${"[".repeat(70)}${"]".repeat(70)}`, "too_deep", null],
    ["an unknown key", '{"name":"a","scopes":["sales:read"],"admin":true}', "invalid_request", "admin"],
    ["a missing key", '{"scopes":["sales:read"]}', "invalid_request", "name"],
    ["another type", '{"name":1,"scopes":["sales:read"]}', "invalid_request", "name"],
    ["an empty name", '{"name":" ","scopes":["sales:read"]}', "invalid_request", "name"],
    ["a line break in a name", '{"name":"a\\nb","scopes":["sales:read"]}', "invalid_request", "name"],
    ["a wrong entry of a list", '{"name":"a","scopes":["sales:read","fly"]}', "invalid_request", "scopes[1]"],
    ["a list where an object stands", "[1]", "invalid_request", ""],
  ];

  test.each(BODIES)("a body with %s is 400", async (_what, body, code, path) => {
    const answer = await post(body);
    expect(answer.json()).toMatchObject({ status: 400, code });
    const paths = answer.json().errors.map((one: { path: string }) => one.path);
    if (path === null) expect(paths).toEqual([]);
    else expect(paths).toContain(path);
  });

  test("a problem is what RFC 9457 and the API document say, with the id of the request", async () => {
    const answer = await post("{}");
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(problem.strict().parse(answer.json())).toEqual(answer.json());
    expect(answer.json()).toMatchObject({
      type: "urn:partage:problem:invalid_request",
      title: "Bad Request",
      detail: "name is missing.",
      requestId: answer.headers["x-request-id"],
    });
  });

  test("bytes that are not UTF-8 are refused, a byte order mark is not", async () => {
    expect((await post(Buffer.from([0x22, 0xff, 0x22]))).json()).toMatchObject({
      status: 400,
      code: "invalid_text",
    });
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{"name":1}')]);
    expect((await post(marked)).json()).toMatchObject({ code: "invalid_request" });
  });

  test("another type of body is 415, a body too large 413", async () => {
    for (const type of ["text/plain", "application/xml", "multipart/form-data; boundary=x", "nonsense"]) {
      expect((await post("{}", { "content-type": type })).json()).toMatchObject({
        code: "unsupported_media_type",
      });
    }
    const large = await post(JSON.stringify({ name: "x".repeat(1024 * 1024) }));
    expect(large.json()).toMatchObject({ status: 413, code: "body_too_large" });
  });

  test("another method is 405 and says which there are; another address is 404", async () => {
    const other = await owner.send({ method: "PUT", url: keys, payload: {} });
    expect(other.json()).toMatchObject({ status: 405, code: "method_not_allowed" });
    expect(other.headers.allow).toBe("GET, HEAD, POST");
    for (const url of ["/v1/nothing", "/v1", "/v1/workspaces/x/y", "/healthz/x", "/V1/session"]) {
      const answer = await owner.send({ method: "GET", url, headers: { accept: "text/html" } });
      expect(answer.json(), url).toMatchObject({ status: 404, code: "not_found" });
    }
    const notAnId = await owner.send({ method: "GET", url: `${keys}/sale_00000000000000000000000000` });
    expect(notAnId.json()).toMatchObject({ status: 404, code: "not_found" });
  });

  test("a query with unknown names, names given twice or NUL is 400 with its path", async () => {
    const ask = async (query: string) =>
      (await owner.send({ method: "GET", url: `${keys}?${query}` })).json();
    expect(await ask("nonsense=1")).toMatchObject({
      status: 400,
      errors: [{ path: "nonsense", code: "unknown_key" }],
    });
    expect(await ask("limit=1&limit=2")).toMatchObject({ status: 400, errors: [{ path: "limit" }] });
    expect(await ask("limit=101")).toMatchObject({ status: 400, errors: [{ path: "limit" }] });
    expect(await ask("cursor=%00")).toMatchObject({
      status: 400,
      code: "invalid_text",
      errors: [{ path: "cursor" }],
    });
  });

  test("a body where none is taken is refused", async () => {
    const url = `${keys}/key_00000000000000000000000000`;
    const answer = await owner.send({ method: "DELETE", url, payload: { force: true } });
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ path: "force", code: "unknown_key" }] });
  });

  test("no answer names what we run on, and every one forbids being framed or sniffed", async () => {
    const answer = await owner.send({ method: "GET", url: keys });
    expect(answer.headers).not.toHaveProperty("x-powered-by");
    expect(answer.headers).not.toHaveProperty("server");
    expect(answer.headers).toMatchObject({
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      // Nor does any cache keep it: who comes next at this browser finds nothing behind "back".
      "cache-control": "no-store",
    });
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
  });

  test("what is not HTTP gets a problem on the bare socket", async () => {
    const address = await door.server.listen({ port: 0, host: "127.0.0.1" });
    const port = Number(new URL(address).port);
    const say = (text: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => socket.write(text));
        let heard = "";
        socket.on("data", (part) => {
          heard += part.toString();
        });
        socket.on("close", () => resolve(heard));
        setTimeout(() => socket.end(), 500);
      });
    expect(await say("nonsense\r\n\r\n")).toMatch(/^HTTP\/1.1 400[\s\S]*malformed_http/);
    expect(await say(`GET / HTTP/1.1\r\nhost: x\r\nx: ${"a".repeat(100_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431/,
    );
    const bad = await say("GET /v1/%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    expect(bad).toMatch(/^HTTP\/1.1 400[\s\S]*application\/problem\+json[\s\S]*"code":"invalid_request"/);
    const both =
      "POST /v1/session HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n";
    expect(await say(both)).toMatch(/^HTTP\/1.1 400/);
  });
});

describe("when the database is away", () => {
  test("it is 503 with Retry-After, ready says so, alive does not", async () => {
    const nowhere = openDatabase({ url: "postgres://nobody@127.0.0.1:1/none" });
    const door = await openTestDoor();
    const key = await door.key();
    Object.assign(door.server.app, { db: { ...door.db, kysely: nowhere.kysely } });
    const answers = await Promise.all([
      door.server.inject({ method: "GET", url: "/v1/api-keys", headers: { authorization: `Bearer ${key}` } }),
      door.server.inject({ method: "GET", url: "/readyz" }),
      door.server.inject({ method: "GET", url: "/healthz" }),
    ]);
    expect(answers[1].json()).toMatchObject({ status: 503, code: "database_away" });
    expect(answers[1].headers["retry-after"]).toBe("2");
    expect(answers[2].json()).toEqual({ ok: true });
    await nowhere.close();
    await door.close();
  });

  test("what we did not foresee is 500 with the request's id and nothing else", async () => {
    const door = await openTestDoor();
    const owner = await door.person("owner");
    const app = door.server.app as { ids: unknown };
    app.ids = {
      now() {
        throw new Error("secret of the inside: password=hunter2");
      },
    };
    const url = `/v1/workspaces/${door.workspace.publicId}/api-keys`;
    const answer = await owner.send({ method: "POST", url, payload: { name: "x", scopes: ["sales:read"] } });
    expect(answer.json()).toMatchObject({ status: 500, code: "internal_error", errors: [] });
    expect(answer.body).not.toMatch(/hunter2|inside|\.ts/);
    await door.close();
  });
});
