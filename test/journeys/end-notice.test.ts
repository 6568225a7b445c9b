// Notice where both sides agreed to a notice period: one side ends the contract by itself, after the days,
// and never sooner; without such a period, never. Going on takes both.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noticeEnds } from "../../src/contracts/end-notice.ts";
import { type Joined, openPair, type Pair, TERMS } from "./open-pair.ts";

const DAY = 86_400_000;

describe("a notice period", () => {
  let pair: Pair;
  let bruno: Joined;

  beforeAll(async () => {
    pair = await openPair("America/Sao_Paulo");
    bruno = await pair.join("bruno@example.com", { noticeDays: 30 });
  });
  afterAll(() => pair.shop.door.close());

  const story = async (who: Joined) => (await who.ask("GET", `/contracts/${who.contract}`)).body;

  test("stands in the terms, in words of both languages, and in the frozen agreement", async () => {
    const { versions } = await story(bruno);
    expect(versions[0]).toMatchObject({ noticeDays: 30, confirmation: { state: "agreed" } });
    const rows = new Map(versions[0].inWords.en);
    expect(rows.get("Notice")).toMatch(/^30 days: either side may end it/);
    expect(rows.get("Ends")).toContain("until one side gives notice");
    expect(new Map(versions[0].inWords["pt-BR"]).get("Aviso prévio")).toMatch(/^30 dias/);
    const path = `/contracts/${bruno.contract}/versions/1/agreement`;
    const { body } = await bruno.ask("GET", path);
    expect(body.document.terms.noticeDays).toBe(30);
    expect(body.document.termsOfUse.version).toBe(2);
    expect(body.text).toContain("without the other's acceptance");
  });

  test("needs the terms of use that speak of it", async () => {
    const asked = { product: pair.product, email: "old@example.com", share: "0.01", ...TERMS, termsOfUse: 1 };
    const refused = await pair.asAna("POST", "/proposals", { invitations: [{ ...asked, noticeDays: 5 }] });
    expect(refused.body).toMatchObject({ status: 422, code: "terms_of_use" });
    const fine = await pair.asAna("POST", "/proposals", { invitations: [asked] });
    expect(fine.status).toBe(201);
  });

  test("none agreed: neither side ends it alone, and silence ends nothing", async () => {
    const eva = await pair.join("eva@example.com", { share: "0.05" });
    const refused = await eva.ask("POST", `/contracts/${eva.contract}/notice`, {});
    expect(refused.body).toMatchObject({ status: 409, code: "no_notice_agreed" });
    expect(refused.body.detail).toContain("Propose to end it instead");
    const byAna = await pair.asAna("POST", `/contracts/${eva.contract}/notice`, {});
    expect(byAna.status).toBe(409);
    const byKey = await pair.shop.post(`/contracts/${bruno.contract}/notice`, {});
    expect(byKey.status).toBe(403);
    const byStranger = await eva.ask("POST", `/contracts/${bruno.contract}/notice`, {});
    expect(byStranger.status).toBe(404);
  });

  test("ends it after the days, tells the other side once, and answers what was asked", async () => {
    const open = await pair.asAna("POST", `/contracts/${bruno.contract}/amendments`, {
      share: "0.20",
      ...TERMS,
      noticeDays: 30,
    });
    expect(open.status).toBe(201);
    const given = await bruno.ask("POST", `/contracts/${bruno.contract}/notice`, { message: "Thank you." });
    expect(given.status, JSON.stringify(given.body)).toBe(201);
    const [notice] = given.body.notices;
    expect(notice).toMatchObject({ side: "party", days: 30, isInEffect: true, message: "Thank you." });
    const at = Date.parse(notice.at);
    expect(Date.parse(notice.ends)).toBe(noticeEnds(at, 30, "America/Sao_Paulo"));
    expect(Date.parse(notice.ends) - at).toBeGreaterThanOrEqual(30 * DAY);
    expect(given.body).toMatchObject({ state: "active", proposals: [{ state: "declined" }, {}] });
    const again = await bruno.ask("POST", `/contracts/${bruno.contract}/notice`, {});
    expect(again.body).toMatchObject({ status: 409, code: "ends_sooner" });
    await pair.tell();
    const told = pair.sent.filter((one) => one.subject.includes("gave notice"));
    const [mail] = told;
    expect(told).toHaveLength(1);
    expect(mail?.to).toBe(pair.ana.email);
    expect(mail?.text).toContain("notice of 30 days that both of you agreed to");
    expect(mail?.text).toContain("Thank you.");
    expect(mail?.text).toContain(`/contracts/${bruno.contract}`);
    const audit = await pair.shop.get("/events?type=contract.notice_given");
    expect(audit.body.data[0].payload).toMatchObject({
      before: { ends: null },
      after: { ends: notice.ends },
    });
  });

  test("sales go on until then and not after; the other side alone cannot undo it, both can", async () => {
    expect(pair.part(await pair.sell(), bruno.party)).toBe(1000);
    pair.skip(29 * DAY);
    expect(pair.part(await pair.sell(), bruno.party)).toBe(1000);
    const back = { share: "0.10", ...TERMS, noticeDays: 30 };
    const asked = await bruno.ask("POST", `/contracts/${bruno.contract}/amendments`, back);
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    const accepted = await pair.asAna("POST", `/proposals/${asked.body.id}/accept`, { termsOfUse: 2 });
    expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
    pair.skip(5 * DAY);
    expect(pair.part(await pair.sell(), bruno.party)).toBe(1000);
    expect((await story(bruno)).notices[0].isInEffect).toBe(false);
    const second = await pair.asAna("POST", `/contracts/${bruno.contract}/notice`, {});
    expect(second.status, JSON.stringify(second.body)).toBe(201);
    pair.skip(32 * DAY);
    expect(pair.part(await pair.sell(), bruno.party)).toBe(0);
    expect((await story(bruno)).state).toBe("ended");
  });

  test.each([0, 366, -1, 1.5])("%s days are refused with the field's name", async (noticeDays) => {
    const one = { product: pair.product, email: "x@example.com", share: "0.01", ...TERMS, noticeDays };
    const { status, body } = await pair.asAna("POST", "/proposals", { invitations: [one] });
    expect(status).toBe(400);
    expect(body.errors[0].path).toBe("invitations[0].noticeDays");
  });
});

test("a notice over a change of clocks ends at midnight of the business's own calendar", () => {
  const ends = noticeEnds(Date.parse("2026-03-01T15:00:00Z"), 10, "America/New_York");
  expect(new Date(ends).toISOString()).toBe("2026-03-12T04:00:00.000Z");
  const leap = noticeEnds(Date.parse("2028-02-28T23:30:00Z"), 1, "UTC");
  expect(new Date(leap).toISOString()).toBe("2028-03-01T00:00:00.000Z");
});
