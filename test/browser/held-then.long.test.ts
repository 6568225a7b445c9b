// What a rolling reserve held: a partner asks for a past day and reads that day's setting, not today's; on a
// statement the figure opens the sales that counted and until when, for both sides. axe finds nothing; it
// fits a phone.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import type { Database } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { setReserve } from "../../src/flows/set-reserve.ts";
import { ids } from "../journeys/test-door.ts";
import { SECRET } from "../payouts/open-payout-shop.ts";
import { mustBeClean } from "./axe-finds.ts";
import { CHROMIUM } from "./chromium.ts";
import { PHONE } from "./enter-as.ts";
import { openConsole, type Stage } from "./open-console.ts";

const DAY = 86_400_000;
const dayBack = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

describe("what a rolling reserve held", { timeout: 240_000 }, () => {
  let stage: Stage;
  let bruno: string;
  let statement: string;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    let back = 12 * DAY;
    const clock = { ...ids, now: () => ids.now() - back };
    const safe = openSafe(SECRET, ids.random);
    const app = (db: Database): App => ({ db, ids: clock, safe, posting: openPosting(db, clock) });
    stage = await openConsole({ app });
    const { shop } = stage;
    bruno = (await shop.get("/parties?search=bruno")).body.data[0].id;
    const party = parsePublicId("party", bruno) as Uuid;
    const product = (await shop.get("/products")).body.data[0].id;
    const sale = { externalId: "counted", product, currency: "USD", paid: 100_000 };
    await shop.make("/sales", { ...sale, at: new Date(clock.now()).toISOString() });
    const setBy = { actor: "account:ana", name: "Ana", email: null };
    back = 10 * DAY;
    await setReserve(shop.door.app, shop.ws, party, { rate: 200_000, days: 30 } as never, setBy);
    back = 4 * DAY;
    await setReserve(shop.door.app, shop.ws, party, { rate: 500_000, days: 30 } as never, setBy);
    back = 0;
    statement = (await shop.make("/statements", { party: bruno, currency: "USD", until: dayBack(6) })).id;
    const workspace = parsePublicId("ws", shop.workspace) as Uuid;
    const email = "bruno@example.com";
    const account = await shop.door.identity.createAccount({ email, name: "Bruno", verified: true });
    const link = { account, email, workspace, ws: shop.ws, party, mayAccept: true, at: ids.now() };
    await inWorkspace(shop.door.db, null, (tx) => linkAccount(tx, link));
  }, 240_000);
  afterAll(() => stage?.close());

  const asBruno = async (options = {}) => {
    const visitor = await stage.visit(options);
    const token = await stage.shop.door.identity.makeLinkToken("bruno@example.com", 5);
    await visitor.page.goto(`${stage.url}/sign-in/link#${token}`);
    await visitor.page.getByRole("button").first().click();
    await visitor.page.waitForURL(/\/partner/);
    return visitor;
  };

  test("a partner reads the reserve of a past day by that day's setting", async () => {
    const { page, complaints } = await asBruno({ bypassCSP: true });
    await page.goto(`${stage.url}/partner?at=${dayBack(6)}`);
    await page
      .getByRole("link", { name: /reserve/i })
      .first()
      .click();
    await page.waitForURL(new RegExp(`payouts\\?at=${dayBack(6)}`));
    await page.getByText("20% of what had been earned in the last 30 days stayed unpaid.").waitFor();
    await page.getByText("held then").waitFor();
    await mustBeClean(page);
    await page.goto(`${stage.url}/partner/${bruno}/payouts`);
    await page.getByText("50% of what was earned in the last 30 days stays unpaid.").waitFor();
    await page.goto(`${stage.url}/partner/${bruno}/payouts?at=${dayBack(11)}`);
    await page.getByText("held nothing of what you earned then beyond guarantee and hold").waitFor();
    expect(complaints).toEqual([]);
  });

  test("a statement's figure opens what it is made of, and that leads to the sale", async () => {
    const { page, complaints } = await stage.enter({ bypassCSP: true });
    await page.goto(`${stage.home}/statements/${statement}`);
    await page.getByRole("button", { name: "Of which held by the rolling reserve" }).click();
    await page.getByText(/20% of .* earned in the last 30 days was to stay/).waitFor();
    const lines = page.getByRole("table", { name: "What counted towards the reserve" });
    await lines.getByRole("row", { name: /counted/ }).waitFor();
    await mustBeClean(page);
    await lines
      .getByRole("row", { name: /counted/ })
      .getByRole("link")
      .click();
    await page.waitForURL(/\/sales\/sale_/);
    expect(complaints).toEqual([]);
  });

  test("the partner opens the same on a phone in Portuguese", async () => {
    const { page, complaints } = await asBruno({ ...PHONE, bypassCSP: true });
    await page.goto(`${stage.url}/partner/${bruno}/statements/${statement}`);
    await page.getByRole("button", { name: /reserva/ }).click();
    await page.getByText(/20% de .* ganhos nos últimos 30 dias devia ficar/).waitFor();
    await page.getByText("Conta até").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    await mustBeClean(page);
    expect(complaints).toEqual([]);
  });
});
