// A partner asks about what it may see, the producer's side answers and decides with a reason, the partner
// replies and closes; everything stays, with who and when, and nobody else sees a word of it. Over HTTP, both
// sides signed in.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { MOST_A_DAY } from "../../src/questions/question.ts";
import { runSql } from "../run-sql.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import type { TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("questions", () => {
  let shop: Shop;
  let ana: TestPerson;
  let bruno: Speaker;
  let carla: Speaker;
  let sale: string;
  let other: string;
  let contract: string;

  const as = async (who: TestPerson, method: "GET" | "POST", path: string, payload?: object) => {
    const url = `/v1/workspaces/${shop.workspace}${path}`;
    const answer = await who.send({ method, url, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json() as Parsed };
  };
  const events = async () =>
    (await shop.get("/events?limit=100")).body.data.filter((one: Parsed) => one.type.startsWith("question."));

  beforeAll(async () => {
    shop = await openShop();
    ana = await shop.door.person("owner", { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid });
    bruno = await speaksFor(shop, "bruno");
    carla = await speaksFor(shop, "carla");
    const piano = (await shop.make("/products", { name: "Piano" })).id;
    const guitar = (await shop.make("/products", { name: "Guitar" })).id;
    const terms = { share: "0.10", starts: "2020-01-01T00:00:00Z", ...AGREED };
    contract = (await shop.make("/contracts", { product: piano, party: { ref: "bruno" }, ...terms })).id;
    const buyer = { email: "claire@example.com", name: "Claire Gute", reference: "ref-claire" };
    const facts = { currency: "USD", paid: 10_000, buyer };
    sale = (await shop.make("/sales", { externalId: "one", product: piano, ...facts })).id;
    other = (await shop.make("/sales", { externalId: "two", product: guitar, ...facts })).id;
  });
  afterAll(() => shop.door.close());

  const ask = (about: object, text = "Why 10.00 and not 12.00?") => bruno.post("/questions", { about, text });

  test("is asked, answered, decided, replied to and closed, and every word stays", async () => {
    const { status, body: asked } = await ask({ sale });
    expect(status).toBe(201);
    expect(asked).toMatchObject({ state: "open", decision: null, about: { kind: "sale", id: sale } });
    expect((await as(ana, "GET", "/question-counts")).body).toMatchObject({
      open: 1,
      answered: 0,
      closed: 0,
    });
    const { body: list } = await as(ana, "GET", `/questions?state=open&sale=${sale}&q=12.00`);
    expect(list.data).toMatchObject([
      { id: asked.id, text: "Why 10.00 and not 12.00?", party: { name: "bruno" } },
    ]);

    const answered = await as(ana, "POST", `/questions/${asked.id}/answers`, { text: "Let me look." });
    expect(answered.body).toMatchObject({ state: "answered", decision: null });
    const decided = await as(ana, "POST", `/questions/${asked.id}/decisions`, {
      decision: "explained",
      reason: "10 % of 100.00 is 10.00.",
    });
    expect(decided.body).toMatchObject({ state: "answered", decision: "explained" });
    const replied = await bruno.post(`/questions/${asked.id}/replies`, { text: "And the fee?" });
    expect(replied.body).toMatchObject({ state: "open", decision: "explained" });
    const closed = await bruno.post(`/questions/${asked.id}/close`, {});
    expect(closed.status).toBe(200);
    expect(closed.body.steps.map((one: Parsed) => [one.no, one.kind, one.side, one.text])).toEqual([
      [1, "asked", "party", "Why 10.00 and not 12.00?"],
      [2, "answered", "producer", "Let me look."],
      [3, "decided", "producer", "10 % of 100.00 is 10.00."],
      [4, "replied", "party", "And the fee?"],
      [5, "closed", "party", ""],
    ]);
    const late = await as(ana, "POST", `/questions/${asked.id}/answers`, { text: "Wait" });
    expect([late.status, late.body.code]).toEqual([409, "question_closed"]);
    const told = await events();
    expect(told.map((one: Parsed) => one.type).sort()).toEqual(
      ["asked", "answered", "decided", "replied", "closed"].map((one) => `question.${one}`).sort(),
    );
    // What was written is read where one may read it, and travels no further.
    expect(JSON.stringify(told)).not.toContain("12.00");
  });

  test("is about what the party may see, and one at a time", async () => {
    for (const about of [
      { sale: other },
      { sale: sale.replace(/.$/, (last) => (last === "0" ? "1" : "0")) },
    ]) {
      const { status, body } = await ask(about);
      expect([status, body.code]).toEqual([404, "not_found"]);
    }
    const first = await ask({ contract });
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    const again = await Promise.all([ask({ contract }), ask({ contract })]);
    expect(again.map((one) => [one.status, one.body.code])).toEqual([
      [409, "question_unsettled"],
      [409, "question_unsettled"],
    ]);
    expect((await carla.post("/questions", { about: { contract }, text: "Mine?" })).status).toBe(404);
    expect((await carla.send("GET", `/questions/${first.body.id}`)).status).toBe(404);
    expect((await carla.post(`/questions/${first.body.id}/close`, {})).status).toBe(404);
    expect((await carla.get("/questions")).data).toEqual([]);
    for (const text of ["", "   ", "x".repeat(4001)]) expect((await ask({ sale }, text)).status).toBe(400);
  });

  test("is answered by a person who sees money, never by a key or by support", async () => {
    const { id } = (await bruno.get("/questions?state=open")).data[0];
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    const support = await shop.door.person("support", where);
    expect((await as(support, "GET", "/questions")).status).toBe(403);
    expect((await shop.get("/questions")).status).toBe(200);
    expect((await shop.post(`/questions/${id}/answers`, { text: "By a key" })).status).toBe(403);
  });

  test("what was said is kept by the database, and a buyer's name leaves it when the buyer is forgotten", async () => {
    const text = "Is Claire Gute <CLAIRE@example.com>, ref-claire, counted?";
    const { body } = await ask({ sale }, text);
    for (const change of [
      "UPDATE partage.question_step SET text = 'other'",
      "DELETE FROM partage.question_step",
    ]) {
      const sql = `SELECT set_config('app.ws', '${shop.ws}', false); ${change}`;
      await expect(runSql(shop.door.url, sql)).rejects.toThrow("never changes");
    }
    expect((await shop.send("DELETE", `/sales/${sale}/buyer`)).status).toBe(204);
    const { steps } = await bruno.get(`/questions/${body.id}`);
    expect(steps[0].text).toBe("Is […] <[…]>, […], counted?");
  });

  test("nobody floods: an account writes so often a day", async () => {
    const { id } = (await bruno.get("/questions?state=open")).data[0];
    let last = 201;
    for (let i = 0; i < MOST_A_DAY && last === 201; i++) {
      last = (await bruno.post(`/questions/${id}/replies`, { text: `More ${i}` })).status;
    }
    const { status, body } = await bruno.post(`/questions/${id}/replies`, { text: "Once more" });
    expect([status, body.code]).toEqual([409, "too_many_messages"]);
  });
});
