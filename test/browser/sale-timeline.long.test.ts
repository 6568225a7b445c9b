// The whole life of a sale on one line, read from its page: sold, refunded in part, disputed and lost with a
// fee, a commission held and taken back, told on a statement, paid, kept back by a reserve; in order of time,
// each with its amount, and those that have a page lead there.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { heading } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

const DAY_MS = 86_400_000;
let stage: Stage;
let sale: string;

beforeEach((context) => {
  if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
});
beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  stage = await openConsole();
  const { shop } = stage;
  const owner = await shop.door.person("owner", {
    ws: shop.ws,
    id: parsePublicId("ws", shop.workspace) as Uuid,
  });
  const as = async (method: "POST" | "PUT" | "PATCH", path: string, payload: object = {}) => {
    const answer = await owner.send({ method, url: `/v1/workspaces/${shop.workspace}${path}`, payload });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    return answer.json();
  };
  const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
  const { body } = await shop.get("/parties?limit=100");
  const party = (ref: string) => body.data.find((one: { ref: string }) => one.ref === ref).id;
  const product = { externalId: "piano" };
  const facts = { product, currency: "USD", paid: 10_000, at: daysAgo(90), affiliate: { code: "CARLA" } };
  sale = (await shop.make("/sales", { externalId: "old", ...facts })).id;
  await shop.make(`/sales/${sale}/refunds`, {
    externalId: "r",
    amount: 1_000,
    at: daysAgo(80),
    reason: "Half",
  });
  const { id: dispute } = await shop.make(`/sales/${sale}/disputes`, {
    ...{ externalId: "d", amount: 2_000, at: daysAgo(70) },
  });
  await shop.post(`/disputes/${dispute}/close`, { outcome: "lost", fee: 1_500, at: daysAgo(60) });
  const held = await as("POST", "/findings", { sale, party: party("carla"), reason: "Looks bought" });
  await as("POST", `/findings/${held.id}/decision`, { state: "taken_back", reason: "It was", basedOn: 1 });
  const bruno = party("bruno");
  const told = { party: bruno, currency: "USD", until: daysAgo(30).slice(0, 10) };
  await as("POST", "/statements", told);
  await as("PATCH", "/payout-policy", { fourEyes: false, minimum: 0 });
  await as("PUT", `/parties/${bruno}/payout-method`, {
    method: { kind: "paypal", email: "bruno@example.com" },
  });
  const run = await as("POST", "/payout-runs", { parties: [bruno] });
  await as("POST", `/payout-runs/${run.id}/approve`);
  await as("PUT", `/parties/${bruno}/reserve`, { rate: "0.5", days: 365 });
}, 120_000);
afterAll(() => stage?.close());

test("all of it stands on the line, in order, and leads on", { timeout: 120_000 }, async () => {
  const { page, complaints } = await stage.enter();
  await page.goto(`${stage.home}/sales/${sale}`);
  await heading(page, "Piano in 30 days").waitFor();
  const life = page.getByRole("list").filter({ has: page.getByText("Sold", { exact: true }) });
  await life.getByText("On statement 1 of Bruno Lima").waitFor();
  const moments = (await life.getByRole("listitem").allTextContents()).map((one) => one.replace(/\s+/g, " "));
  const order = [
    /^Sold.*100\.00/,
    /^Refunded.*−10\.00.*Half/,
    /^Buyer disputes the charge.*20\.00/,
    /^Dispute lost.*15\.00/,
    /^Commission of Carla Dias held/,
    /^Commission of Carla Dias taken back.*It was/,
    /^On statement 1 of Bruno Lima.*\d\.\d\d/,
    /^Payout to Bruno Lima on its way/,
    /^Reserve of Bruno Lima released/,
  ];
  const places = order.map((moment) => moments.findIndex((one) => moment.test(one)));
  expect(places, moments.join("\n")).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  for (const [name, where] of [
    ["On statement 1 of Bruno Lima", /\/statements\/statement_/],
    ["Payout to Bruno Lima on its way", /\/payouts\/.*payout_/],
    ["Commission of Carla Dias held", /\/findings\/finding_/],
    ["Reserve of Bruno Lima released", /\/parties\/party_/],
  ] as const) {
    expect(await life.getByRole("link", { name }).getAttribute("href")).toMatch(where);
  }
  expect(complaints).toEqual([]);
});
