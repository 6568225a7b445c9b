// What only a window asks for, beside what the pages show: a second business, a product whose affiliates have
// managers, a sale in dispute, a balance to be confirmed, a partner who speaks for two parties. It never
// opens a page.
// Example: const { pages, recruits } = await stockWindows(stage, partner)
import { expect } from "vitest";
import { addMember } from "../../src/access/members.ts";
import { makeOperator } from "../../src/access/operators.ts";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { settleContracts } from "../../src/flows/settle-contracts.ts";
import { AGREED } from "../journeys/open-shop.ts";
import { speaksFor } from "../journeys/speaks-for.ts";
import { ids } from "../journeys/test-door.ts";
import type { MappedPage, Stock } from "./every-page.ts";
import type { Stage } from "./open-console.ts";
import { type StockedPage, stockUnderWay } from "./stock-under-way.ts";

const SLUG = "choirs";
const DAY = 86_400_000;

export interface WindowStock {
  /** Pages of the console with a thing that the stock of pages has not. */
  pages: MappedPage[];
  /** The product whose affiliates the partner recruits. */
  recruits: string;
}

export async function stockWindows(
  stage: Stage,
  has: Stock,
  partner: Stock & { email: string },
): Promise<WindowStock> {
  const { party = "", email } = partner;
  await speaksFor(stage.shop, "colleague", { party });
  const other = await alsoSpeaks(stage, email);
  await alsoRuns(stage);
  await askToLook(stage);
  const recruits = await makeRecruits(stage, party, other);
  await asOwner(stage, "POST", "/opening-balances", {
    ...{ party, currency: "USD", amount: 4200, asOf: "2025-12-31", note: "Carried over" },
  });
  await asOwner(stage, "PUT", `/parties/${party}/reserve`, { rate: "0.10", days: 30 });
  const adjustment = { party, currency: "USD", amount: 1500, reason: "Put right" };
  await asOwner(stage, "POST", "/adjustments", adjustment);
  const { product, sale } = partner;
  const { data: parties } = (await stage.shop.get("/parties?limit=100")).body;
  const long = parties.find((one: { ref: string }) => one.ref === "long");
  const until = new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10);
  await asOwner(stage, "POST", "/data-grants", {
    ...{ party, product, fields: ["email"], purpose: "Support of the course", until },
  });
  await asOwner(stage, "POST", `/sales/${sale}/credit-corrections`, {
    ...{ credited: [{ party: long.id }], reason: "It was another's link." },
  });
  const terms = { share: "0.10", renewals: "at_charge", tail: "none" };
  await stage.shop.make("/terms-templates", { name: "Usual terms", terms });
  const paid = await payOut(stage, party);
  const plain = await stage.shop.make("/products", { name: "Of nobody yet" });
  const { data: products } = (await stage.shop.get("/products?limit=100")).body;
  const charged = products.find((one: { externalId: string }) => one.externalId === "piano");
  const disputed = await dispute(stage, has.product ?? "");
  const settled = await settle(stage);
  const underWay = await stockUnderWay(stage, has, (...asked) => asOwner(stage, ...asked));
  const pages: StockedPage[] = [
    // A platform charges for it.
    ["/products/$product?tab=preview", `/products/${charged.id}?tab=preview`],
    ["/products/$product/edit", `/products/${plain.id}/edit`],
    ["/products/$product?tab=affiliates", `/products/${plain.id}?tab=affiliates`],
    ["/products/$product?tab=affiliates", `/products/${recruits}?tab=affiliates`],
    ["/sales/$sale", `/sales/${disputed}`],
    ["/sales/$sale", `/sales/${partner.sale}`],
    ["/contracts/$contract", `/contracts/${settled}`],
    ["/payouts/runs/$run", `/payouts/runs/${paid.run}`],
    ["/payouts/$payout", `/payouts/${paid.payout}`],
    ["/proposals/new?product", `/proposals/new?product=${has.product}`],
    ...underWay,
  ];
  return {
    recruits,
    pages: pages.map(([path, address], at) => ({ path: `${path} #${at}`, address: stage.home + address })),
  };
}

const where = ({ shop }: Stage) => ({ ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid });

type Parsed = ReturnType<typeof JSON.parse>;

/** Each time another person: what is proposed is approved by somebody else. */
async function asMember(
  stage: Stage,
  role: "owner" | "finance",
  method: "GET" | "POST" | "PUT",
  path: string,
  payload?: object,
): Promise<Parsed> {
  const member = await stage.shop.door.person(role, where(stage));
  const url = `/v1/workspaces/${stage.shop.workspace}${path}`;
  const answer = await member.send({ method, url, ...(payload ? { payload } : {}) });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return answer.headers["content-type"]?.toString().includes("json") ? answer.json() : null;
}

const asOwner = (stage: Stage, method: "POST" | "PUT", path: string, payload: object) =>
  asMember(stage, "owner", method, path, payload);

/** Who signs in is an owner of a second business, and runs the installation. */
async function alsoRuns({ shop: { door } }: Stage): Promise<void> {
  const account = (await door.identity.findAccount("ana@example.com"))?.account as Uuid;
  const second = await door.addWorkspace();
  const member = { account, ws: second.ws, workspace: second.id, role: "owner" as const, at: ids.now() };
  await inWorkspace(door.db, null, (tx) => addMember(tx, member));
  await inWorkspace(door.db, null, (tx) => makeOperator(tx, account, ids.now()));
}

/** Whoever runs the installation asks to be let in. */
async function askToLook({ shop: { door, workspace } }: Stage): Promise<void> {
  const operator = await door.person(null);
  await inWorkspace(door.db, null, (tx) => makeOperator(tx, operator.account, ids.now()));
  const payload = { workspace, reason: "The import hangs", hours: 2 };
  const asked = await operator.send({ method: "POST", url: "/v1/operator/grants", payload });
  expect(asked.statusCode, asked.body).toBeLessThan(300);
}

/** The same account speaks for a second party: then there is one to switch to. */
async function alsoSpeaks(stage: Stage, email: string): Promise<string> {
  const { shop } = stage;
  const { id } = await shop.make("/parties", { kind: "partner", ref: "second", name: "Second Studio" });
  const account = (await shop.door.identity.findAccount(email))?.account as Uuid;
  const { ws, id: workspace } = where(stage);
  const link = { account, email, workspace, ws, party: parsePublicId("party", id) as Uuid };
  await inWorkspace(shop.door.db, null, (tx) => linkAccount(tx, { ...link, mayAccept: true, at: ids.now() }));
  return id;
}

/** Two who promote, two who ask to, and another manager whom they can be handed over to. */
async function makeRecruits({ shop }: Stage, party: string, other: string): Promise<string> {
  const { id: product } = await shop.make("/products", { name: "Choirs at home", externalId: SLUG });
  await shop.make(`/products/${product}/program`, { rate: "0.20", slug: SLUG, terms: "No spam." });
  for (const manager of [party, other]) {
    const terms = { share: "0.05", scope: "recruited", ...AGREED };
    await shop.make("/contracts", { product, party: manager, ...terms });
  }
  for (const ref of ["recruit-1", "recruit-2"]) {
    const own = (await shop.make("/parties", { kind: "partner", ref, name: ref })).id;
    const code = ref.replace("-", "");
    await shop.make("/affiliations", { product, party: own, code, rate: "0.20", recruitedBy: party });
  }
  await shop.make(`/products/${product}/materials`, { title: "Text", text: "Sing at home." });
  await shop.make(`/products/${product}/affiliate-invitations`, { email: "invited@example.com" });
  const manager = await speaksFor(shop, "leader", { party });
  const { body: link } = await manager.post(`/managed-products/${product}/link`);
  for (const by of [link.code, undefined]) {
    const applicant = await shop.door.person(null);
    const payload = { slug: SLUG, terms: 1, ...(by ? { by } : {}) };
    const asks = await applicant.send({ method: "POST", url: "/v1/program-applications", payload });
    expect(asks.statusCode, asks.body).toBe(201);
  }
  return product;
}

async function dispute({ shop }: Stage, product: string): Promise<string> {
  const sale = await shop.make("/sales", { externalId: "disputed", product, currency: "USD", paid: 9_900 });
  await shop.make(`/sales/${sale.id}/disputes`, { externalId: "d-walked", amount: 2_000 });
  return sale.id;
}

/** A run that is under way, with a file that somebody took. */
async function payOut(stage: Stage, party: string): Promise<{ run: string; payout: string }> {
  const method = { kind: "paypal", email: "naughty@example.com" };
  await asOwner(stage, "PUT", `/parties/${party}/payout-method`, { method });
  await asOwner(stage, "POST", "/paying-accounts", {
    account: { rail: "sepa", name: "Piano School", iban: "NL91ABNA0417164300" },
  });
  const run = await asOwner(stage, "POST", "/payout-runs", { parties: [party] });
  await asMember(stage, "owner", "POST", `/payout-runs/${run.id}/approve`);
  await asMember(stage, "owner", "GET", `/payout-runs/${run.id}/files/${run.files[0].name}`);
  const { data } = await asMember(stage, "owner", "GET", `/payouts?run=${run.id}`);
  return { run: run.id, payout: data[0].id };
}

/** A guarantee that a month which is over had to make good. */
async function settle({ shop }: Stage): Promise<string> {
  const product = (await shop.make("/products", { name: "Violin for all", externalId: "violin" })).id;
  const at = new Date(Date.now() - 45 * DAY).toISOString();
  const starts = new Date(Date.now() - 90 * DAY).toISOString();
  const clauses = [{ kind: "minimum", amount: 50_000, currency: "USD", period: "month" }];
  const terms = { share: "0.10", clauses, noticeDays: 30, starts, ...AGREED };
  const made = await shop.make("/contracts", { product, party: { ref: "bruno" }, ...terms });
  await shop.make("/sales", { externalId: "v1", product, currency: "USD", paid: 100_000, at });
  await settleContracts(shop.door.app, shop.ws);
  return made.id;
}
