// A sale's whole life: the statements it stands on, the payout after which everything due by then was paid,
// what a rolling reserve keeps, a commission held and released; and the trail that names all of it. Support
// reads none of what partners earn.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";
import { PASSWORD, type TestPerson } from "./test-door.ts";

const DAY_MS = 86_400_000;

describe("a sale's life", () => {
  let world: Affiliates;
  let owner: TestPerson;

  beforeAll(async () => {
    world = await openAffiliates();
    owner = await enter("owner", PASSWORD);
  }, 60_000);
  afterAll(() => world.door.close());

  const enter = (role: "owner" | "support", password?: string) => {
    const id = parsePublicId("ws", world.workspace) as Uuid;
    return world.door.person(role, { ws: world.ws, id }, password);
  };
  const as = async (
    method: "POST" | "PUT" | "PATCH" | "GET",
    path: string,
    payload?: object,
    who = owner,
  ) => {
    const url = `/v1/workspaces/${world.workspace}${path}`;
    const answer = await who.send({ method, url, ...(payload ? { payload } : {}) });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    return answer.json();
  };
  const life = (sale: string) => as("GET", `/sales/${sale}/life`);
  const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

  test("a statement and a payout cover it, and not the sale after them", async () => {
    const old = (await world.sell("old", { at: daysAgo(90) })).body.id as string;
    const other = (await world.sell("other", { at: daysAgo(80) })).body.id as string;
    const { bruno } = world.party;
    expect(await life(old)).toEqual({ holds: [], statements: [], payouts: [], reserves: [] });
    const until = daysAgo(85).slice(0, 10);
    const issued = await as("POST", "/statements", { party: bruno, currency: "USD", until });
    expect((await life(old)).statements).toMatchObject([
      { id: issued.id, number: 1, amount: 582, party: { id: bruno }, until },
    ]);
    expect((await life(other)).statements).toEqual([]);

    const method = { kind: "iban", holder: "Bruno", iban: "DE89 3704 0044 0532 0130 00" };
    await as("PATCH", "/payout-policy", { fourEyes: false, password: PASSWORD });
    await as("PUT", `/parties/${bruno}/payout-method`, { method, password: PASSWORD });
    const run = await as("POST", "/payout-runs", {});
    await as("POST", `/payout-runs/${run.id}/approve`);
    const late = (await world.sell("late", { at: daysAgo(70) })).body.id as string;
    for (const sale of [old, other]) {
      expect((await life(sale)).payouts).toMatchObject([
        { party: { id: bruno }, state: "in_transit", amount: 1164, currency: "USD" },
      ]);
    }
    expect((await life(late)).payouts).toEqual([]);
    const trail = await as("GET", "/audit-trail?words=bruno&type=statement");
    expect(trail.data).toMatchObject([
      { subject: issued.id, subjectName: "Bruno", subjectFacts: { number: 1, currency: "USD" } },
    ]);
    const runs = await as("GET", "/audit-trail?words=1&type=payout_run");
    expect(runs.data.length).toBeGreaterThan(0);
    for (const one of runs.data) expect(one).toMatchObject({ subjectFacts: { number: 1 } });
    expect((await as("GET", "/audit-trail?words=nobody+of+that+name")).data).toEqual([]);
  });

  test("a reserve keeps a part until its days are over", async () => {
    const sale = (await world.sell("new", { at: daysAgo(3) })).body.id as string;
    await as("PUT", `/parties/${world.party.bruno}/reserve`, { rate: "0.5", days: 30 });
    const until = new Date(Date.parse(daysAgo(3).slice(0, 10)) + 30 * DAY_MS).toISOString().slice(0, 10);
    expect((await life(sale)).reserves).toMatchObject([{ amount: 291, rate: "0.5", days: 30, until }]);
  });

  test("a commission is held, then released; support may not look", async () => {
    const click = await world.click("dora-piano", 0);
    const sale = (await world.buy("rush", { clickId: click.id })).body.id as string;
    await watchFraud(world.door.app, world.ws);
    const [held] = (await life(sale)).holds;
    expect(held).toMatchObject({ party: { name: "Dora" }, rules: ["tooFast"], state: "held", amount: 1792 });
    await as("POST", `/findings/${held.id}/decision`, {
      state: "released",
      reason: "Looked at it.",
      basedOn: 1,
    });
    const [decided] = (await life(sale)).holds;
    expect(decided).toMatchObject({ state: "released", reason: "Looked at it." });
    const support = await enter("support");
    const url = `/v1/workspaces/${world.workspace}/sales/${sale}/life`;
    expect((await support.send({ method: "GET", url })).statusCode).toBe(403);
  });
});
