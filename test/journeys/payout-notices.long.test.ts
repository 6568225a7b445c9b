// The mails of money out, as they are read: what waits for a second person; sent, once it was handed over;
// came back (to both sides, with what the bank said); below zero; and that where a party is paid was taken
// away. Each once, in the language of whoever reads.
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { mailNotices } from "../../src/flows/mail-notices.ts";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { watchBalances } from "../../src/flows/watch-balances.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import type { TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("what is told of payouts", { timeout: 120_000 }, () => {
  let shop: PianoShop;
  let ana: TestPerson;
  let fay: TestPerson;
  let bruno: Speaker;
  let sale: string;
  let payout: Parsed;

  const as = async (method: string, path: string, payload?: object) => {
    const url = `/v1/workspaces/${shop.workspace}${path}`;
    const answer = await ana.send({ method: method as "GET", url, ...(payload ? { payload } : {}) });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    return answer.body === "" ? null : answer.json();
  };
  const take = async (run: string, file: string) => {
    const url = `/v1/workspaces/${shop.workspace}/payout-runs/${run}/files/${file}`;
    expect((await ana.send({ method: "GET", url })).statusCode).toBe(200);
  };
  const tell = async (): Promise<{ to: string; said: string }[]> => {
    const { app, identity, mailing, mails } = shop.door;
    const before = mails().length;
    await tellNotices(app, identity, shop.ws);
    await mailNotices(app, mailing, shop.ws);
    const sent = await Promise.all(
      mails()
        .slice(before)
        .map((one) => PostalMime.parse(one)),
    );
    return sent.map(({ subject, text, to }) => ({ to: to?.[0]?.address ?? "", said: `${subject}\n${text}` }));
  };

  beforeAll(async () => {
    shop = await openPianoShop();
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    ana = await shop.door.person("owner", where);
    fay = await shop.door.person("finance", where);
    await as("PATCH", "/payout-policy", { fourEyes: false });
    bruno = await speaksFor(shop, "bruno", { party: shop.party.bruno });
    const sold = await shop.sell("s-1", { paid: 1_000_000, at: "2026-01-02T12:00:00Z" });
    expect(sold.status, JSON.stringify(sold.body)).toBe(201);
    sale = sold.body.id;
    const method = { kind: "paypal", email: "bruno@example.com" };
    expect((await bruno.post("/payout-method", { method })).status).toBe(200);
    await tell();
  });
  afterAll(() => shop.door.close());

  test("waits: whoever may approve reads of it, not who proposed; a partner's asking is told once a day", async () => {
    await as("PATCH", "/payout-policy", { fourEyes: true });
    const run = await as("POST", "/payout-runs", { parties: [shop.party.bruno] });
    const mails = await tell();
    expect(mails.map((one) => one.to)).toEqual([fay.email]);
    expect(mails[0]?.said).toContain("Payout run 1 waits for you: 585.62 USD");
    await as("POST", `/payout-runs/${run.id}/withdraw`);
    for (let i = 0; i < 2; i++) {
      expect((await bruno.post("/payout-requests", { currency: "USD" })).status).toBe(200);
      const asked = await tell();
      expect(asked.map((one) => one.to).sort()).toEqual(i === 0 ? [ana.email, fay.email].sort() : []);
      expect((await bruno.post("/payout-requests/withdraw", { currency: "USD" })).status).toBe(200);
    }
    const put = {
      party: shop.party.bruno,
      kind: "adjustment",
      currency: "USD",
      amount: 2500,
      reason: "Owed",
    };
    const { id } = await as("POST", "/adjustments", put);
    const told = await tell();
    expect(told.map((one) => one.to)).toEqual([fay.email]);
    await as("POST", `/adjustments/${id}/decline`, {});
    await as("PATCH", "/payout-policy", { fourEyes: false });
    await tell();
  });

  test("sent: the partner reads how much and under which reference", async () => {
    const run = await as("POST", "/payout-runs", { parties: [shop.party.bruno] });
    const { files } = await as("POST", `/payout-runs/${run.id}/approve`);
    [payout] = (await as("GET", `/payouts?run=${run.id}`)).data;
    expect(await tell()).toEqual([]);
    await take(run.id, files[0].name);
    const mails = await tell();
    expect(mails.map((one) => one.to)).toEqual([bruno.person.email]);
    expect(mails[0]?.said).toContain("Piano School sent you");
    expect(mails[0]?.said).toContain(payout.reference);
    expect(mails[0]?.said).toContain("585.62 USD");
    expect(await tell()).toEqual([]);
  });

  test("came back: both sides read it, with what the bank said; not whoever said so", async () => {
    await as("POST", `/payouts/${payout.id}/end`, { how: "settled" });
    expect(await tell()).toEqual([]);
    const read = await bruno.person.send({ method: "GET", url: "/v1/inbox" });
    expect(read.json().data[0]).toMatchObject({ kind: "payout_arrived", leadsTo: payout.id });
    await as("POST", `/payouts/${payout.id}/end`, { how: "returned", reason: "AC04" });
    const mails = await tell();
    expect(new Set(mails.map((one) => one.to))).toEqual(new Set([bruno.person.email, fay.email]));
    const own = mails.find((one) => one.to === bruno.person.email)?.said ?? "";
    expect(own).toContain("did not arrive");
    expect(own).toContain("available to you again");
    expect(own).toContain("AC04");
    expect(mails.find((one) => one.to === fay.email)?.said).toContain("to Bruno did not arrive");
  });

  test("below zero: told once, to the partner and the team", async () => {
    const run = await as("POST", "/payout-runs", { parties: [shop.party.bruno] });
    await as("POST", `/payout-runs/${run.id}/approve`);
    const [again] = (await as("GET", `/payouts?run=${run.id}`)).data;
    await as("POST", `/payouts/${again.id}/end`, { how: "settled" });
    await tell();
    const { status } = await shop.post(`/sales/${sale}/refunds`, { externalId: "r-1", amount: 1_000_000 });
    expect(status).toBe(201);
    for (let i = 0; i < 2; i++) await watchBalances(shop.door.app, shop.ws);
    const mails = (await tell()).filter((one) => /below zero/i.test(one.said));
    expect(mails.map((one) => one.to)).toContain(bruno.person.email);
    expect(mails.filter((one) => one.to === bruno.person.email)).toHaveLength(1);
    expect(await tell()).toEqual([]);
  });

  test("taken away: nothing is paid, and a new place waits", async () => {
    expect((await bruno.post("/payout-method/remove")).body.method).toBeNull();
    expect((await bruno.post("/payout-method/remove")).status).toBe(404);
    const method = { kind: "paypal", email: "bruno@other.example" };
    const { body } = await bruno.post("/payout-method", { method });
    expect(Date.parse(body.method.usableAt) - Date.parse(body.method.setAt)).toBe(72 * 3_600_000);
  });
});
