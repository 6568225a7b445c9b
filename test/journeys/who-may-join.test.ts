// Who does not become an affiliate, through the public API: nobody by a closed programme, none that is barred
// since they applied, and nobody recruits oneself.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Joined, openPair, type Pair, personOf } from "./open-pair.ts";
import type { TestPerson } from "./test-door.ts";

let pair: Pair;
let davi: Joined;

beforeAll(async () => {
  pair = await openPair();
  davi = await pair.join("davi@example.com", { share: "0.05", scope: "recruited" });
  expect((await pair.asAna("POST", `/products/${pair.product}/program`, { rate: "0.30" })).status).toBe(201);
});
afterAll(() => pair.shop.door.close());

const apply = (who: TestPerson, more: object = {}) =>
  pair.as(who, "POST", "/program-applications", { slug: "piano", terms: null, ...more });
const change = async (wish: object) =>
  expect((await pair.asAna("PATCH", `/products/${pair.product}/program`, wish)).status).toBe(200);
const approve = (id: string) =>
  pair.asAna("POST", `/affiliations/${id}/decisions`, { decision: "approve", reason: "" });

test("a closed programme takes nobody, also not by a recruiting link, and says so on its page", async () => {
  const { body: link } = await davi.ask("POST", `/managed-products/${pair.product}/link`);
  await change({ state: "closed" });
  const ivo = await personOf(pair.shop, "ivo@example.com");
  expect((await apply(ivo)).body).toMatchObject({ status: 409, code: "program_closed" });
  expect((await apply(ivo, { by: link.code })).body.code).toBe("program_closed");
  expect((await pair.as(null, "GET", "/program-page?slug=piano")).body.state).toBe("closed");
  await change({ state: "open" });
  expect((await apply(ivo)).body.state).toBe("requested");
});

test("a manager who applies by the own recruiting link has recruited nobody", async () => {
  const { body: link } = await davi.ask("POST", `/managed-products/${pair.product}/link`);
  const own = await apply(davi.who, { by: link.code });
  expect(own.status, JSON.stringify(own.body)).toBe(201);
  const { body } = await pair.asAna("GET", `/affiliations/${own.body.affiliation}`);
  expect(body).toMatchObject({ party: { id: davi.party }, recruitedBy: null });
  expect((await approve(own.body.affiliation)).body.state).toBe("approved");
  // No line of a manager: nobody earns on oneself.
  const sale = await pair.sell({ affiliate: { code: body.code } });
  expect(pair.part(sale, davi.party)).toBe(3_000);
});

test("who agreed meanwhile to be no affiliate is not approved any more", async () => {
  const gil = await personOf(pair.shop, "gil@example.com");
  const asked = await apply(gil);
  expect(asked.body.state).toBe("requested");
  await pair.join("gil@example.com", { mayBeAffiliate: false });
  const decided = await approve(asked.body.affiliation);
  expect(decided.body).toMatchObject({
    status: 422,
    code: "may_not_be_affiliate",
    facts: { bar: "contract" },
  });
  expect((await pair.asAna("GET", `/affiliations/${asked.body.affiliation}`)).body.state).toBe("requested");
});
