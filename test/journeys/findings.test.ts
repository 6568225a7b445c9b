// A sale that looks like fraud: the commission is held, a person decides, and the books agree at every step,
// also when the sale is refunded after its commission was taken back.
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "../../src/access/permissions.ts";
import { parsePublicId, publicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { moveWatch } from "../../src/findings/write-finding.ts";
import { mailNotices } from "../../src/flows/mail-notices.ts";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { runSql } from "../run-sql.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";
import { speaksFor } from "./speaks-for.ts";
import type { TestPerson } from "./test-door.ts";

const NO_SALE = publicId("sale", "00000000-0000-7000-8000-000000000000" as Uuid);

describe("A held commission", () => {
  let world: Affiliates;
  beforeAll(async () => {
    world = await openAffiliates();
  });
  afterAll(() => world.door.close());

  /** Bought two seconds after the click; the finding about it. */
  async function rush(externalId: string) {
    const click = await world.click("dora-piano", 0);
    const { body: sale } = await world.buy(externalId, { clickId: click.id });
    await watchFraud(world.door.app, world.ws);
    const { body } = await world.get(`/findings?sale=${sale.id}`);
    expect(body.data).toMatchObject([{ state: "held", amount: 1792, evidence: [{ rule: "tooFast" }] }]);
    return { sale: sale.id as string, finding: body.data[0].id as string };
  }

  /** In the browser: a key never decides. */
  async function as(role: Role, path: string, payload: object) {
    const id = parsePublicId("ws", world.workspace) as Uuid;
    const person = await world.door.person(role, { ws: world.ws, id });
    return await person.send({ method: "POST", url: `/v1/workspaces/${world.workspace}${path}`, payload });
  }
  const decide = (finding: string, state: string, basedOn = 1) =>
    as("owner", `/findings/${finding}/decision`, { state, reason: "Looked at it.", basedOn });

  test("is released by a person's decision, once", async () => {
    const { finding } = await rush("f-1");
    const books = await verifyBooks(world.door.app, world.ws);
    expect(books.disagreements).toEqual([]);
    const first = await decide(finding, "released");
    expect(first.statusCode, first.body).toBe(200);
    expect(first.json()).toMatchObject({ state: "released", taken: null });
    expect((await decide(finding, "taken_back")).statusCode).toBe(409);
    expect((await verifyBooks(world.door.app, world.ws)).disagreements).toEqual([]);
  });

  test("is taken back to the producer; a refund after it takes nothing from the affiliate again", async () => {
    const { sale, finding } = await rush("f-2");
    await world.make(`/sales/${sale}/refunds`, { externalId: "r-1", amount: 5000 });
    const taken = await decide(finding, "taken_back");
    expect(taken.statusCode, taken.body).toBe(200);
    expect(taken.json()).toMatchObject({ state: "taken_back", amount: 1792, taken: 896 });
    await world.make(`/sales/${sale}/refunds`, { externalId: "r-2", amount: 5000 });
    expect((await verifyBooks(world.door.app, world.ws)).disagreements).toEqual([]);
    const { body } = await world.get(`/sales/${sale}/entries`);
    const kinds = body.data.map((one: { kind: string }) => one.kind);
    expect(kinds).toEqual(["sale", "commission_held", "refund", "commission_taken_back", "refund"]);
    const sums = new Map<string, number>();
    for (const { postings } of body.data) {
      for (const { kind, party, amount } of postings) {
        const name = `${kind} ${party?.name ?? ""}`;
        sums.set(name, (sums.get(name) ?? 0) + amount);
      }
    }
    expect([...sums.keys()]).toEqual(expect.arrayContaining(["payable Dora", "reserved Dora"]));
    expect(
      [...sums.values()].every((sum) => sum === 0),
      JSON.stringify([...sums]),
    ).toBe(true);
  });

  test("is held by a person too: by whom may decide, once, with a reason that the affiliate reads", async () => {
    const { body: sale } = await world.buy("f-3", { affiliate: { code: "DORA" } });
    const wanted = { sale: sale.id, party: world.dora, reason: "The buyer knows no link." };
    for (const role of ["support", "marketing", "viewer"] as const) {
      expect((await as(role, "/findings", wanted)).statusCode, role).toBe(403);
    }
    expect((await world.post("/findings", wanted)).status).toBe(403);
    expect((await as("finance", "/findings", { ...wanted, reason: " " })).statusCode).toBe(400);
    expect((await as("finance", "/findings", { ...wanted, party: world.party.bruno })).json()).toMatchObject({
      code: "nothing_to_hold",
    });
    const unknown = await as("finance", "/findings", { ...wanted, sale: NO_SALE });
    expect(unknown.statusCode, unknown.body).toBe(404);
    await world.make(`/sales/${sale.id}/refunds`, { externalId: "r-3", amount: 5000 });
    const held = await as("finance", "/findings", wanted);
    expect(held.statusCode, held.body).toBe(201);
    expect(held.json()).toMatchObject({
      state: "held",
      amount: 896,
      evidence: [{ rule: "byHand", facts: { reason: wanted.reason } }],
    });
    expect((await as("owner", "/findings", wanted)).json()).toMatchObject({ code: "finding_exists" });
    expect(await sums(sale.id, "Dora")).toEqual({ payable: 0, reserved: 896 });
    expect((await verifyBooks(world.door.app, world.ws)).disagreements).toEqual([]);
    const dora = await speaksFor(world, "dora-hand", { party: world.dora });
    const readOwn = async () => {
      const url = `/v1/partner/${world.dora}/findings?sale=${sale.id}`;
      return (await dora.person.send({ method: "GET", url })).json().data;
    };
    const [own] = await readOwn();
    expect(own).toMatchObject({ state: "held", held: 896, about: [], heldReason: wanted.reason });
    expect(own).not.toHaveProperty("evidence");
    // What is refunded since is not held any more.
    await world.make(`/sales/${sale.id}/refunds`, { externalId: "r-4", amount: 2500 });
    expect(await readOwn()).toMatchObject([{ amount: 896, held: 448 }]);
    expect(await mailsOf(sale.id, dora.person)).toMatch(/is held[\s\S]*The buyer knows no link\./);
    expect((await decide(held.json().id, "released")).json()).toMatchObject({
      state: "released",
      held: null,
      released: 448,
    });
    expect(await sums(sale.id, "Dora")).toEqual({ payable: 448, reserved: 0 });
    // What was released is told, and not what was held at first: to read, by mail, on the sale.
    const told = { state: "released", amount: 896, released: 448, held: null, taken: null };
    expect(await readOwn()).toMatchObject([told]);
    expect((await world.get(`/sales/${sale.id}/life`)).body.holds).toMatchObject([
      { amount: 896, released: 448 },
    ]);
    expect(await mailsOf(sale.id, dora.person)).toMatch(/4\.48.* of your commission on “.*” was released/);
    expect((await verifyBooks(world.door.app, world.ws)).disagreements).toEqual([]);
  });

  test("released with another amount than what left the reserve is found by verify", async () => {
    const { finding } = await rush("f-8");
    expect((await decide(finding, "released")).json()).toMatchObject({ released: 1792 });
    await tamper(finding, 1791);
    const { disagreements } = await verifyBooks(world.door.app, world.ws);
    expect(disagreements).toMatchObject([
      { check: "finding", expected: "1792 to 1792 released", found: "1791" },
    ]);
    await tamper(finding, 1792);
  });

  test("is reserved once while the bank decides too, and stays held when the bank is done", async () => {
    const { body: sale } = await world.buy("f-4", { affiliate: { code: "DORA" } });
    const dispute = await world.make(`/sales/${sale.id}/disputes`, { externalId: "d-4", amount: 10000 });
    const held = await as("owner", "/findings", { sale: sale.id, party: world.dora, reason: "Odd." });
    expect(held.json()).toMatchObject({ state: "held", amount: 1792 });
    expect(await sums(sale.id, "Dora")).toEqual({ payable: 0, reserved: 1792 });
    expect(await reservedFor()).toEqual({ disputes: 1792, checks: 0, reserve: 0 });
    expect((await decide(held.json().id, "taken_back")).json()).toMatchObject({
      code: "commission_disputed",
    });
    const won = await world.post(`/disputes/${dispute.id}/close`, { outcome: "won" });
    expect(won.status, JSON.stringify(won.body)).toBe(200);
    expect(await sums(sale.id, "Dora")).toEqual({ payable: 0, reserved: 1792 });
    expect(await reservedFor()).toEqual({ disputes: 0, checks: 1792, reserve: 0 });
    expect((await decide(held.json().id, "released")).statusCode).toBe(200);
    expect(await sums(sale.id, "Dora")).toEqual({ payable: 1792, reserved: 0 });
    expect((await verifyBooks(world.door.app, world.ws)).disagreements).toEqual([]);
  });

  test("is held again by a person who knows more, after it was released; never after it was taken", async () => {
    const { sale, finding } = await rush("f-5");
    expect((await decide(finding, "released")).statusCode).toBe(200);
    const wanted = { sale, party: world.dora, reason: "The buyer wrote since." };
    const again = await as("owner", "/findings", wanted);
    expect(again.json()).toMatchObject({ state: "held", amount: 1792 });
    expect(again.json().id).not.toBe(finding);
    expect((await as("owner", "/findings", wanted)).json()).toMatchObject({ code: "finding_exists" });
    expect((await decide(again.json().id, "taken_back")).json()).toMatchObject({ taken: 1792 });
    expect((await as("owner", "/findings", wanted)).json()).toMatchObject({ code: "nothing_to_hold" });
    const { body } = await world.get(`/findings?sale=${sale}`);
    expect(body.data.map((one: { state: string }) => one.state)).toEqual(["taken_back", "released"]);
    expect((await verifyBooks(world.door.app, world.ws)).disagreements).toEqual([]);
  });

  test("that a person holds already gets what a rule finds as further evidence, once", async () => {
    const click = await world.click("dora-piano", 0);
    const { body: sale } = await world.buy("f-6", { clickId: click.id });
    const wanted = { sale: sale.id, party: world.dora, reason: "Looks odd." };
    const held = await as("owner", "/findings", wanted);
    expect(held.statusCode, held.body).toBe(201);
    for (let round = 0; round < 2; round++) {
      await watchFraud(world.door.app, world.ws);
      // As after a process that died: the same sales are looked at again.
      await inWorkspace(world.door.app.db, world.ws, (tx) => moveWatch(tx, world.ws, 0));
    }
    const { body } = await world.get(`/findings?sale=${sale.id}`);
    expect(body.data).toHaveLength(1);
    expect(body.data[0].evidence).toMatchObject([
      { rule: "byHand", addedAt: null },
      { rule: "tooFast", addedAt: expect.any(String) },
    ]);
    expect(await sums(sale.id, "Dora")).toEqual({ payable: 0, reserved: 1792 });
    expect((await world.get(`/findings?rule=tooFast&sale=${sale.id}`)).body.data).toHaveLength(1);
    // Decided on what was seen before: refused, with what came since.
    const stale = await decide(held.json().id, "taken_back");
    expect(stale.statusCode).toBe(409);
    expect(stale.json()).toMatchObject({
      code: "evidence_added",
      facts: { version: 2, evidence: [{ rule: "tooFast", addedAt: expect.any(String) }] },
    });
    expect((await decide(held.json().id, "taken_back", 3)).statusCode).toBe(409);
    expect(await sums(sale.id, "Dora")).toEqual({ payable: 0, reserved: 1792 });
    expect((await decide(held.json().id, "released", body.data[0].version)).statusCode).toBe(200);
  });

  test("tells what is held now: less what was refunded, also while a dispute wants a part of it", async () => {
    const before = await heldUsd();
    const { sale, finding } = await rush("f-7");
    const now = async () => {
      const { body } = await world.get(`/findings/${finding}`);
      const { findings, amount } = await heldUsd();
      return [body.amount, body.held, findings - before.findings, amount - before.amount];
    };
    expect(await now()).toEqual([1792, 1792, 1, 1792]);
    await world.make(`/sales/${sale}/refunds`, { externalId: "r-7", amount: 5000 });
    expect(await now()).toEqual([1792, 896, 1, 896]);
    const dispute = await world.make(`/sales/${sale}/disputes`, { externalId: "d-7", amount: 2500 });
    expect(await now()).toEqual([1792, 896, 1, 896]);
    await world.post(`/disputes/${dispute.id}/close`, { outcome: "lost" });
    expect(await now()).toEqual([1792, 448, 1, 448]);
    expect((await decide(finding, "released")).statusCode).toBe(200);
    expect(await now()).toEqual([1792, null, 0, 0]);
  });

  /** As nobody may: by the owner of the tables, around their guard. */
  async function tamper(finding: string, released: number): Promise<void> {
    const id = parsePublicId("finding", finding);
    await runSql(
      world.door.url,
      `ALTER TABLE partage.finding DISABLE TRIGGER guard; ALTER TABLE partage.finding NO FORCE ROW LEVEL SECURITY;
       UPDATE partage.finding SET released = ${released} WHERE id = '${id}';
       ALTER TABLE partage.finding FORCE ROW LEVEL SECURITY; ALTER TABLE partage.finding ENABLE ALWAYS TRIGGER guard`,
    );
  }

  async function heldUsd(): Promise<{ findings: number; amount: number }> {
    const { totals } = (await world.get("/finding-totals")).body;
    const usd = totals.find((one: { currency: string }) => one.currency === "USD");
    return usd ?? { findings: 0, amount: 0 };
  }

  /** What dora's reserve is for. */
  async function reservedFor(): Promise<object> {
    const dora = await speaksFor(world, `dora-${Math.random()}`, { party: world.dora });
    const answer = await dora.person.send({ method: "GET", url: `/v1/partner/${world.dora}/balances` });
    return answer.json().balances[0].reservedFor;
  }

  /** The mail that tells the affiliate, after its inbox leads to the sale. */
  async function mailsOf(sale: string, person: TestPerson): Promise<string> {
    const { app, identity, mailing, mails } = world.door;
    await tellNotices(app, identity, world.ws);
    await mailNotices(app, mailing, world.ws);
    const { data } = (await person.send({ method: "GET", url: "/v1/inbox?limit=50" })).json();
    const led = data.filter((one: { kind: string }) => one.kind === "commission_held");
    expect(led.map((one: { leadsTo: string }) => one.leadsTo)).toContain(sale);
    const sent = await Promise.all(mails().map((one) => PostalMime.parse(one)));
    return sent
      .filter(({ to }) => to?.some((one) => one.address === person.email))
      .map(({ subject, text }) => `${subject}\n${text}`)
      .join("\n");
  }

  /** What the entries of a sale left on the accounts of a party. */
  async function sums(sale: string, name: string): Promise<Record<string, number>> {
    const { body } = await world.get(`/sales/${sale}/entries`);
    const left: Record<string, number> = {};
    for (const { postings } of body.data) {
      for (const { kind, party, amount } of postings) {
        if (party?.name === name) left[kind] = (left[kind] ?? 0) + amount;
      }
    }
    return left;
  }
});
