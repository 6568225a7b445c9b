// Whoever's commission is held reads so in the inbox and by mail, in general words, and reads the decision
// with its reason; the team is told once of all that was found together.
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { decideFinding } from "../../src/flows/decide-finding.ts";
import { mailNotices } from "../../src/flows/mail-notices.ts";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import type { TestPerson } from "./test-door.ts";

describe("A held commission is told", { timeout: 120_000 }, () => {
  let world: Affiliates;
  let dora: Speaker;
  let owner: TestPerson;
  beforeAll(async () => {
    world = await openAffiliates();
    dora = await speaksFor(world, "dora", { party: world.dora });
    owner = await world.door.person("owner", {
      ws: world.ws,
      id: parsePublicId("ws", world.workspace) as Uuid,
    });
    await tellNotices(world.door.app, world.door.identity, world.ws);
  }, 120_000);
  afterAll(() => world.door.close());

  async function tell(): Promise<string[]> {
    const { app, identity, mailing, mails } = world.door;
    const before = mails().length;
    await tellNotices(app, identity, world.ws);
    await mailNotices(app, mailing, world.ws);
    const sent = await Promise.all(
      mails()
        .slice(before)
        .map((one) => PostalMime.parse(one)),
    );
    return sent.map(({ subject, text }) => `${subject}\n${text}`);
  }
  const inbox = async (who: TestPerson, kind: string) => {
    const { data } = (await who.send({ method: "GET", url: "/v1/inbox?limit=50" })).json();
    return data.filter((one: { kind: string }) => one.kind === kind);
  };
  async function rush(externalId: string): Promise<string> {
    const click = await world.click("dora-piano", 0);
    return (await world.buy(externalId, { clickId: click.id })).body.id;
  }

  test("to the affiliate and to the team, those of one look as one; never with the evidence", async () => {
    await rush("h-1");
    await rush("h-2");
    await watchFraud(world.door.app, world.ws);
    const mails = (await tell()).filter((one) => /commission/.test(one));
    expect(mails).toHaveLength(2);
    const own = mails.find((one) =>
      one.startsWith("35.84 USD of your commission on “Piano in 30 days” is held"),
    );
    expect(own).toMatch(/2 sales/);
    expect(own).toMatch(/the clicks before it/);
    expect(own).not.toMatch(/second/);
    expect(mails.some((one) => one.startsWith("35.84 USD of Dora’s commission"))).toBe(true);
    const [told] = await inbox(dora.person, "commission_held");
    expect(told).toMatchObject({ party: world.dora, facts: { sales: 2, given: [{ amount: 3584 }] } });
    expect((await inbox(owner, "commission_held"))[0].path).toMatch(/findings\?state=held$/);
  });

  test("the decision reaches the affiliate with its reason, and leads to the sale", async () => {
    const { data } = (await world.get("/findings?state=held")).body;
    const reasons = [
      { state: "released", reason: "Her own shop floor." },
      { state: "taken_back", reason: "Nobody buys so fast." },
    ] as const;
    for (const [i, decision] of reasons.entries()) {
      const id = parsePublicId("finding", data[i].id) as Uuid;
      const basedOn = data[i].version;
      await decideFinding(
        world.door.app,
        world.ws,
        id,
        { ...decision, basedOn },
        { actor: "system", name: "Ana" },
      );
    }
    const mails = await tell();
    expect(mails.filter((one) => /was released/.test(one) && /Her own shop floor/.test(one))).toHaveLength(1);
    expect(mails.filter((one) => /was taken back/.test(one) && /Nobody buys so fast/.test(one))).toHaveLength(
      1,
    );
    const told = await inbox(dora.person, "commission_decided");
    expect(told.map((one: { facts: { decision: string } }) => one.facts.decision).sort()).toEqual([
      "released",
      "taken_back",
    ]);
    expect(told[0].path).toMatch(/\/partner\/party_.*\/sales\/sale_/);
  });
});
