// A person's inbox through the door: what stands in it and for whom, reading it, what is mailed; and the link
// that stops a mail: nothing by opening, everything by one press, nothing of anybody else's.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inWorkspace } from "../../src/db/transaction.ts";
import { tellSalesOfDays } from "../../src/flows/sales-told.ts";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { watchEndings } from "../../src/flows/watch-endings.ts";
import { type Joined, openPair, type Pair, TERMS } from "./open-pair.ts";
import type { TestPerson } from "./test-door.ts";

const DAY = 86_400_000;
const EVA = "eva@example.com";

describe("an inbox", { timeout: 60_000 }, () => {
  let pair: Pair;
  let eva: Joined;

  beforeAll(async () => {
    pair = await openPair("America/Sao_Paulo");
    eva = await pair.join(EVA);
    await pair.tell();
  });
  afterAll(() => pair.shop.door.close());

  const inbox = async (who: TestPerson, query = "") =>
    (await pair.as(who, "GET", `/inbox${query}`)).body.data;
  const kinds = async (who: TestPerson) =>
    (await inbox(who, "?limit=100")).map((one: { kind: string }) => one.kind);
  const unread = async (who: TestPerson) => (await pair.as(who, "GET", "/inbox/unread")).body.unread;
  const mailsTo = (to: string, about: string) =>
    pair.sent.filter((one) => one.to === to && one.subject.includes(about));

  test("each side is told, each in its own words, and nobody else", async () => {
    expect(await kinds(eva.who)).toEqual(["accepted", "invited"]);
    expect(await kinds(pair.ana)).toEqual(["accepted"]);
    const [mine] = await inbox(eva.who);
    expect(mine).toMatchObject({
      party: eva.party,
      leadsTo: eva.contract,
      path: `/partner/${eva.party}/contracts/${eva.contract}/agreements/1`,
      workspace: { id: pair.shop.workspace, name: "Piano School" },
      facts: { isOwn: true, product: "Piano" },
    });
    const stranger = await pair.shop.door.person("owner");
    expect(await inbox(stranger)).toEqual([]);
    const other = await pair.as(stranger, "POST", "/inbox/read", { notices: [mine.id] });
    expect(other.status).toBe(200);
    expect(await unread(eva.who)).toBe(2);
    expect((await pair.as(null, "GET", "/inbox")).status).toBe(401);
  });

  test("one is marked read, then all that were there; what comes later stays unread", async () => {
    const [newest] = await inbox(eva.who);
    expect((await pair.as(eva.who, "POST", "/inbox/read", { notices: [newest.id] })).body.unread).toBe(1);
    pair.skip(1000);
    const asked = await pair.asAna("POST", `/contracts/${eva.contract}/endings`, { termsOfUse: 2 });
    expect(asked.status).toBe(201);
    await pair.tell();
    const done = await pair.as(eva.who, "POST", "/inbox/read-all", { upTo: newest.at });
    expect(done.body.unread).toBe(1);
    expect((await inbox(eva.who, "?unread=true")).map((one: { kind: string }) => one.kind)).toEqual([
      "end_proposed",
    ]);
    await pair.asAna("POST", `/proposals/${asked.body.id}/withdraw`);
    await pair.tell();
  });

  test("pages go on where they stopped", async () => {
    const { body: first } = await pair.as(eva.who, "GET", "/inbox?limit=2");
    const { body: second } = await pair.as(eva.who, "GET", `/inbox?limit=100&cursor=${first.nextCursor}`);
    const ids = [...first.data, ...second.data].map((one: { id: string }) => one.id);
    expect(ids).toEqual((await inbox(eva.who, "?limit=100")).map((one: { id: string }) => one.id));
  });

  test("finance is told, marketing is not, and who loses the role sees it no more", async () => {
    const { door, ws } = pair.shop;
    const { workspace } = await inWorkspace(door.db, null, (tx) =>
      tx.selectFrom("member").select("workspace").where("ws", "=", ws).executeTakeFirstOrThrow(),
    );
    const where = { ws, id: workspace as typeof door.workspace.id };
    const [fay, max] = [await door.person("finance", where), await door.person("marketing", where)];
    const asked = await eva.ask("POST", `/contracts/${eva.contract}/endings`, { termsOfUse: 2 });
    await pair.tell();
    expect(await kinds(fay)).toEqual(["end_proposed"]);
    expect(mailsTo(fay.email, "to end the contract")[0]?.text).toContain("others of your side answer it");
    expect(await kinds(max)).toEqual([]);
    await inWorkspace(door.db, null, (tx) =>
      tx
        .updateTable("member")
        .set({ role: "support" })
        .where("ws", "=", ws)
        .where("account", "=", fay.account)
        .execute(),
    );
    expect(await kinds(fay)).toEqual([]);
    await eva.ask("POST", `/proposals/${asked.body.id}/withdraw`);
    await pair.tell();
    expect(mailsTo(fay.email, "took back")).toEqual([]);
  });

  test("the first sale under a version is told to both sides, once a version", async () => {
    await pair.sell();
    await pair.sell();
    await pair.tell();
    await pair.sell();
    await pair.tell();
    const first = (await inbox(eva.who, "?limit=100")).filter(
      (one: { kind: string }) => one.kind === "first_sale",
    );
    expect(first).toHaveLength(1);
    expect(first[0].facts).toMatchObject({
      version: 1,
      paid: { currency: "USD", amount: 10_000 },
      given: [{ currency: "USD", amount: 1000 }],
    });
    expect(mailsTo(EVA, "check its split")).toHaveLength(1);
    expect(mailsTo(EVA, "check its split")[0]?.text).toContain("Your part: 10.00 USD");
    expect(mailsTo(pair.ana.email, "check its split")).toHaveLength(1);
    const amended = await pair.asAna("POST", `/contracts/${eva.contract}/amendments`, {
      share: "0.20",
      ...TERMS,
    });
    const yes = await eva.ask("POST", `/proposals/${amended.body.id}/accept`, { termsOfUse: 2 });
    expect(yes.status, JSON.stringify(yes.body)).toBe(200);
    const { body: trail } = await pair.asAna("GET", "/audit-trail?type=contract.accepted&limit=1");
    expect(trail.data[0].changes).toContainEqual({ field: "share", before: "0.1", after: "0.2" });
    pair.skip(1000);
    await pair.sell();
    await pair.sell();
    await pair.tell();
    expect(mailsTo(EVA, "check its split").map((one) => one.subject)).toEqual([
      "First sale under your contract on “Piano”: check its split",
      "First sale under the new terms on “Piano”: check its split",
    ]);
    expect(mailsTo(EVA, "new terms on")[0]?.text).toContain("Your part: 20.00 USD");
  });

  test("sales are told by the day unless chosen otherwise; a day without sales is not told", async () => {
    const { app } = pair.shop.door;
    expect(await tellSalesOfDays(app, pair.shop.ws)).toBe(0);
    pair.skip(DAY);
    const told = await Promise.all([1, 2, 3].map(() => tellSalesOfDays(app, pair.shop.ws)));
    expect(told.sort()).toEqual([0, 0, 1]);
    await pair.tell();
    const [digest] = await inbox(eva.who);
    expect(digest).toMatchObject({ kind: "sales_of_day", path: `/partner/${eva.party}/sales?earned=true` });
    expect(digest.facts).toMatchObject({ sales: 5, given: [{ currency: "USD", amount: 7000, sales: 5 }] });
    const [mail] = mailsTo(EVA, "5 sales, 70.00 USD for you");
    expect(mail?.text).toContain("5 sales: 70.00 USD");
    pair.skip(DAY);
    expect(await tellSalesOfDays(app, pair.shop.ws)).toBe(0);
    const chosen = await eva.ask("POST", "/sale-notices", { how: "each" });
    expect(chosen.body.sales).toMatchObject([{ party: eva.party, how: "each" }]);
    await pair.sell();
    await pair.tell();
    expect((await inbox(eva.who))[0]).toMatchObject({ kind: "sale", facts: { given: [{ amount: 2000 }] } });
    for (let n = 0; n < 21; n++) await pair.sell();
    await pair.tell();
    expect((await inbox(eva.who))[0]).toMatchObject({
      kind: "sales",
      facts: { sales: 21, given: [{ amount: 42_000 }] },
    });
    await eva.ask("POST", "/sale-notices", { how: "none" });
    await pair.sell();
    pair.skip(DAY);
    await pair.tell();
    expect(await tellSalesOfDays(app, pair.shop.ws)).toBe(0);
    expect((await inbox(eva.who))[0].kind).toBe("sales");
  });

  test("an end that comes near is told 30 and 7 days before, once each, by however many look", async () => {
    const { app } = pair.shop.door;
    const ends = new Date(app.ids.now() + 40 * DAY).toISOString();
    const asked = await pair.asAna("POST", `/contracts/${eva.contract}/endings`, { ends, termsOfUse: 2 });
    const yes = await eva.ask("POST", `/proposals/${asked.body.id}/accept`, { termsOfUse: 2 });
    expect(yes.status, JSON.stringify(yes.body)).toBe(200);
    const look = async (days: number) => {
      pair.skip(days * DAY);
      const told = await Promise.all([1, 2, 3].map(() => watchEndings(app, pair.shop.ws)));
      return told.reduce((sum, one) => sum + one, 0);
    };
    expect([
      await look(5),
      await look(5),
      await look(1),
      await look(17),
      await look(5),
      await look(1),
    ]).toEqual([0, 2, 0, 0, 2, 0]);
    await pair.tell();
    expect(mailsTo(EVA, "ends in").map((one) => one.subject)).toEqual([
      "The contract on “Piano” ends in 30 days",
      "The contract on “Piano” ends in 7 days",
    ]);
    expect(mailsTo(pair.ana.email, "ends in 7 days")[0]?.subject).toContain(`with ${EVA} on “Piano”`);
  });

  test("a mail of a kind that is switched off stays away, a needed one cannot be", async () => {
    const off = await pair.as(eva.who, "PUT" as "POST", "/account/mails", { answers: false });
    expect(off.body.groups).toContainEqual({ name: "answers", mailed: false, needed: false });
    expect(off.body.groups).toContainEqual({ name: "agreed", mailed: true, needed: true });
    const needed = await pair.as(eva.who, "PUT" as "POST", "/account/mails", { agreed: false });
    expect(needed.body).toMatchObject({ status: 400 });
    const other = await pair.join("fabio@example.com");
    const before = mailsTo("fabio@example.com", "declined").length;
    const asked = await other.ask("POST", `/contracts/${other.contract}/endings`, { termsOfUse: 2 });
    await pair.asAna("POST", `/proposals/${asked.body.id}/decline`, {});
    await pair.tell();
    expect(mailsTo("fabio@example.com", "declined")).toHaveLength(before + 1);
    const [mail] = mailsTo("fabio@example.com", "declined") as unknown as {
      unsubscribe: string;
      text: string;
    }[];
    const token = /unsubscribe\/([\w-]+)$/.exec(mail?.unsubscribe ?? "")?.[1] as string;
    expect(mail?.text).toContain(`/mails#${token}`);
    const state = async () => (await pair.as(null, "POST", "/mail-switch/open", { token })).body;
    const { server } = pair.shop.door;
    const accept = "text/html,application/xhtml+xml";
    const url = `/v1/unsubscribe/${token}`;
    const opened = await server.inject({ method: "GET", url, headers: { accept } });
    expect([opened.statusCode, opened.headers.location]).toEqual([
      303,
      expect.stringMatching(/\/mails#[\w-]+$/),
    ]);
    expect(await state()).toEqual({ about: "answers", workspace: null, on: true });
    const press = () =>
      server.inject({
        method: "POST",
        url: `/v1/unsubscribe/${token}`,
        headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "cross-site" },
        payload: "List-Unsubscribe=One-Click",
      });
    expect([(await press()).statusCode, (await press()).statusCode]).toEqual([200, 200]);
    expect(await state()).toMatchObject({ on: false });
    const fabio = (await pair.as(other.who, "GET", "/account/mails")).body;
    expect(fabio.groups.filter((one: { mailed: boolean }) => !one.mailed)).toEqual([
      { name: "answers", mailed: false, needed: false },
    ]);
    const back = await pair.as(null, "POST", "/mail-switch", { token, on: true });
    expect(back.body).toMatchObject({ on: true });
    for (const bad of [token.slice(0, -4), `${token.slice(0, 50)}A${token.slice(51)}`, "x".repeat(60)]) {
      const answer = await server.inject({ method: "POST", url: `/v1/unsubscribe/${bad}` });
      expect([answer.statusCode, answer.json().code]).toEqual([404, "not_found"]);
    }
  });

  test("what was told before is not told again", async () => {
    const { app, identity } = pair.shop.door;
    expect(await tellNotices(app, identity, pair.shop.ws)).toBe(0);
  });
});
