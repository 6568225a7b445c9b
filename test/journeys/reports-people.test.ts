// Who sees what of money: support finds a sale by the buyer's address and sees no amount of anybody's part
// (that no other answer tells one is earnings-hidden.test.ts); a buyer is forgotten for good; a verification
// is run, kept and found; what waits is told to who may know.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "../../src/access/permissions.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { runVerification } from "../../src/flows/run-verification.ts";
import { completeBuyer } from "../../src/sales/complete-buyer.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";
import type { TestPerson } from "./test-door.ts";

describe("Who sees what of money", () => {
  let shop: PianoShop;
  let sale = "";
  const people = new Map<Role, TestPerson>();

  beforeAll(async () => {
    shop = await openPianoShop();
    const made = await shop.sell("s-1", {
      // Amounts that nothing else here is: a search for them in an answer finds only them.
      paid: 777_700,
      buyer: { email: "claire@example.com", name: "Claire Gute", reference: "c-77" },
    });
    sale = made.body.id;
    await shop.sell("s-2", { paid: 5000 });
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    for (const role of ["owner", "support", "marketing", "viewer"] as const) {
      people.set(role, await shop.door.person(role, where));
    }
  });
  afterAll(() => shop.door.close());

  const as = async (role: Role, path: string, method: "GET" | "DELETE" | "POST" = "GET") => {
    const person = people.get(role) as TestPerson;
    const headers = method === "POST" ? { "idempotency-key": crypto.randomUUID() } : {};
    const url = `/v1/workspaces/${shop.workspace}${path}`;
    const answer = await person.send({ method, url, headers });
    const isJson = String(answer.headers["content-type"]).includes("json");
    return { status: answer.statusCode, text: answer.body, body: isJson ? answer.json() : null };
  };

  test("support finds a sale by the buyer's address; the owner sees the lines, support none", async () => {
    const found = await as("support", "/sales?buyerEmail=claire@example.com");
    expect(found.body.data).toMatchObject([
      { id: sale, paid: 777_700, affiliate: null, earningsHidden: true },
    ]);
    const detail = await as("support", `/sales/${sale}`);
    expect(detail.body).toMatchObject({
      lines: [],
      fees: [],
      affiliate: null,
      buyer: { name: "Claire Gute" },
    });
    expect(detail.body.responsibilities.support.name).toBe("Piano School");
    expect((await as("owner", `/sales/${sale}`)).body.lines).toHaveLength(4);
    expect((await as("support", `/sales/${sale}/why`)).status).toBe(403);
  });

  test("what the sales that fit come to, and the same as a file", async () => {
    const all = await as("owner", "/sales/totals?from=2020-01-01T00:00:00Z");
    expect((await as("owner", "/sales/totals")).body).toEqual(all.body);
    expect(all.body.totals).toEqual([{ currency: "USD", sales: 2, paid: 782_700, refunded: 0, disputed: 0 }]);
    // Within a day the totals by day do not fit: the sales are added up, to the same.
    const within = await as("owner", "/sales/totals?from=2020-01-01T00:00:01Z");
    expect(within.body).toEqual(all.body);
    const large = await as("owner", "/sales/totals?paidFrom=700000");
    expect(large.body.totals).toMatchObject([{ sales: 1, paid: 777_700 }]);
    const none = await as("owner", `/sales/totals?affiliate=${shop.party.bruno}`);
    expect(none.body.totals).toEqual([]);
    const file = await as("owner", "/sales.csv?paidFrom=700000");
    expect(file.text).toMatch(/7777\.00,0\.00,0\.00,0\.00,0\.00,Carla,0\.35/);
    expect(file.text.trim().split("\n")).toHaveLength(2);
    expect((await as("support", "/sales.csv")).text).not.toContain("Carla");
    const entries = await as("owner", `/parties/${shop.party.bruno}/entries.csv`);
    expect(entries.text.trim().split("\n")).toHaveLength(3);
    const page = await as("owner", `/parties/${shop.party.bruno}/entries?limit=1`);
    const next = await as("owner", `/parties/${shop.party.bruno}/entries?cursor=${page.body.nextCursor}`);
    expect([...page.body.data, ...next.body.data].map((one) => one.externalId)).toEqual(["s-2", "s-1"]);
  });

  test("every entry of a sale, and the plan it was split by, name who they speak of", async () => {
    const refund = await shop.make(`/sales/${sale}/refunds`, { externalId: "r-1", amount: 700 });
    const { body } = await as("viewer", `/sales/${sale}/entries`);
    expect(body.data.map((one: { kind: string }) => one.kind)).toEqual(["sale", "refund"]);
    expect(refund.id).toMatch(/^refund_/);
    const plan = await as("viewer", `/sales/${sale}/plan`);
    expect(plan.body.parties.map((one: { name: string }) => one.name).sort()).toEqual([
      "Bruno",
      "Market",
      "Piano School",
    ]);
    expect((await as("marketing", `/sales/${sale}/plan`)).status).toBe(403);
  });

  test("a verification runs, finds nothing, then the cent that was moved, and says who asked", async () => {
    const run = async () => {
      const started = await as("owner", "/verifications", "POST");
      expect(started).toMatchObject({ status: 202, body: { state: "running" } });
      expect(await as("owner", "/verifications", "POST")).toMatchObject({
        status: 409,
        body: { code: "verification_running" },
      });
      await runVerification(shop.door.app, shop.ws, parsePublicId("verification", started.body.id) as Uuid);
      return (await as("viewer", `/verifications/${started.body.id}`)).body;
    };
    expect(await run()).toMatchObject({
      state: "done",
      found: 0,
      disagreements: [],
      startedBy: { name: "Person 1" },
      entries: { done: 3, total: 3 },
    });
    expect((await as("owner", "/attention")).body).toMatchObject({ verification: null, parked: 0 });
    await inWorkspace(shop.door.db, shop.ws, (tx) =>
      tx
        .updateTable("balance")
        .set((is) => ({ amount: is("amount", "+", 1) }))
        .where("ws", "=", shop.ws)
        .where("account", "=", 2)
        .execute(),
    );
    const found = await run();
    expect(found).toMatchObject({ found: 1, disagreements: [{ check: "balance" }] });
    expect((await as("owner", "/attention")).body.verification).toMatchObject({ found: 1 });
    expect((await as("support", "/attention")).body).toMatchObject({ verification: null, belowZero: null });
    expect((await as("viewer", "/verifications", "POST")).status).toBe(403);
    expect((await as("owner", "/verifications?limit=1")).body).toMatchObject({ data: [{ found: 1 }] });
  });

  test("a buyer who is forgotten is not found again, and no later message brings them back", async () => {
    expect((await as("marketing", `/sales/${sale}/buyer`, "DELETE")).status).toBe(403);
    expect((await as("support", `/sales/${sale}/buyer`, "DELETE")).status).toBe(204);
    expect((await as("owner", "/sales?buyerEmail=claire@example.com")).body.data).toEqual([]);
    const id = parsePublicId("sale", sale) as Uuid;
    const buyer = { email: "claire@example.com", name: "Claire", reference: null };
    await inWorkspace(shop.door.db, shop.ws, (tx) => completeBuyer(tx, shop.ws, id, buyer));
    expect((await as("owner", `/sales/${sale}`)).body.buyer).toEqual({
      email: null,
      name: null,
      reference: null,
    });
    const events = await as("owner", "/events?type=buyer.erased");
    expect(events.body.data).toMatchObject([{ subject: sale }]);
  });
});
