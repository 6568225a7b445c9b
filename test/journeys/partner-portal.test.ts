// What a partner sees of a business, over HTTP: everything that is its own, every sale of its products, and
// nothing of anybody else, however it asks. Two co-producers share one product.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { printSight } from "../../src/access/partner-sight.ts";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inParty, inWorkspace } from "../../src/db/transaction.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { apiRoutes, fillPath } from "./sample-request.ts";
import { ids, type TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const TERMS = { renewals: "at_charge", tail: "none", termsOfUse: 1 } as const;
const SINCE = { renewals: "at_charge", tail: "none", evidence: "Signed PDF" } as const;
const LONG_AGO = "2020-01-01T00:00:00Z";

/** Asked without days these answer 400 before anything is looked for. */
const NEEDS_DAYS = /earnings|link-days|top-links|statement-drafts|recruit-figures|link-places/;

describe("the partner's portal", () => {
  let shop: Shop;
  let ana: TestPerson;
  let bruno: TestPerson;
  let carla: TestPerson;
  let piano: string;
  let guitar: string;
  let sales: Record<string, string> = {};
  const party: Record<string, string> = {};
  const contract: Record<string, string> = {};

  const as = async (who: TestPerson, method: "GET" | "POST", url: string, payload?: object) => {
    const answer = await who.send({ method, url: `/v1${url}`, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: (answer.body === "" ? null : answer.json()) as Parsed };
  };
  const own = (path: string) => `/partner/${party.bruno}${path}`;
  const look = async (path: string) => {
    const { status, body } = await as(bruno, "GET", own(path));
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };

  beforeAll(async () => {
    shop = await openShop();
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    ana = await shop.door.person("owner", where);
    const speaksFor = async (name: string): Promise<TestPerson> => {
      const made = await shop.make("/parties", {
        kind: "partner",
        ref: name,
        name,
        email: `${name}@example.com`,
      });
      party[name] = made.id;
      const person = await shop.door.person(null);
      const { account, email } = person;
      const link = { account, email, workspace: where.id, ws: shop.ws, mayAccept: true, at: ids.now() };
      const id = parsePublicId("party", made.id) as Uuid;
      await inWorkspace(shop.door.db, null, (tx) => linkAccount(tx, { ...link, party: id }));
      return person;
    };
    bruno = await speaksFor("bruno");
    carla = await speaksFor("carla");
    await speaksFor("davi");
    piano = (await shop.make("/products", { name: "Piano" })).id;
    guitar = (await shop.make("/products", { name: "Guitar" })).id;
    const offer = { name: "Course", currency: "USD", price: 10_000, kind: "one_time" };
    await shop.make(`/products/${piano}/offers`, offer);
    const made = async (who: string, product: string, more: object) => {
      const body = { product, party: { ref: who }, starts: LONG_AGO, ...SINCE, ...more };
      contract[`${who} ${product}`] = (await shop.make("/contracts", body)).id;
    };
    await made("bruno", piano, { share: "0.10", scope: "direct" });
    await made("carla", piano, { share: "0.2347" });
    await made("carla", guitar, { share: "0.31" });
    await shop.make("/affiliations", { product: piano, party: { ref: "davi" }, code: "DAVI", rate: "0.3" });
    const sell = async (name: string, product: string, more: object = {}) => {
      const buyer = { email: "claire@example.com", name: "Claire Gute", reference: "ref-claire" };
      const sale = {
        externalId: name,
        product,
        currency: "USD",
        paid: 10_000,
        buyer,
        country: "FR",
        ...more,
      };
      sales = { ...sales, [name]: (await shop.make("/sales", sale)).id };
    };
    await sell("early", piano, { at: "2019-01-01T00:00:00Z" });
    await sell("direct", piano);
    await sell("promoted", piano, { affiliate: { code: "DAVI" } });
    await sell("strings", guitar);
  });
  afterAll(() => shop.door.close());

  test("says who one is, in whose business, and that this is no team role", async () => {
    const { body: session } = await as(bruno, "GET", "/session");
    expect(session).toMatchObject({ workspaces: [], parties: [{ id: party.bruno, name: "bruno" }] });
    expect(await look("")).toMatchObject({ producer: "Piano School", workspace: { id: shop.workspace } });
    const member = await as(bruno, "GET", `/workspaces/${shop.workspace}/sales`);
    expect(member.status).toBe(404);
    expect((await as(ana, "GET", own(""))).status).toBe(404);
  });

  test("shows every sale of the product with the own line, or why there is none", async () => {
    const { data } = await look("/sales");
    expect(data.map((one: Parsed) => [one.id, one.lines.length, one.because])).toEqual([
      [sales.promoted, 0, "other_sales"],
      [sales.direct, 1, null],
      [sales.early, 0, "not_in_force"],
    ]);
    expect(data[1].lines[0]).toMatchObject({ role: "coproducer", amount: 1000, reversed: 0 });
    const earned = await look("/sales?earned=true");
    expect(earned.data.map((one: Parsed) => one.id)).toEqual([sales.direct]);
    const first = await look("/sales?limit=1");
    const second = await look(`/sales?limit=1&cursor=${first.nextCursor}`);
    expect([first.data[0].id, second.data[0].id]).toEqual([sales.promoted, sales.direct]);
    expect((await as(bruno, "GET", own(`/sales/${sales.strings}`))).status).toBe(404);
    expect((await as(bruno, "GET", own(`/sales/${sales.strings}/why`))).status).toBe(404);
  });

  test("derives the own line step by step, and nobody else's", async () => {
    const why = await look(`/sales/${sales.direct}/why`);
    const steps = why.steps.map((one: Parsed) => [one.step, one.amount]);
    expect(steps).toEqual([
      ["gross", 10_000],
      ["net", 10_000],
      ["quota", 1000],
      ["allocated", 1000],
    ]);
    const promoted = await look(`/sales/${sales.promoted}/why`);
    const affiliate = promoted.steps.find((one: Parsed) => one.step === "affiliate");
    expect(affiliate).toMatchObject({ amount: 3000, inputs: { rate: "0.3" } });
    expect(affiliate.inputs).not.toHaveProperty("party");
    expect(promoted.steps.map((one: Parsed) => one.step)).toContain("out_of_scope");
  });

  test("adds up: balances, days, earnings by time and product, entries", async () => {
    const { balances, upcoming } = await look("/balances");
    const reservedFor = { disputes: 0, checks: 0, reserve: 0 };
    expect(balances).toEqual([
      { currency: "USD", available: 1000, pending: 0, reserved: 0, inTransit: 0, reservedFor },
    ]);
    expect(upcoming).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    const earnings = await look(`/earnings?from=${today}&to=${today}&by=day`);
    expect(earnings.totals).toMatchObject([{ currency: "USD", given: 1000, taken: 0, kept: 1000 }]);
    const byProduct = await look(`/earnings-by-product?from=${today}&to=${today}`);
    expect(byProduct.data).toMatchObject([{ product: { id: piano }, kept: 1000 }]);
    const entries = await look("/entries");
    expect(entries.data).toMatchObject([{ sale: sales.direct, amount: 1000 }]);
  });

  test("tells a contract with its versions; proposes, and shows an example that names no other partner", async () => {
    const { data } = await look("/contracts");
    expect(data).toMatchObject([{ id: contract[`bruno ${piano}`], state: "active", current: 1 }]);
    expect(data[0].versions[0].inWords.en[0]).toEqual([
      "Share",
      expect.stringContaining("10 % of what is left after tax"),
    ]);
    const terms = { share: "0.20" };
    const url = own(`/contracts/${contract[`bruno ${piano}`]}/example`);
    const { body } = await as(bruno, "POST", url, { terms });
    expect(body.example.cases[0].lines).toEqual([
      { party: shop.producer, name: "Piano School", role: "rest", amount: 8000, own: false },
      { party: party.bruno, name: "bruno", role: "coproducer", amount: 2000, own: true },
    ]);
    const { body: whole } = await as(ana, "POST", `/workspaces/${shop.workspace}/proposals/preview`, {
      product: piano,
      terms: { share: "0.05" },
    });
    expect(whole).toMatchObject({ room: "0.3653", maxShared: "0.7", affiliates: 1 });
    expect(whole.sold).toMatchObject([{ currency: "USD", sales: 2, paid: 20_000 }]);
    expect(whole.example.cases[0].lines).toHaveLength(4);
  });

  test("what is mailed once more goes out once in ten minutes", async () => {
    const invitations = [{ product: guitar, email: "eva@example.com", share: "0.05", ...TERMS }];
    const base = `/workspaces/${shop.workspace}/proposals`;
    const { body } = await as(ana, "POST", base, { invitations });
    const id = body.data[0].id;
    expect((await as(ana, "POST", `${base}/${id}/remind`)).status).toBe(204);
    expect((await as(ana, "POST", `${base}/${id}/remind`)).body.code).toBe("mailed_just_now");
    await as(ana, "POST", `${base}/${id}/withdraw`);
    expect((await as(ana, "POST", `${base}/${id}/remind`)).body.code).toBe("proposal_withdrawn");
  });

  test("after the end, sales that earn nothing are out of sight, earlier ones stay", async () => {
    const before = (await look("/sales")).data.length;
    const id = contract[`bruno ${piano}`];
    await shop.send("POST", `/contracts/${id}/end`, { evidence: "Mail of today" });
    const sale = { externalId: "after", product: piano, currency: "USD", paid: 10_000 };
    const { id: later } = await shop.make("/sales", sale);
    const { data } = await look("/sales");
    expect(data).toHaveLength(before);
    expect(data.map((one: Parsed) => one.id)).not.toContain(later);
    expect((await as(bruno, "GET", own(`/sales/${later}`))).status).toBe(404);
  });

  test("no answer carries another partner's name, id, share or amount, nor the buyer", async () => {
    // 0.2347 and 0.31 are carla's; what they make of 10,000 or 7,000, and what the producer keeps beside
    // them.
    const secrets = [
      ...["carla", "davi", party.carla, party.davi, "Claire", "claire@", "ref-claire"],
      ...["0.2347", "0.31", '"FR"'],
    ];
    const amounts = new Set([2347, 1643, 3100, 6653, 5357, 4357, 7653, 6900]);
    const paths = [
      ...["", "/balances", "/entries", "/contracts", "/proposals", "/sales", "/sales?earned=true"],
      `/contracts/${contract[`bruno ${piano}`]}`,
      ...["early", "direct", "promoted"].flatMap((one) => [
        `/sales/${sales[one]}`,
        `/sales/${sales[one]}/why`,
      ]),
      "/earnings?from=2018-01-01&to=2030-01-01&by=month",
      "/earnings-by-product?from=2018-01-01&to=2030-01-01",
    ];
    let figures = 0;
    for (const path of paths) {
      const body = await look(path);
      const text = JSON.stringify(body);
      for (const secret of secrets)
        expect(text.includes(secret as string), `${path} tells ${secret}`).toBe(false);
      walk(body, (value) => {
        figures++;
        expect(amounts.has(Math.abs(value)), `${path} tells ${value}`).toBe(false);
      });
    }
    expect(figures).toBeGreaterThan(50);
  });

  test("whoever speaks for another party finds 404 on every route there is", async () => {
    const routes = apiRoutes(shop.door.server).filter((one) => one.url.startsWith("/v1/partner/:party"));
    expect(routes.length).toBeGreaterThan(15);
    for (const route of routes) {
      const real = { contract: contract[`bruno ${piano}`], sale: sales.direct } as Record<string, string>;
      const filled = route.url
        .replace(":party", party.bruno as string)
        .replace(/:(contract|sale)\b/g, (_, name: string) => real[name] as string);
      const url = fillPath(filled, shop.workspace, undefined).replace(/\/versions\/[^/]+/, "/versions/1");
      const method = route.method as "GET";
      const payload = method === "GET" ? {} : { payload: { termsOfUse: 1 } };
      for (const who of [carla, ana]) {
        const { statusCode } = await who.send({ method, url, ...payload });
        expect([400, 404], `${method} ${url} ${statusCode}`).toContain(statusCode);
        if (method === "GET" && !NEEDS_DAYS.test(url)) expect(statusCode, `${method} ${url}`).toBe(404);
      }
      // Under carla's own name, bruno's contract and sale are not there either.
      if (!/:(contract|sale)/.test(route.url) || method !== "GET") continue;
      const under = url.replace(party.bruno as string, party.carla as string);
      const { statusCode } = await carla.send({ method, url: under });
      if (url.includes(contract[`bruno ${piano}`] as string)) expect(statusCode, under).toBe(404);
    }
  });

  test("the database itself shows a partner's transaction nothing of the others, and lets it write nothing", async () => {
    const partner = { ws: shop.ws, party: parsePublicId("party", party.bruno as string) as Uuid };
    await inParty(shop.door.db, partner, async (tx) => {
      const count = async (
        table: "contract" | "line_day" | "ledger_account" | "buyer" | "event" | "product_terms",
      ) =>
        Number(
          (
            await tx
              .selectFrom(table)
              .select((is) => is.fn.countAll().as("n"))
              .executeTakeFirst()
          )?.n,
        );
      expect(await count("contract")).toBe(1);
      expect(await count("line_day")).toBe(1);
      expect(await count("ledger_account")).toBe(1);
      for (const table of ["buyer", "event"] as const) expect(await count(table), table).toBe(0);
      // The fees of its own product, which its agreement states, and of no other.
      const fees = await tx.selectFrom("product_terms").select("product").execute();
      expect(fees.map((one) => one.product)).toEqual([parsePublicId("product", piano)]);
      const names = await tx.selectFrom("party").select("name").where("kind", "=", "partner").execute();
      expect(names).toEqual([{ name: "bruno" }]);
    });
    await expect(
      inParty(shop.door.db, partner, (tx) =>
        tx.updateTable("party").set({ name: "x" }).where("ws", "=", shop.ws).execute(),
      ),
    ).rejects.toThrow(/read-only/);
  });

  test("the table of what a partner sees is printed in the docs as it is", () => {
    expect(readFileSync("docs/partner-sight.md", "utf8")).toContain(printSight());
  });
});

function walk(value: unknown, see: (figure: number) => void): void {
  if (typeof value === "number") see(value);
  else if (value !== null && typeof value === "object")
    for (const item of Object.values(value)) walk(item, see);
}
