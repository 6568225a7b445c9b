// People and balances for the pages of money out: bruno and carla have an IBAN, eva a PayPal address, dora
// nothing yet, gil too little; ana owns the business and fay does its finance.
// Example: const people = await fillPayouts(stage); await people.enterAs("fay@example.com")
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { addMember } from "../../src/access/members.ts";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { ids } from "../journeys/test-door.ts";
import type { Stage } from "./open-console.ts";

export interface PayoutPeople {
  dora: string;
  bruno: string;
  enterAs(email: string, options?: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }>;
}

const OWED = [
  ["bruno", "Bruno Lima", 94_535, { kind: "iban", holder: "Bruno Lima", iban: "DE89370400440532013000" }],
  [
    "carla",
    "Carla Dias",
    31_360,
    { kind: "iban", holder: "Carla Dias", iban: "FR1420041010050500013M02606" },
  ],
  ["eva", "Eva Costa", 8_210, { kind: "paypal", email: "eva@example.com" }],
  ["dora", "Dora Reis", 5_000, null],
  ["gil", "Gil Prado", 410, { kind: "paypal", email: "gil@example.com" }],
] as const;

export async function fillPayouts(stage: Stage): Promise<PayoutPeople> {
  const { shop, url } = stage;
  const { identity, server, db } = shop.door;
  const workspace = parsePublicId("ws", shop.workspace) as Uuid;
  const where = { ws: shop.ws, id: workspace };
  const owner = await shop.door.person("owner", where);
  const send = async (who: typeof owner, method: "GET" | "POST" | "PUT", path: string, payload?: object) => {
    const answer = await who.send({ method, url: path, ...(payload ? { payload } : {}) });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    return answer.json();
  };
  const home = `/v1/workspaces/${shop.workspace}`;
  await send(owner, "POST", `${home}/paying-accounts`, {
    account: { rail: "sepa", name: "Piano School", iban: "NL91ABNA0417164300" },
  });
  const parties = new Map<string, string>();
  const { body } = await shop.get("/parties?limit=100");
  for (const [ref, name, amount, method] of OWED) {
    const known = body.data.find((one: { ref: string }) => one.ref === ref)?.id;
    const party: string = known ?? (await shop.make("/parties", { kind: "partner", ref, name })).id;
    parties.set(ref, party);
    const email = `${ref}@example.com`;
    const account = await identity.createAccount({ email, name, verified: true });
    const own = parsePublicId("party", party) as Uuid;
    const link = { account, email, workspace, ws: shop.ws, party: own, mayAccept: true, at: ids.now() };
    await inWorkspace(db, null, (tx) => linkAccount(tx, link));
    const told = { party, currency: "EUR", amount, asOf: "2025-12-31", note: "Carried over" };
    const opening = await send(owner, "POST", `${home}/opening-balances`, told);
    const token = await identity.makeLinkToken(email, 5);
    const headers = { "x-partage-client": "test" };
    const redeem = { method: "POST" as const, url: "/v1/session/links/redeem", headers, payload: { token } };
    const cookie = (await server.inject(redeem)).cookies.map((one) => `${one.name}=${one.value}`).join("; ");
    const confirm = `/v1/partner/${party}/opening-balances/${opening.id}/confirm`;
    const done = await server.inject({ method: "POST", url: confirm, headers: { ...headers, cookie } });
    expect(done.statusCode, done.body).toBe(200);
    if (method !== null) await send(owner, "PUT", `${home}/parties/${party}/payout-method`, { method });
  }
  const fay = await identity.createAccount({ email: "fay@example.com", name: "Fay Alves", verified: true });
  const member = { account: fay, ws: shop.ws, workspace, role: "finance" as const, at: ids.now() };
  await inWorkspace(db, null, (tx) => addMember(tx, member));
  return {
    dora: parties.get("dora") as string,
    bruno: parties.get("bruno") as string,
    async enterAs(email, options) {
      const visitor = await stage.visit(options);
      await visitor.page.goto(`${url}/sign-in/link#${await identity.makeLinkToken(email, 5)}`);
      await visitor.page.getByRole("button").first().click();
      await visitor.page.waitForURL(/\/(w\/ws_|partner)/);
      return visitor;
    },
  };
}
