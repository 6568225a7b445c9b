// A platform's message at our door: taken when its address and its signature are right, stored byte for byte
// before it is answered, once however often it comes; and nothing of what is not the platform's.
// Example: Stripe's event evt_1, signed → 200, a row "stored", a job; the same again → 200, no second row.
import { randomBytes } from "node:crypto";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inWorkspace } from "../../src/db/transaction.ts";
import { hashAddress } from "../../src/sources/keep-delivery.ts";
import { openTestDoor, type TestDoor } from "./test-door.ts";

const SECRET = "whsec_of_the_tests";
const EVENT = {
  id: "evt_1",
  object: "event",
  type: "payout.paid",
  created: 1_772_366_400,
  livemode: true,
  data: {},
};

describe("a platform's message", () => {
  let door: TestDoor;
  let ws: number;
  const address = randomBytes(24).toString("base64url");
  const stripe = new Stripe("sk_test_unused");

  beforeAll(async () => {
    door = await openTestDoor();
    ({ ws } = door.workspace);
    await inWorkspace(door.db, ws, async (tx) => {
      const row = { ws, name: "stripe", secret: SECRET, created_at: new Date() };
      await tx.insertInto("source").values(row).execute();
      await tx
        .insertInto("source_address")
        .values({ hash: hashAddress(address), ws, source: "stripe" })
        .execute();
    });
  });
  afterAll(() => door.close());

  function post(payload: string | Buffer, signature?: string, where = `/hooks/stripe/${address}`) {
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "stripe-signature": signature ?? "",
    };
    return door.server.inject({ method: "POST", url: where, headers, payload });
  }

  function sign(payload: string, secret = SECRET, timestamp = Math.floor(Date.now() / 1000)): string {
    return stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  }

  const stored = () =>
    inWorkspace(door.db, ws, (tx) => tx.selectFrom("delivery").selectAll().orderBy("received_at").execute());

  async function jobs(): Promise<number> {
    const found = await door.db.pool.query("SELECT count(*) AS n FROM jobs.jobs WHERE task_identifier = $1", [
      "apply_delivery",
    ]);
    return found.rows[0].n;
  }

  test("is stored as it came, with a job to apply it, and once of five that come at once", async () => {
    const payload = `${JSON.stringify(EVENT, null, 2)}  \n`;
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(payload, sign(payload))));
    for (const answer of answers)
      expect([answer.statusCode, answer.json()]).toEqual([200, { received: true }]);
    expect(await stored()).toMatchObject([
      { source: "stripe", key: "evt_1", body: payload, state: "stored" },
    ]);
    expect(await jobs()).toBe(1);
  });

  test("that is not signed, signed by another, changed or too old is refused and not stored", async () => {
    const payload = JSON.stringify({ ...EVENT, id: "evt_2" });
    const old = Math.floor(Date.now() / 1000) - 3600;
    const wrong = [
      undefined,
      "t=1,v1=00",
      sign(payload, "whsec_another"),
      sign(`${payload} `),
      sign(payload, SECRET, old),
    ];
    for (const signature of wrong) {
      const answer = await post(payload, signature);
      expect(answer.json(), signature).toMatchObject({ status: 401 });
      expect(answer.headers["www-authenticate"]).toBe("Signature");
      expect(answer.headers["content-type"]).toBe("application/problem+json");
    }
    expect(await stored()).toHaveLength(1);
  });

  test("at an address that is nobody's, or another source's, finds nothing", async () => {
    const payload = JSON.stringify(EVENT);
    for (const where of ["/hooks/stripe/guess", `/hooks/hotmart/${address}`, `/hooks/toString/${address}`]) {
      expect((await post(payload, sign(payload), where)).json()).toMatchObject({
        status: 404,
        code: "not_found",
      });
    }
  });

  test("that is no text is refused though it is signed: there is nothing to show and nothing to apply", async () => {
    const payload = `{"id":"evt_3","note":"a\u0000b"}`;
    expect((await post(payload, sign(payload))).json()).toMatchObject({ status: 422, code: "invalid_text" });
    const large = JSON.stringify({ ...EVENT, pad: "x".repeat(2 * 1024 * 1024) });
    expect((await post(large, sign(large))).statusCode).toBe(413);
  });
});
