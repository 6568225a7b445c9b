// The whole life of affiliates through the public API: recruited by a manager who sees only his own, decided
// on, told, handed over for later sales alone, kept out where a contract says so; rules and rates with their
// notice; invitations by mail, materials and letters to those they are for.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readStandings } from "../../src/affiliates/read-standings.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { sendAffiliateInvitation } from "../../src/flows/send-affiliate-invitation.ts";
import { type Joined, openPair, type Pair, personOf } from "./open-pair.ts";
import type { TestPerson } from "./test-door.ts";

const DAY = 86_400_000;

describe("the life of a programme", () => {
  let pair: Pair;
  let davi: Joined;
  let eva: Joined;
  let carla: { who: TestPerson; party: string; affiliation: string };

  beforeAll(async () => {
    pair = await openPair();
    davi = await pair.join("davi@example.com", { share: "0.05", scope: "recruited" });
    eva = await pair.join("eva@example.com", { share: "0.04", scope: "recruited" });
    const wish = { rate: "0.30", terms: "No spam." };
    expect((await pair.asAna("POST", `/products/${pair.product}/program`, wish)).status).toBe(201);
  });
  afterAll(() => pair.shop.door.close());

  const apply = async (email: string, more: object = {}) => {
    const who = await personOf(pair.shop, email);
    const asked = { slug: "piano", terms: 1, ...more };
    const { status, body } = await pair.as(who, "POST", "/program-applications", asked);
    return { who, status, body };
  };
  const decide = (id: string, decision: string, reason = "") =>
    pair.asAna("POST", `/affiliations/${id}/decisions`, { decision, reason });

  test("a manager has a link, approves who comes by it, and sees nobody else's", async () => {
    const made = await davi.ask("POST", `/managed-products/${pair.product}/link`);
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    const again = await davi.ask("POST", `/managed-products/${pair.product}/link`);
    expect(again.body.code).toBe(made.body.code);
    // As she copied it out of a sentence.
    const by = `${made.body.code.toLowerCase()}).`;
    const own = await apply("carla@example.com", { by, note: "My readers" });
    expect(own.body.state).toBe("requested");
    const other = await apply("dora@example.com");
    carla = { who: own.who, ...own.body };

    const seen = await davi.ask("GET", "/recruits");
    expect(seen.body.data.map((one: { id: string }) => one.id)).toEqual([carla.affiliation]);
    expect(JSON.stringify(seen.body)).not.toMatch(/@example\.com.*email|dora/);
    expect((await eva.ask("GET", "/recruits")).body.data).toEqual([]);
    const path = (id: string) => `/recruits/${id}/decisions`;
    const no = await davi.ask("POST", path(other.body.affiliation), { decision: "approve" });
    expect(no.status).toBe(404);
    expect((await eva.ask("POST", path(carla.affiliation), { decision: "approve" })).status).toBe(404);
    const yes = await davi.ask("POST", path(carla.affiliation), { decision: "approve" });
    expect(yes.body).toMatchObject({ state: "approved", rate: "0.3" });
    expect((await davi.ask("POST", path(carla.affiliation), { decision: "suspend" })).status).toBe(400);
    // What the link settled no later link changes.
    const listed = await pair.asAna("GET", `/affiliations/${carla.affiliation}`);
    expect(listed.body.recruitedBy.id).toBe(davi.party);
    await decide(other.body.affiliation, "refuse", "No own audience.");
    const page = (by: string) => pair.as(null, "GET", `/program-page?slug=piano${by}`);
    expect((await page(`&by=${made.body.code}`)).body.recruiter).toBe(true);
    expect((await page("")).body.recruiter).toBe(false);
    expect((await apply("dora@example.com", { by: made.body.code })).body.state).toBe("requested");
  });

  test("the manager earns on his affiliate's sales; handed over, the next one on later sales alone", async () => {
    const at = new Date(pair.shop.door.app.ids.now()).toISOString();
    const first = await pair.sell({ affiliate: { code: "CARLAEXAMPLECOM" } });
    expect([pair.part(first, carla.party), pair.part(first, davi.party)]).toEqual([3_000, 350]);
    const over = { affiliations: [carla.affiliation], to: eva.party };
    expect((await eva.ask("POST", `/managed-products/${pair.product}/hand-overs`, over)).status).toBe(404);
    pair.skip(60_000);
    const done = await davi.ask("POST", `/managed-products/${pair.product}/hand-overs`, over);
    expect(done.body).toEqual({ count: 1 });
    pair.skip(60_000);
    const later = await pair.sell({ affiliate: { code: "CARLAEXAMPLECOM" } });
    expect([pair.part(later, davi.party), pair.part(later, eva.party)]).toEqual([0, 280]);
    expect(
      (await davi.ask("GET", "/recruits")).body.data.every(
        ({ id }: { id: string }) => id !== carla.affiliation,
      ),
    ).toBe(true);
    // Who had recruited at an instant is told for sales that arrive late.
    const { ws, door } = pair.shop;
    const product = parsePublicId("product", pair.product) as Uuid;
    const party = parsePublicId("party", carla.party) as Uuid;
    const held = await inWorkspace(door.db, ws, (tx) =>
      readStandings(tx, ws, product, [party], Date.parse(at)),
    );
    expect(held.get(party)).toMatchObject({
      state: "active",
      recruitedBy: parsePublicId("party", davi.party),
    });
    const steps = (await pair.asAna("GET", `/affiliations/${carla.affiliation}/steps`)).body.data;
    expect(steps.map((one: { state: string }) => one.state)).toEqual(["requested", "approved", "approved"]);
    expect(steps.at(-1)).toMatchObject({ recruitedBy: { id: eva.party } });
  });

  test("a co-producer who may not be an affiliate is refused, or stands as suspended with the reason", async () => {
    const bruno = await pair.join("bruno@example.com", { mayBeAffiliate: false });
    const own = await pair.as(bruno.who, "POST", "/program-applications", { slug: "piano", terms: 1 });
    expect(own.body).toMatchObject({ status: 422, code: "may_not_be_affiliate", facts: { bar: "contract" } });
    const joined = await apply("gil@example.com");
    await decide(joined.body.affiliation, "approve");
    const gil = await pair.join("gil@example.com", {});
    await pair.asAna("PATCH", `/products/${pair.product}/program`, { coproducersMay: false });
    const read = async () => (await pair.asAna("GET", `/affiliations?party=${gil.party}`)).body.data[0];
    expect((await read()).bar).toBe(null);
    pair.skip(3 * DAY + 1_000);
    expect(await read()).toMatchObject({ state: "approved", bar: "program" });
    const shown = (await gil.ask("GET", "/programs")).body.data[0];
    expect(shown).toMatchObject({ bar: "program", affiliation: { state: "approved" } });
    await pair.asAna("PATCH", `/products/${pair.product}/program`, { coproducersMay: true });
    expect((await read()).bar).toBe(null);
  });

  test("a shorter window waits three days and says so; a longer one holds at once", async () => {
    const path = `/products/${pair.product}/program`;
    const less = await pair.asAna("PATCH", path, { windowDays: 30 });
    expect(less.body).toMatchObject({ rules: { windowDays: 60 }, next: { windowDays: 30 } });
    const page = await pair.as(null, "GET", "/program-page?slug=piano");
    expect(page.body.next.windowDays).toBe(30);
    const more = await pair.asAna("PATCH", path, { windowDays: 90 });
    expect(more.body).toMatchObject({ rules: { windowDays: 90 }, next: null });
    const stale = await pair.asAna("PATCH", path, { windowDays: 180, basedOn: 1 });
    expect(stale.body.code).toBe("changed_meanwhile");
  });

  test("an invitation opens a closed programme once, at a rate of its own", async () => {
    await pair.asAna("PATCH", `/products/${pair.product}/program`, { access: "invitation" });
    expect((await apply("hugo@example.com")).body.code).toBe("invitation_needed");
    const wish = { email: "hugo@example.com", rate: "0.40", message: "Join us" };
    const invited = await pair.asAna("POST", `/products/${pair.product}/affiliate-invitations`, wish);
    expect(invited.status, JSON.stringify(invited.body)).toBe(201);
    const id = parsePublicId("invitation", invited.body.id) as Uuid;
    expect(await sendAffiliateInvitation(pair.shop.door.app, pair.mailing, pair.shop.ws, id)).toBe(true);
    const mail = pair.sent.at(-1);
    expect(mail?.to).toBe("hugo@example.com");
    expect(mail?.text).toMatch(/40/);
    const secret = /#invited=([\w-]{43})/.exec(mail?.text ?? "")?.[1] ?? "";
    const page = await pair.as(null, "GET", `/program-page?slug=piano&invited=${secret}`);
    expect(page.body).toMatchObject({ invited: true, ownRate: true, rate: "0.4", recruiter: false });
    const plain = await pair.as(null, "GET", "/program-page?slug=piano");
    expect(plain.body).toMatchObject({ invited: false, ownRate: false, rate: "0.3" });
    const hugo = await apply("hugo@example.com", { invited: secret });
    expect(hugo.body.state).toBe("approved");
    const read = await pair.asAna("GET", `/affiliations/${hugo.body.affiliation}`);
    expect(read.body).toMatchObject({ rate: "0.4", rateBy: "party", recruitedBy: null });
    const ivo = await apply("ivo@example.com", { invited: secret });
    expect(ivo.body).toMatchObject({ status: 410, code: "invitation_over" });
    await pair.asAna("PATCH", `/products/${pair.product}/program`, { access: "request" });
  });

  test("people are told: applicants, decisions, cuts before they hold, letters; and only those it concerns", async () => {
    await pair.tell();
    pair.sent.length = 0;
    const rules = `/products/${pair.product}/commission-rules`;
    expect((await pair.asAna("POST", rules, { rate: "0.20" })).body.state).toBe("announced");
    await decide(carla.affiliation, "suspend", "Ads on our own name.");
    const letter = { subject: "Spring offer", text: "From Monday on." };
    expect((await eva.ask("POST", `/managed-products/${pair.product}/circulars`, letter)).status).toBe(201);
    await pair.tell();
    const to = (address: string) => pair.sent.filter((one) => one.to === address).map((one) => one.subject);
    // Each is a mail of its own: which of one minute leaves first is the mail server's business.
    expect(to("carla@example.com").sort()).toEqual([
      "Spring offer (“Piano”)",
      "You are suspended from promoting “Piano”",
      expect.stringMatching(/^Your commission on “Piano”: 30\s?% until .*, then 20\s?%$/),
    ]);
    // Hugo has a rate of his own, and was not recruited by eva.
    expect(to("hugo@example.com")).toEqual([]);
    const none = await davi.ask("POST", `/managed-products/${pair.product}/circulars`, letter);
    expect(none.body.code).toBe("nobody_to_tell");
    const bad = await davi.ask("POST", `/managed-products/${pair.product}/circulars`, {
      ...letter,
      to: [carla.party],
    });
    expect(bad.body.code).toBe("not_affiliated");
  });

  test("materials reach the affiliates they are for", async () => {
    const all = { title: "Banner", url: "https://example.com/banner.png" };
    expect((await pair.asAna("POST", `/products/${pair.product}/materials`, all)).status).toBe(201);
    const own = { title: "Eva's text", text: "Learn the piano." };
    const shared = await eva.ask("POST", `/managed-products/${pair.product}/materials`, own);
    expect(shared.status).toBe(201);
    const titles = async (who: TestPerson, party: string) =>
      (await pair.as(who, "GET", `/partner/${party}/materials`)).body.data.map(
        (one: { title: string }) => one.title,
      );
    expect(await titles(carla.who, carla.party)).toEqual(["Eva's text", "Banner"]);
    const hugo = (await pair.asAna("GET", "/affiliations?code=HUGOEXAMPLECOM")).body.data[0];
    expect(await titles(await personOf(pair.shop, "hugo@example.com"), hugo.party.id)).toEqual(["Banner"]);
    expect((await davi.ask("DELETE", `/materials/${shared.body.id}`)).status).toBe(404);
    expect((await eva.ask("DELETE", `/materials/${shared.body.id}`)).status).toBe(200);
  });
});
