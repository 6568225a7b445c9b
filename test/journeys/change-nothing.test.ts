// A change that changes nothing is no event: every PATCH there is, read from the router, sent empty and then
// with what it has already. Nobody is told of it, and no sale has to be planned anew.
// Example: PATCH /v1/workspace {} → 200, and the audit trail is as long as before.
import { afterAll, beforeAll, expect, test } from "vitest";
import { BadInputDoor } from "./bad-input-door.ts";

let knock: BadInputDoor;

beforeAll(async () => {
  knock = await BadInputDoor.open(false);
}, 120_000);
afterAll(() => knock.door.close());

const headers = { "content-type": "application/json" };

test("no event for an empty change, nor for the same one again", async () => {
  const events = async () => (await knock.fingerprint()).event;
  const taken: string[] = [];
  for (const route of knock.routes.filter(({ method }) => method === "PATCH")) {
    const url = knock.urlOf(route);
    const send = async (payload: string) => {
      const before = await events();
      const { statusCode, body } = await knock.send(route, { url, headers, payload });
      return { statusCode, body, told: ((await events()) ?? 0) - (before ?? 0) };
    };
    const empty = await send("{}");
    expect([route.url, empty.told]).toEqual([route.url, 0]);
    // Without the version it is based on: the second is based on the first.
    const full = JSON.stringify({ ...knock.bodyOf(route), basedOn: undefined });
    const first = await send(full);
    const again = await send(full);
    expect([route.url, again.told, again.statusCode]).toEqual([route.url, 0, first.statusCode]);
    if (empty.statusCode === 200) taken.push(route.url.replace(/^.*:workspace/, ""));
  }
  expect(taken.sort()).toEqual(
    expect.arrayContaining(["/contracts/:contract", "/parties/:party", "/workspace"]),
  );
  expect(taken.length).toBeGreaterThan(5);
});
