// An affiliate's statement freezes what its sales earned by: each stretch of the period with rate, base and
// rules, the terms of use it accepted; a co-producer's, what a newer version changed; what is held while a
// commission is looked at apart from what disputes hold.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { instant } from "../../src/base/instant.ts";
import type { Ppm } from "../../src/base/rate.ts";
import type { App } from "../../src/flows/app.ts";
import { changeAffiliation } from "../../src/flows/change-affiliation.ts";
import { createAffiliation } from "../../src/flows/create-affiliation.ts";
import { openProgram } from "../../src/flows/open-program.ts";
import { setCommission } from "../../src/flows/set-commission.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import type { TestPerson } from "./test-door.ts";

const CREDIT = {
  rules: { model: "last", windowDays: 60, mayBuyOwn: false },
  renewals: { kind: "months", count: 12 },
  coproducersMay: true,
  couponsCredit: true,
} as const;

describe("what a statement says an affiliate's sales earned by", () => {
  let shop: PianoShop;
  let ana: TestPerson;
  let eva: Speaker;
  let party: string;

  const at = (when: string): App => {
    const { app } = shop.door;
    return { ...app, ids: { now: () => Date.parse(when), random: app.ids.random } };
  };
  const issue = async (who: string, until: string) => {
    const { status, body } = await shop.post("/statements", { party: who, currency: "USD", until });
    expect(status, JSON.stringify(body)).toBe(201);
    return body;
  };

  beforeAll(async () => {
    shop = await openPianoShop("America/Sao_Paulo");
    ana = await shop.door.person("owner", { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid });
    party = (await shop.make("/parties", { kind: "partner", name: "Eva", ref: "eva" })).id;
    eva = await speaksFor(shop, "eva", { party });
    const product = parsePublicId("product", shop.product) as Uuid;
    const sell = (id: string, day: string) =>
      shop.sell(id, { at: `2026-03-${day}T12:00:00Z`, affiliate: { code: "EVA" } });
    const facts = { product, party: { ref: "eva" }, code: "EVA", rate: 300_000 as Ppm };
    const made = await createAffiliation(at("2026-01-10T12:00:00Z"), shop.ws, facts, "system");
    // Without a programme a rise is the affiliation's own rate from then on, and only its event tells the old
    // one.
    await sell("e1", "02");
    const rise = { rate: 320_000 as Ppm };
    await changeAffiliation(at("2026-03-05T15:30:00Z"), shop.ws, made.id, rise, "system");
    const wish = { access: "open", slug: "piano", about: "", rate: 300_000 as Ppm, credit: CREDIT } as const;
    await openProgram(at("2026-03-10T03:00:00Z"), shop.ws, product, wish, "system");
    const own = { party: parsePublicId("party", party) as Uuid, offer: null, rate: 400_000 as Ppm };
    const from = instant(Date.parse("2026-03-20T03:00:00Z"));
    await setCommission(at("2026-03-15T12:00:00Z"), shop.ws, product, { ...own, starts: from }, "system");
    await sell("e2", "07");
    await sell("e3", "25");
  });
  afterAll(() => shop.door.close());

  test("each stretch of the month with its days, rate and rules; the sales earned the same", async () => {
    const march = await issue(party, "2026-03-31");
    const [found, ...none] = march.commissions;
    expect(none).toEqual([]);
    expect(found).toMatchObject({ product: "Piano in 30 days", code: "EVA", accepted: null, stated: [] });
    const said = found.stretches.map((one: { days: { en: string }; rates: { rate: string }[] }) => [
      one.days.en,
      one.rates[0]?.rate,
    ]);
    expect(said).toEqual([
      ["1 March 2026 to 5 March 2026, 12:30", "0.3"],
      ["5 March 2026, 12:30 to 9 March 2026", "0.32"],
      ["10 March 2026 to 19 March 2026", "0.32"],
      ["20 March 2026 to 31 March 2026", "0.4"],
    ]);
    expect(found.stretches[3]).toMatchObject({
      ...{ base: "net", model: "last", windowDays: 60, renewals: { kind: "months", count: 12 } },
      until: "2026-04-01T03:00:00.000Z",
    });
    expect(found.stretches[3].words["pt-BR"]).toEqual([
      ["Comissão", "40 % do que resta depois de impostos, frete e taxas"],
      ["Quem recebe o crédito", "o último clique antes da venda; um clique vale por 60 dias"],
      ["Em assinaturas", "as cobranças dos primeiros 12 meses rendem"],
    ]);
    // 89.60 net of each: 30 %, 32 %, 40 %.
    const { data } = await eva.get(`/statements/${march.id}/lines`);
    expect(data.map((line: { amount: number; about: string }) => [line.about, line.amount])).toEqual([
      ["e1", 2688],
      ["e2", 2867],
      ["e3", 3584],
    ]);
  });

  test("frozen: a later cut and a new name change nothing of it; the file has it as well", async () => {
    const [march] = (await eva.get("/statements")).data;
    const before = await eva.get(`/statements/${march.id}`);
    await shop.patch(`/products/${shop.product}`, { name: "Piano, anew" });
    const product = parsePublicId("product", shop.product) as Uuid;
    const all = { party: null, offer: null, rate: 100_000 as Ppm };
    await setCommission(at("2026-03-02T12:00:00Z"), shop.ws, product, all, "system");
    expect((await eva.get(`/statements/${march.id}`)).commissions).toEqual(before.commissions);
    const url = `/v1/workspaces/${shop.workspace}/statements/${march.id}/lines.csv?language=pt-BR`;
    const csv = (await ana.send({ method: "GET", url })).body as string;
    expect(csv).toMatch(
      /2026-03-20;Comissão como afiliado no período;"?20 de março de 2026 a 31 de março de 2026/,
    );
  });

  test("who was no affiliate then reads at which rates its source said it earned", async () => {
    // Carla's affiliation is of today; her sales of February named her code.
    await shop.sell("c1", { at: "2026-02-07T12:00:00Z" });
    const february = await issue(shop.party.carla, "2026-02-28");
    expect(february.commissions).toEqual([
      {
        ...{ affiliation: null, product: "Piano, anew", code: null, accepted: null, stretches: [] },
        stated: [{ rate: "0.35", count: 1 }],
      },
    ]);
    expect(february).toMatchObject({ reserved: 0, checked: 0 });
  });
});
