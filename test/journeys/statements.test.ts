// A party's statement: it adds up, the next goes on where it ended, what is recorded late stands on the next
// with its own day, nothing on it changes, and its paper is the same bytes for ever.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import type { TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("statements", () => {
  let shop: PianoShop;
  let ana: TestPerson;
  let bruno: Speaker;
  let first: string;

  const issue = (until: string, more: object = {}) =>
    shop.post("/statements", { party: shop.party.bruno, currency: "USD", until, ...more });
  const sum = (rows: readonly Parsed[]) => rows.reduce((total, one) => total + one.amount, 0);
  const file = (path: string) =>
    ana.send({ method: "GET", url: `/v1/workspaces/${shop.workspace}/statements/${path}` });

  beforeAll(async () => {
    shop = await openPianoShop("America/Sao_Paulo");
    ana = await shop.door.person("owner", { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid });
    bruno = await speaksFor(shop, "bruno", { party: shop.party.bruno });
    first = (await shop.sell("s1", { at: "2026-03-05T12:00:00Z" })).body.id;
    // The last hour of March in São Paulo, and the first of April.
    await shop.sell("s2", { at: "2026-04-01T02:30:00Z" });
    await shop.sell("s3", { at: "2026-04-01T03:30:00Z" });
  });
  afterAll(() => shop.door.close());

  test("March adds up, in the calendar of the business", async () => {
    const { status, body } = await issue("2026-03-31");
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({
      ...{ number: 1, from: "2026-03-01", until: "2026-03-31", opening: 0, closing: 1164, lines: 2 },
      ...{ timeZone: "America/Sao_Paulo", party: { name: "Bruno" }, late: 0 },
    });
    expect(body.sections).toMatchObject({ sales: 1164, refunds: 0, payouts: 0 });
    expect(body).toMatchObject({ available: 1164, pending: 0, reserved: 0, rolling: 0, parts: 1 });
    expect(body.products).toMatchObject([{ name: "Piano in 30 days", count: 2, sum: 1164 }]);
    expect(body.terms).toMatchObject([{ version: 1, product: "Piano in 30 days" }]);
    expect((await issue("2026-03-31")).body.code).toBe("statement_issued");
    expect((await issue("2199-01-01")).body.code).toBe("period_not_over");
  });

  test("what is late stands on the next with its day; a refund and a dispute are told", async () => {
    const march = (await bruno.get("/statements")).data[0];
    await shop.sell("late", { at: "2026-03-20T12:00:00Z" });
    await shop.make(`/sales/${first}/refunds`, {
      ...{ externalId: "r1", amount: 4000, at: "2026-04-09T12:00:00Z" },
    });
    const { body } = await issue("2026-04-30");
    expect(body).toMatchObject({ number: 2, from: "2026-04-01", opening: 1164, lines: 3, late: 1 });
    expect(body.sections).toMatchObject({ sales: 1164, refunds: -233 });
    expect(body.closing).toBe(1164 + 1164 - 233);
    const { data: lines } = await bruno.get(`/statements/${body.id}/lines`);
    expect(sum(lines)).toBe(body.closing - body.opening);
    expect(lines.filter((one: Parsed) => one.late)).toMatchObject([{ kind: "sale", amount: 582 }]);
    expect(lines.every((one: Parsed) => one.sale !== null)).toBe(true);
    expect((await bruno.get(`/statements/${march.id}`)).closing).toBe(1164);
    expect(sum((await bruno.get(`/statements/${march.id}/lines`)).data)).toBe(1164);
  });

  test("paper and file are the same for both sides, and for ever", async () => {
    const [april] = (await bruno.get("/statements")).data;
    const paper = await file(`${april.id}/statement.pdf?language=pt-BR`);
    await shop.patch(`/parties/${shop.party.bruno}`, { name: "Somebody else" });
    const again = await file(`${april.id}/statement.pdf?language=pt-BR`);
    expect(paper.headers["content-type"]).toBe("application/pdf");
    expect(again.rawPayload.equals(paper.rawPayload)).toBe(true);
    expect((await bruno.get(`/statements/${april.id}`)).party.name).toBe("Bruno");
    const csv = (await file(`${april.id}/lines.csv`)).body;
    expect(csv.split("\n").filter(Boolean)).toHaveLength(1 + 1 + 3 + 1 + 1);
    expect(csv).toContain("Closing balance");
    expect(csv).toMatch(/,Agreed terms in the period,"?Share: 10 % of what is left/);
    const forBrazil = (await file(`${april.id}/lines.csv?language=pt-BR`)).body.split("\n");
    expect(forBrazil[0]).toBe(
      "\ufeffData;Seção;Movimento;Produto;Sobre;Valor;Retido;Disponível em;Atrasado;Referência",
    );
    expect(forBrazil[2]).toMatch(/;Venda;Piano in 30 days;sale_\w+;5,82;;.*;s3$/);
  });

  test("what has to be invoiced is told by whom the contract says", async () => {
    const url = `/v1/workspaces/${shop.workspace}/invoice-data.csv?until=2026-04-30`;
    const rows = (await ana.send({ method: "GET", url })).body.trim().split("\n");
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatch(
      /^000002,2026-04-01,2026-04-30,Bruno,party_\w+,producer,Piano in 30 days,contract_/,
    );
    expect(rows[1]).toMatch(/,producer,USD,11\.64,-2\.33,9\.31,0\.00,,product_/);
  });

  test("the running period is a draft; nothing is kept of it", async () => {
    await shop.sell("s9");
    const draft = await bruno.get("/statement-drafts?currency=USD");
    expect(draft).toMatchObject({ from: "2026-05-01", opening: 2095, closing: 2677 });
    expect((await bruno.get("/statements")).data).toHaveLength(2);
  });

  test("what it began with leads to the statement that ended so, of the running period too", async () => {
    const [april, march] = (await bruno.get("/statements")).data;
    const ledTo = async (path: string) => (await bruno.get(path)).before;
    expect(await ledTo(`/statements/${march.id}`)).toBeNull();
    expect(await ledTo(`/statements/${april.id}`)).toEqual({ id: march.id, number: 1 });
    expect(await ledTo("/statement-drafts?currency=USD")).toEqual({ id: april.id, number: 2 });
    const { body } = await shop.get(`/statements/${april.id}`);
    expect(body).toMatchObject({ before: { number: 1 }, opening: march.closing });
  });

  test("what a lost dispute cost beside is called so, and is no late fee", async () => {
    const { body: sale } = await shop.sell("lost");
    const dispute = await shop.make(`/sales/${sale.id}/disputes`, { externalId: "d1", amount: 2000 });
    await shop.post(`/disputes/${dispute.id}/close`, { outcome: "lost", fee: 1500 });
    const [producer] = (await shop.get("/parties?kind=producer")).body.data;
    const of = `party=${producer.id}&currency=USD`;
    const { data } = (await shop.get(`/statement-drafts/lines?${of}&section=fees`)).body;
    expect(data).toMatchObject([{ kind: "dispute_fee", amount: -1500, sale: sale.id }]);
    const { data: lost } = (await shop.get(`/statement-drafts/lines?${of}&section=chargebacks`)).body;
    expect(lost.map((one: Parsed) => one.kind)).not.toContain("dispute_fee");
  });
});
