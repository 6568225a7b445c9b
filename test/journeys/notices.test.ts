// What people are told of a contract's life: in the inbox of each business, by mail in their own language,
// each once, whoever acts and however the mail server feels.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inWorkspace } from "../../src/db/transaction.ts";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { type Joined, openPair, type Pair, TERMS } from "./open-pair.ts";
import { openPostOffice, type PostOffice } from "./post-office.ts";

const EVA = "eva@example.com";

describe("what is told of a contract's life", { timeout: 60_000 }, () => {
  let pair: Pair;
  let office: PostOffice;
  let eva: Joined;

  beforeAll(async () => {
    pair = await openPair();
    office = await openPostOffice(pair.shop.door);
    eva = await pair.join(EVA);
  });
  afterAll(async () => {
    await office.close();
    await pair.shop.door.close();
  });

  const subjects = (address: string) => office.to(address).map((one) => one.subject);
  const newest = (address: string) => office.to(address).at(-1);
  const amend = (share: string) =>
    eva.ask("POST", `/contracts/${eva.contract}/amendments`, { share, ...TERMS, message: "As we said." });

  test("both sides keep the agreement, the one who accepted as well", async () => {
    await office.work();
    expect(subjects(EVA)).toContain("Agreed: you share “Piano”");
    expect(subjects(pair.ana.email)).toContain(`Agreed: ${EVA} shares “Piano”`);
    const kept = newest(EVA);
    expect(kept?.text).toContain("You accepted the invitation on “Piano”.");
    expect(kept?.text).toContain(
      `https://partage.example/partner/${eva.party}/contracts/${eva.contract}/agreements/1`,
    );
    expect(kept?.text).toContain("It is always sent.");
    expect(kept?.headers["list-unsubscribe"]).toBeUndefined();
  });

  test("a partner's proposal speaks from the partner's side", async () => {
    const asked = await amend("0.15");
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    await office.work();
    const mail = newest(pair.ana.email);
    expect(mail?.subject).toBe(`${EVA} proposes new terms for “Piano”`);
    expect(mail?.text).toContain(`${EVA} proposes to change your contract on “Piano”.`);
    expect(mail?.text).not.toContain("Piano School proposes");
    expect(mail?.text).toContain("(today: 10 %");
    expect(mail?.text).toContain("They wrote: As we said.");
    expect(subjects(EVA).filter((one) => one.includes("proposes"))).toEqual([]);
    const no = await pair.asAna("POST", `/proposals/${asked.body.id}/decline`, { answer: "In autumn." });
    expect(no.status).toBe(200);
    await office.work();
    expect(newest(EVA)?.subject).toMatch(/^Person \d+ declined the proposed change on “Piano”$/);
    expect(newest(EVA)?.headers["list-unsubscribe"]).toMatch(
      /^<https:\/\/partage\.example\/v1\/unsubscribe\/[\w-]+>$/,
    );
    expect(newest(EVA)?.headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
  });

  test("a mail server that is down, then silent, then well: the act stands, and each mail comes once", async () => {
    const before = office.arrived.length;
    office.mode = "down";
    const asked = await amend("0.16");
    expect(asked.status).toBe(201);
    await office.work();
    expect(office.arrived).toHaveLength(before);
    office.mode = "stalls";
    await office.workAgain();
    expect(office.arrived).toHaveLength(before);
    office.mode = "works";
    await office.workAgain();
    await office.workAgain();
    const came = office.arrived.slice(before);
    expect(came.map((one) => one.to)).toEqual([pair.ana.email]);
    expect(new Set(office.arrived.map((one) => one.messageId)).size).toBe(office.arrived.length);
    await eva.ask("POST", `/proposals/${asked.body.id}/withdraw`);
    await office.work();
  });

  test("two processes that look at the same time tell once", async () => {
    const { app, identity } = pair.shop.door;
    const asked = await amend("0.17");
    const told = await Promise.all(Array.from({ length: 6 }, () => tellNotices(app, identity, pair.shop.ws)));
    expect(told.reduce((sum, one) => sum + one, 0)).toBe(1);
    const rows = await inWorkspace(app.db, pair.shop.ws, (tx) =>
      tx.selectFrom("notice").selectAll().where("leads_to", "=", asked.body.id).execute(),
    );
    expect(rows).toHaveLength(1);
    await eva.ask("POST", `/proposals/${asked.body.id}/withdraw`);
    await office.work();
  });
});
