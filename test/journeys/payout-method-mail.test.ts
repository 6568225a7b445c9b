// A change of where a party is paid is mailed to everybody who was known before: who speaks for the party and
// the party's own address on record, so that nobody moves another's money in silence. By real SMTP, masked.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { openPostOffice, type PostOffice } from "./post-office.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import { PASSWORD, type TestPerson } from "./test-door.ts";

describe("the mail of a changed account", () => {
  let shop: Shop;
  let office: PostOffice;
  let fay: TestPerson;
  let bruno: Speaker;

  beforeAll(async () => {
    shop = await openShop();
    office = await openPostOffice(shop.door);
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    fay = await shop.door.person("finance", where, PASSWORD);
    bruno = await speaksFor(shop, "bruno");
  });
  afterAll(async () => {
    await office?.close();
    await shop?.door.close();
  });

  /** Who got a mail since, with what it says; each once. */
  const mailed = async () => {
    office.arrived.length = 0;
    await office.work();
    const mails = office.arrived.filter((one) => /where .* is paid/i.test(one.subject));
    expect(mails.map((one) => one.to).sort()).toEqual(["bruno@example.com", bruno.person.email].sort());
    for (const one of mails) expect(one.text + one.html).not.toMatch(/0532|1450|2606 0/);
    return mails[0]?.text ?? "";
  };
  const iban = (number: string) => ({ kind: "iban", holder: "Bruno Lima", iban: number });

  test("the first, by the party: at once", async () => {
    await office.work();
    const { status } = await bruno.post("/payout-method", { method: iban("DE89 3704 0044 0532 0130 00") });
    expect(status).toBe(200);
    expect(await mailed()).toMatch(/DE89 •••• 3000[\s\S]*at once/i);
  });

  test("another, by the business: with both, and from when", async () => {
    const method = iban("FR14 2004 1010 0505 0001 3M02 606");
    const url = `/v1/workspaces/${shop.workspace}/parties/${bruno.party}/payout-method`;
    const answer = await fay.send({ method: "PUT", url, payload: { method, password: PASSWORD } });
    expect(answer.statusCode, answer.body).toBe(200);
    const text = await mailed();
    expect(text).toContain("FR14 •••• 2606");
    expect(text).toContain("DE89 •••• 3000");
    expect(text).toMatch(/20\d\d-\d\d-\d\d \d\d:\d\d/);
  });

  test("taken away: nothing is paid until there is another", async () => {
    expect((await bruno.post("/payout-method/remove")).status).toBe(200);
    expect(await mailed()).toContain("FR14 •••• 2606");
  });
});
