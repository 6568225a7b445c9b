// Who waits is reminded of by itself: once after three and once after ten days, in the inbox and by mail; not
// where reminders are switched off, and never of what is answered. And what opening balances and shared data
// tell people.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { sendProposal } from "../../src/flows/send-proposal.ts";
import { watchContracts } from "../../src/flows/watch-contracts.ts";
import { watchGrants } from "../../src/flows/watch-grants.ts";
import { type Joined, openPair, type Pair, TERMS } from "./open-pair.ts";

const DAY = 24 * 60 * 60 * 1000;

type Parsed = ReturnType<typeof JSON.parse>;

describe("reminders", () => {
  let pair: Pair;
  let bruno: Joined;

  beforeAll(async () => {
    pair = await openPair();
    bruno = await pair.join("bruno@example.com");
    await pair.tell();
  });
  afterAll(() => pair.shop.door.close());

  const watch = () => watchContracts(pair.shop.door.app, pair.shop.ws);
  const inboxOf = async (who: Joined["who"], kind: string): Promise<Parsed[]> => {
    const { body } = await pair.as(who, "GET", "/inbox?limit=100");
    return body.data.filter((one: Parsed) => one.kind === kind);
  };
  const proposalOf = async (id: string) => (await pair.asAna("GET", `/proposals/${id}`)).body;

  test("an amendment is reminded of after 3 and after 10 days, once each, and shown with the proposal", async () => {
    const path = `/contracts/${bruno.contract}/amendments`;
    const asked = await pair.asAna("POST", path, { share: "0.12", ...TERMS });
    const { id } = asked.body;
    await pair.tell();
    pair.skip(3 * DAY - 60_000);
    await watch();
    expect((await proposalOf(id)).reminders).toEqual([]);
    pair.skip(120_000);
    await Promise.all([watch(), watch(), watch()]);
    await watch();
    expect((await proposalOf(id)).reminders.map((one: Parsed) => one.after)).toEqual([3]);
    pair.sent.length = 0;
    await pair.tell();
    expect(await inboxOf(bruno.who, "reminded")).toHaveLength(1);
    expect(pair.sent.map((mail) => mail.to)).toEqual(["bruno@example.com"]);
    expect(pair.sent[0]?.subject).toMatch(/^Reminder: /);
    // Switched off: the inbox still tells it, no mail goes out.
    expect((await pair.as(bruno.who, "PUT" as "POST", "/account/mails", { reminders: false })).status).toBe(
      200,
    );
    pair.skip(7 * DAY);
    await watch();
    await watch();
    await pair.tell();
    expect((await proposalOf(id)).reminders.map((one: Parsed) => one.after)).toEqual([3, 10]);
    expect(await inboxOf(bruno.who, "reminded")).toHaveLength(2);
    expect(pair.sent).toHaveLength(1);
    const { body: events } = await pair.shop.get("/events?type=contract.reminded");
    expect(events.data.map((one: Parsed) => [one.actor, one.payload.after])).toEqual([
      ["system", 3],
      ["system", 10],
    ]);
    await bruno.ask("POST", `/proposals/${id}/decline`, { answer: "" });
  });

  test("an invitation is mailed again with a link that works; what is answered is left alone", async () => {
    const invitations = ["carla@example.com", "davi@example.com"].map((email) => {
      return { product: pair.product, email, share: "0.05", ...TERMS };
    });
    const { body } = await pair.asAna("POST", "/proposals", { invitations });
    const [carla, davi] = body.data;
    await pair.asAna("POST", `/proposals/${davi.id}/withdraw`);
    // Reminded by hand on the third day: the clock holds back for a day.
    pair.skip(3 * DAY - 3_600_000);
    await pair.asAna("POST", `/proposals/${carla.id}/remind`);
    pair.skip(2 * 3_600_000);
    await watch();
    expect((await proposalOf(carla.id)).reminders.map((one: Parsed) => one.after)).toEqual([null]);
    pair.skip(DAY);
    await watch();
    expect((await proposalOf(carla.id)).reminders.map((one: Parsed) => one.after)).toEqual([null, 3]);
    expect((await proposalOf(davi.id)).reminders).toEqual([]);
    pair.sent.length = 0;
    const id = parsePublicId("proposal", carla.id) as Uuid;
    await sendProposal(pair.shop.door.app, pair.mailing, pair.shop.ws, id, true, true);
    expect(pair.sent.map(({ to, subject }) => [to, /^Reminder/.test(subject)])).toEqual([
      ["carla@example.com", true],
    ]);
    const token = /#([\w-]{43})/.exec(pair.sent[0]?.text ?? "")?.[1] ?? "";
    expect((await pair.as(null, "POST", "/invitations/open", { token })).status).toBe(200);
  });

  test("an opening balance is told to the party, its answer to the producer's side", async () => {
    const tell = (amount: number) => {
      const payload = { party: bruno.party, currency: "USD", amount, asOf: "2025-12-31", note: "Statement" };
      return pair.asAna("POST", "/opening-balances", payload);
    };
    await pair.tell();
    pair.sent.length = 0;
    const first = (await tell(41_250)).body;
    await pair.tell();
    const [told] = await inboxOf(bruno.who, "opening_told");
    expect(told).toMatchObject({ leadsTo: first.id, path: `/partner/${bruno.party}/requests` });
    expect(pair.sent.map((mail) => mail.subject)).toEqual([
      "Piano School says you were owed 412.50 USD on 31 December 2025: is it right?",
    ]);
    await bruno.ask("POST", `/opening-balances/${first.id}/object`, { answer: "It was 512.50" });
    const second = (await tell(51_250)).body;
    await bruno.ask("POST", `/opening-balances/${second.id}/confirm`);
    await pair.tell();
    const [objected] = await inboxOf(pair.ana, "opening_objected");
    expect(objected.path).toContain(`/parties/${bruno.party}?tab=about`);
    expect(await inboxOf(pair.ana, "opening_confirmed")).toHaveLength(1);
    expect(pair.sent.some(({ text }) => text.includes("It was 512.50"))).toBe(true);
  });

  test("shared data is told when given, when taken back, and once when its last day is over", async () => {
    const until = new Date(pair.shop.door.app.ids.now() + 5 * DAY).toISOString().slice(0, 10);
    const grant = { party: bruno.party, product: pair.product, fields: ["email"], purpose: "Support", until };
    const first = await pair.asAna("POST", "/data-grants", grant);
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    await pair.asAna("POST", `/data-grants/${first.body.id}/withdraw`);
    await pair.tell();
    expect(await inboxOf(bruno.who, "data_shared")).toHaveLength(1);
    expect(await inboxOf(bruno.who, "data_ended")).toHaveLength(1);
    await pair.asAna("POST", "/data-grants", grant);
    const over = () => watchGrants(pair.shop.door.app, pair.shop.ws);
    pair.skip(4 * DAY);
    expect(await over()).toBe(0);
    pair.skip(2 * DAY);
    expect(await over()).toBe(2);
    expect(await over()).toBe(0);
    await pair.tell();
    expect(await inboxOf(bruno.who, "data_ended")).toHaveLength(2);
    expect(await inboxOf(pair.ana, "data_ended")).toHaveLength(1);
  });
});
