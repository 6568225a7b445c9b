// Adjustments: proposed by one, approved by another and only then in the books, once however often; a debt is
// written off and no more than it; `verify` finds what was changed by hand.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { runSql } from "../run-sql.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import type { TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("adjustments", () => {
  let shop: Shop;
  let ana: TestPerson;
  let fay: TestPerson;
  let bruno: Speaker;

  const as = async (who: TestPerson, path: string, payload?: object) => {
    const url = `/v1/workspaces/${shop.workspace}/adjustments${path}`;
    const answer = await who.send({ method: "POST", url, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json() as Parsed };
  };
  const propose = (more: object = {}) =>
    as(ana, "", { party: bruno.party, currency: "USD", amount: 2500, reason: "Promised at launch", ...more });
  const wrong = async () => (await verifyBooks(shop.door.app, shop.ws)).disagreements.map((one) => one.check);
  const owed = async () => (await bruno.get("/balances")).balances[0]?.available ?? 0;

  beforeAll(async () => {
    shop = await openShop();
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    ana = await shop.door.person("owner", where);
    fay = await shop.door.person("finance", where);
    bruno = await speaksFor(shop, "bruno");
  });
  afterAll(() => shop.door.close());

  test("whoever proposed it does not approve it; approved twenty times at once it is posted once", async () => {
    const { status, body } = await propose();
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({ state: "proposed", fourEyes: true, own: true, entry: null });
    expect((await as(ana, `/${body.id}/approve`)).body.code).toBe("four_eyes");
    expect(await owed()).toBe(0);
    const all = await Promise.all(Array.from({ length: 20 }, () => as(fay, `/${body.id}/approve`)));
    expect(all.filter((one) => one.status === 200)).toHaveLength(1);
    expect(await owed()).toBe(2500);
    const { body: entry } = await shop.get(`/entries/${all.find((one) => one.status === 200)?.body.entry}`);
    expect(entry.postings.map((one: Parsed) => [one.party?.id, one.amount])).toEqual([
      [shop.producer, -2500],
      [bruno.party, 2500],
    ]);
    expect(await wrong()).toEqual([]);
  });

  test("the line of the statement leads the party to it: why, who proposed it, who approved it", async () => {
    const lines = await bruno.get("/statement-drafts/lines?currency=USD");
    expect(lines.data).toMatchObject([{ kind: "adjustment", amount: 2500, about: "Promised at launch" }]);
    const { adjustment } = lines.data[0];
    const { body } = await shop.get(`/adjustments/${adjustment}`);
    expect(await bruno.get(`/adjustments/${adjustment}`)).toEqual({
      ...{ id: adjustment, kind: "adjustment", currency: "USD", amount: 2500, reason: "Promised at launch" },
      ...{ proposedBy: body.createdBy, proposedAt: body.createdAt },
      ...{ approvedBy: body.answeredBy, approvedAt: body.answeredAt },
      ...{ question: null, entry: body.entry },
    });
    expect(body.createdBy).not.toBe(body.answeredBy);
    expect((await shop.get(`/entries/${body.entry}`)).body.adjustment).toBe(adjustment);
    // Nobody else's, and nothing that is not posted.
    const carla = await speaksFor(shop, "carla");
    expect((await carla.send("GET", `/adjustments/${adjustment}`)).status).toBe(404);
    const waits = await propose({ amount: 77 });
    expect((await bruno.send("GET", `/adjustments/${waits.body.id}`)).status).toBe(404);
    await as(ana, `/${waits.body.id}/decline`, {});
    expect((await bruno.send("GET", `/adjustments/${waits.body.id}`)).status).toBe(404);
  });

  test("declined or taken back, nothing is posted", async () => {
    const { body } = await propose({ amount: -99 });
    expect((await as(fay, `/${body.id}/decline`, { answer: "Not agreed" })).body.state).toBe("declined");
    expect((await as(fay, `/${body.id}/approve`)).body.code).toBe("adjustment_declined");
    const mine = await propose({ amount: -99 });
    expect((await as(ana, `/${mine.body.id}/decline`, {})).body.state).toBe("withdrawn");
    for (const [more, code] of [
      [{ amount: 0 }, "invalid_amount"],
      [{ party: shop.producer }, "no_partner"],
      [{ kind: "write_off" }, "nothing_to_write_off"],
    ] as const) {
      expect((await propose(more)).body.code).toBe(code);
    }
    expect(await owed()).toBe(2500);
  });

  test("a debt is written off, and no more than it", async () => {
    const { body } = await propose({ amount: -4000 });
    await as(fay, `/${body.id}/approve`);
    expect(await owed()).toBe(-1500);
    expect((await propose({ kind: "write_off", amount: 1501 })).body.code).toBe("nothing_to_write_off");
    const off = await propose({ kind: "write_off", amount: 1500, reason: "Cannot be recovered" });
    expect((await propose({ kind: "write_off", amount: 1500 })).body.code).toBe("write_off_proposed");
    expect((await as(fay, `/${off.body.id}/approve`)).body.state).toBe("posted");
    expect(await owed()).toBe(0);
    expect(await wrong()).toEqual([]);
  });

  test("verify finds one that was changed by hand", async () => {
    const ws = `SELECT set_config('app.ws', '${shop.ws}', false);`;
    const off = "ALTER TABLE partage.adjustment DISABLE TRIGGER guard;";
    const forge = "UPDATE partage.adjustment SET amount = 9999 WHERE amount = 2500 AND state = 'posted'";
    await runSql(shop.door.url, `${ws} ${off} ${forge}`);
    expect(await wrong()).toContain("adjustment");
  });
});
