// Sales by the thousand through the door: a line each in, a line each out, in order; a bad line fails alone;
// the same batch again records nothing twice; too many lines are refused whole.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";

interface OutLine {
  line: number;
  id?: string;
  seq?: number;
  created?: boolean;
  error?: { status: number; code: string; message: string; errors: { path: string }[] };
}

describe("A batch of sales", () => {
  let shop: PianoShop;
  let key: string;
  beforeAll(async () => {
    shop = await openPianoShop();
    key = await shop.door.key(undefined, shop.ws);
  });
  afterAll(() => shop.door.close());

  const post = async (payload: string, type = "application/x-ndjson") => {
    const answer = await shop.door.server.inject({
      method: "POST",
      url: "/v1/sales/batch",
      headers: { authorization: `Bearer ${key}`, "content-type": type },
      payload,
    });
    const lines = answer.body.split("\n").filter((one) => one !== "");
    return {
      status: answer.statusCode,
      type: answer.headers["content-type"],
      lines: () => lines.map((one) => JSON.parse(one) as OutLine),
      body: answer.body,
    };
  };
  const line = (externalId: string, more: object = {}) =>
    JSON.stringify({
      externalId,
      product: { externalId: "piano" },
      currency: "USD",
      paid: 10000,
      affiliate: { code: "CARLA" },
      ...more,
    });

  test("each line is answered in its place, good or bad; blank lines count", async () => {
    const answer = await post(
      [
        line("b-1"),
        "",
        "{ not json",
        line("b-2", { paid: -1, colour: "red" }),
        line("b-1"),
        line("b-1", { paid: 9900 }),
        line("b-3", { product: { externalId: "violin" } }),
        '{"externalId":"b-4","externalId":"b-5"}',
        JSON.stringify({ product: { externalId: "piano" }, currency: "USD", paid: 1 }),
        line("b-6", { at: "2026-03-01T12:00:00Z" }),
      ].join("\r\n"),
    );
    expect(answer).toMatchObject({ status: 200, type: "application/x-ndjson" });
    const lines = answer.lines();
    expect(lines.map((one) => [one.line, one.created ?? one.error?.code])).toEqual([
      [1, true],
      [3, "invalid_json"],
      [4, "invalid_request"],
      [5, false],
      [6, "sale_differs"],
      [7, "unknown_product"],
      [8, "repeated_key"],
      [9, "invalid_request"],
      [10, true],
    ]);
    expect(lines[2]?.error?.errors.map((one) => one.path).sort()).toEqual(["colour", "paid"]);
    expect(lines[3]?.id).toBe(lines[0]?.id);
  });

  test("ten thousand lines are recorded once, also when the batch is sent twice at once", async () => {
    const batch = Array.from({ length: 10_000 }, (_, i) => line(`m-${i}`)).join("\n");
    const before = (await shop.get("/ledger-head")).body.seq;
    const [first, second] = await Promise.all([post(batch), post(batch)]);
    const created = [...first.lines(), ...second.lines()].filter((one) => one.created);
    expect(created).toHaveLength(10_000);
    expect(first.lines().map((one) => one.id)).toEqual(second.lines().map((one) => one.id));
    expect(first.lines().map((one) => one.line)).toEqual(Array.from({ length: 10_000 }, (_, i) => i + 1));
    expect((await shop.get("/ledger-head")).body.seq).toBe(before + 10_000);
    const { body } = await shop.get(`/balances?party=${shop.party.bruno}`);
    expect(body.data).toMatchObject([{ currency: "USD", available: 582 * (10_000 + before) }]);
  });

  test("too many lines, no text, or another type: nothing is done", async () => {
    const before = (await shop.get("/ledger-head")).body;
    const many = await post(Array.from({ length: 10_001 }, (_, i) => line(`x-${i}`)).join("\n"));
    expect([many.status, JSON.parse(many.body).code]).toEqual([413, "too_many_lines"]);
    expect((await post(line("y-1"), "application/json")).status).toBe(415);
    const empty = await post("");
    expect([empty.status, empty.body]).toEqual([200, ""]);
    expect((await shop.get("/ledger-head")).body).toEqual(before);
  });
});
