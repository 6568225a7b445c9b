// Buyers are masked to a co-producer until the producer shares fields of them, for a purpose and until a day;
// each look is recorded; it ends by itself, or at once. A buyer who is erased is nowhere left: the whole
// database is searched.

import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import type { TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const EMAIL = "claire.erased@example.com";
const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);

describe("data grants", () => {
  let shop: Shop;
  let ana: TestPerson;
  let bruno: Speaker;
  let carla: Speaker;
  let piano: string;
  let guitar: string;
  let sale: string;
  let strings: string;

  const as = async (who: TestPerson, method: "GET" | "POST" | "DELETE", path: string, payload?: object) => {
    const url = `/v1/workspaces/${shop.workspace}${path}`;
    const answer = await who.send({ method, url, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: (answer.body === "" ? null : answer.json()) as Parsed };
  };
  const share = (more: object) =>
    as(ana, "POST", "/data-grants", {
      party: bruno.party,
      product: piano,
      fields: ["email", "country"],
      purpose: "Support of the course",
      until: day(30),
      ...more,
    });
  const look = (speaker = bruno, of = sale) => speaker.post(`/sales/${of}/buyer-looks`);
  const events = async (type: string) =>
    (await shop.get("/events?limit=100")).body.data.filter((one: Parsed) => one.type === type);

  beforeAll(async () => {
    shop = await openShop();
    ana = await shop.door.person("owner", { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid });
    bruno = await speaksFor(shop, "bruno");
    carla = await speaksFor(shop, "carla");
    piano = (await shop.make("/products", { name: "Piano" })).id;
    guitar = (await shop.make("/products", { name: "Guitar" })).id;
    const starts = "2020-01-01T00:00:00Z";
    for (const [product, ref, part] of [
      [piano, "bruno", "0.10"],
      [piano, "carla", "0.2"],
      [guitar, "bruno", "0.3"],
    ]) {
      await shop.make("/contracts", { product, party: { ref }, share: part, starts, ...AGREED });
    }
    const buyer = { email: EMAIL, name: "Claire Erased", reference: "ref-claire" };
    const facts = { currency: "USD", paid: 10_000, buyer, country: "FR" };
    sale = (await shop.make("/sales", { externalId: "one", product: piano, ...facts })).id;
    strings = (await shop.make("/sales", { externalId: "two", product: guitar, ...facts })).id;
  });
  afterAll(() => shop.door.close());

  test("without one a buyer is masked; with one its fields are seen and no other", async () => {
    expect((await look()).body.code).toBe("not_granted");
    const given = await share({});
    expect(given.status, JSON.stringify(given.body)).toBe(201);
    expect(given.body).toMatchObject({ state: "given", fields: ["country", "email"], looks: 0 });
    const seen = await look();
    expect([seen.status, seen.body]).toEqual([
      201,
      { sale, fields: ["country", "email"], email: EMAIL, country: "FR", name: null, reference: null },
    ]);
    // Of another product, and for another partner, nothing was said.
    expect((await look(bruno, strings)).body.code).toBe("not_granted");
    expect((await look(carla)).body.code).toBe("not_granted");
    for (const path of ["/sales?limit=10", `/sales/${sale}`, `/sales/${sale}/why`]) {
      expect(JSON.stringify(await bruno.get(path))).not.toContain(EMAIL);
    }
    const { data } = await bruno.get("/data-grants");
    expect(data).toMatchObject([{ purpose: "Support of the course", looks: 1, givenBy: "Person 1" }]);
    expect((await carla.get("/data-grants")).data).toEqual([]);
  });

  test("each look is in the audit trail, without what was seen", async () => {
    const told = await events("data.looked");
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ subject: sale, payload: { fields: ["country", "email"] } });
    expect(JSON.stringify(told)).not.toContain(EMAIL);
  });

  test("it is withdrawn at once, and over by itself after its day", async () => {
    const { id } = (await bruno.get("/data-grants")).data[0];
    expect((await as(ana, "POST", `/data-grants/${id}/withdraw`)).body.state).toBe("withdrawn");
    expect((await look()).body.code).toBe("not_granted");
    expect((await events("data.withdrawn")).length).toBe(1);
    expect((await share({ until: day(-1) })).body.code).toBe("day_over");
    // Given until today; tomorrow is another day for the same row.
    const { body } = await share({ until: day(0) });
    expect((await look()).status).toBe(201);
    const real = shop.door.app.ids.now;
    (shop.door.app.ids as { now: () => number }).now = () => real() + 86_400_000;
    try {
      expect((await look()).body.code).toBe("not_granted");
      const { data } = await bruno.get("/data-grants");
      expect(data.find((one: Parsed) => one.id === body.id).state).toBe("over");
    } finally {
      (shop.door.app.ids as { now: () => number }).now = real;
    }
  });

  test("nothing is shared with a stranger to the product, by a key, or by finance", async () => {
    expect((await share({ party: carla.party, product: guitar })).body.code).toBe("no_contract");
    expect((await share({ fields: [] })).body.code).toBe("nothing_shared");
    expect((await share({ purpose: " " })).status).toBe(400);
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    const finance = await shop.door.person("finance", where);
    expect((await as(finance, "POST", "/data-grants", {})).status).toBe(403);
    expect((await shop.post("/data-grants", {})).status).toBe(403);
  });

  test("what others get is seen where that is granted, and nowhere else", async () => {
    expect((await bruno.send("GET", `/sales/${sale}/lines`)).body.code).toBe("not_granted");
    await share({ fields: [], seesOthers: true });
    const { lines } = await bruno.get(`/sales/${sale}/lines`);
    expect(lines.map((one: Parsed) => [one.party.name, one.amount])).toEqual([
      ["Piano School", 7000],
      ["bruno", 1000],
      ["carla", 2000],
    ]);
    expect((await bruno.send("GET", `/sales/${strings}/lines`)).status).toBe(403);
    expect((await carla.send("GET", `/sales/${sale}/lines`)).status).toBe(403);
  });

  test("a buyer who is erased is nowhere: the whole database is searched", async () => {
    await share({ fields: ["email", "name"] });
    await bruno.post("/questions", { about: { sale }, text: `Did ${EMAIL} pay twice?` });
    expect((await look()).body.email).toBe(EMAIL);
    expect(await tablesWith(EMAIL)).toEqual(["buyer", "question_step"]);
    for (const one of [sale, strings]) {
      expect((await as(ana, "DELETE", `/sales/${one}/buyer`)).status).toBe(204);
    }
    expect(await tablesWith(EMAIL)).toEqual([]);
    expect(await tablesWith("Claire Erased")).toEqual([]);
    expect((await look()).body).toMatchObject({ email: null, name: null });
    const found = await as(ana, "GET", `/search?q=${encodeURIComponent(EMAIL)}`);
    expect(JSON.stringify(found.body)).not.toContain("sale_");
  });

  /**
   * Names of the tables of every schema that hold the text in any column, as the owner of the database sees
   * them.
   */
  async function tablesWith(text: string): Promise<string[]> {
    return await inWorkspace(shop.door.db, shop.ws, async (tx) => {
      const { rows } = await sql<{ name: string }>`
        SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind = 'r' AND n.nspname = 'partage'
           AND has_table_privilege('partage_app', c.oid, 'SELECT') ORDER BY 1`.execute(tx);
      const found: string[] = [];
      for (const { name } of rows) {
        const { rows: hits } = await sql<{ hit: boolean }>`
          SELECT EXISTS (SELECT FROM partage.${sql.ref(name)} t
                          WHERE position(lower(${text}) in lower(t::text)) > 0) AS hit`.execute(tx);
        if (hits[0]?.hit) found.push(name);
      }
      return found;
    });
  }
});
