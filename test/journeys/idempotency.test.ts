// The same Idempotency-Key: one act and one answer, also at the same moment, also when the first one was cut
// short. What was refused or failed is not kept, because nothing happened; another request under the key is
// refused.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "../../src/base/refusal.ts";
import { addEvent } from "../../src/db/events.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { answerOnce, KEPT_MS } from "../../src/server/idempotency.ts";
import { forgetAnswers } from "../../src/server/jobs/forget-answers.ts";
import { openTestDoor, type TestDoor } from "./test-door.ts";

describe("an Idempotency-Key", () => {
  let door: TestDoor;
  let ws: number;

  beforeAll(async () => {
    door = await openTestDoor();
    ({ ws } = door.workspace);
    await door.person("owner");
  });
  afterAll(() => door.close());

  const claim = (key: string, asked: unknown = 1) => ({ ws, route: "POST /things", key, asked });

  /** Does something that can be counted, in a transaction of its own as a flow would. */
  async function act(app: App, type: string): Promise<{ status: number; answer: unknown }> {
    const event = { type, subject: "x", actor: "system", payload: {}, at: app.ids.now() };
    await inWorkspace(app.db, ws, (tx) => addEvent(tx, ws, event));
    return { status: 201, answer: { done: type } };
  }

  async function times(type: string): Promise<number> {
    const rows = await inWorkspace(door.db, ws, (tx) =>
      tx.selectFrom("event").select("seq").where("type", "=", type).execute(),
    );
    return rows.length;
  }

  test("does it once, however many come at once, and gives each the same answer", async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, () => answerOnce(door.app, claim("many"), (app) => act(app, "many.once"))),
    );
    expect(await times("many.once")).toBe(1);
    for (const one of all) expect(one).toMatchObject({ status: 201, answer: { done: "many.once" } });
    expect(all.filter((one) => !one.again)).toHaveLength(1);
  });

  test("keeps nothing of what was refused: the act is undone and may be tried again", async () => {
    const refuse = async (app: App) => {
      await act(app, "refused.once");
      throw new Refusal(422, "no", "Not like this.");
    };
    await expect(answerOnce(door.app, claim("refused"), refuse)).rejects.toMatchObject({ code: "no" });
    expect(await times("refused.once")).toBe(0);
    const again = await answerOnce(door.app, claim("refused"), (app) => act(app, "refused.once"));
    expect(again.again).toBe(false);
    expect(await times("refused.once")).toBe(1);
  });

  test("undoes the act when the answer could not be kept: never half done", async () => {
    const unkeepable = async (app: App) => ({
      ...(await act(app, "cut.once")),
      status: null as unknown as number,
    });
    await expect(answerOnce(door.app, claim("cut"), unkeepable)).rejects.toThrow();
    expect(await times("cut.once")).toBe(0);
  });

  test("a part that fails and is caught undoes itself alone", async () => {
    const partly = async (app: App) => {
      const lost = inWorkspace(app.db, ws, async (tx) => {
        await addEvent(tx, ws, { type: "part.lost", subject: "x", actor: "system", payload: {}, at: 0 });
        throw new Refusal(409, "taken", "Taken.");
      });
      await lost.catch(() => undefined);
      return await act(app, "part.kept");
    };
    await answerOnce(door.app, claim("part"), partly);
    expect([await times("part.lost"), await times("part.kept")]).toEqual([0, 1]);
  });

  test("is for one request: another under the same key is refused, another route or workspace is not", async () => {
    await answerOnce(door.app, claim("one", { a: 1 }), (app) => act(app, "one"));
    const other = answerOnce(door.app, claim("one", { a: 2 }), (app) => act(app, "other"));
    await expect(other).rejects.toMatchObject({ status: 409, code: "idempotency_key_reused" });
    const elsewhere = { ...claim("one", { a: 2 }), route: "POST /others" };
    expect((await answerOnce(door.app, elsewhere, (app) => act(app, "elsewhere"))).again).toBe(false);
    const there = { ...claim("one"), ws: (await door.addWorkspace()).ws };
    expect((await answerOnce(door.app, there, async () => ({ status: 201, answer: 1 }))).again).toBe(false);
  });

  test("is taken anew after a day, and the kept answers are cleared away", async () => {
    await answerOnce(door.app, claim("old"), (app) => act(app, "old"));
    const later: App = { ...door.app, ids: { ...door.app.ids, now: () => Date.now() + KEPT_MS + 1000 } };
    expect((await answerOnce(later, claim("old"), (app) => act(app, "old"))).again).toBe(false);
    expect(await times("old")).toBe(2);

    const count = () =>
      inWorkspace(door.db, ws, (tx) =>
        tx.selectFrom("idempotency").select("key").where("ws", "=", ws).execute(),
      );
    expect((await count()).length).toBeGreaterThan(3);
    await forgetAnswers(later);
    expect((await count()).map((row) => row.key)).toEqual(["old"]);
  });
});
