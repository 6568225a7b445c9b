// Where a server sends no mail: it says so, and whoever invites takes the link and hands it over. The mail
// that is written to the folder a moment later does not end it; a second one does. An account made by it
// counts as unproven, and where mail leaves there is no such link.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { sendAffiliateInvitation } from "../../src/flows/send-affiliate-invitation.ts";
import { sendInvite } from "../../src/flows/send-invite.ts";
import { sendProposal } from "../../src/flows/send-proposal.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { speaksFor } from "./speaks-for.ts";
import { openTestDoor, PASSWORD, type TestPerson } from "./test-door.ts";

const CLIENT = { "x-partage-client": "test" };
const idOf = (id: string) => parsePublicId(id.split("_")[0] as "invite", id) as Uuid;

describe("links handed over", () => {
  let shop: Shop;
  let owner: TestPerson;
  let base: string;
  let product: string;

  beforeAll(async () => {
    shop = await openShop(await openTestDoor({ options: { mailStays: true } }));
    owner = await shop.door.person("owner", {
      ws: shop.ws,
      id: parsePublicId("ws", shop.workspace) as Uuid,
    });
    base = `/v1/workspaces/${shop.workspace}`;
    product = (await shop.make("/products", { name: "Piano in 30 days" })).id as string;
  }, 60_000);
  afterAll(() => shop.door.close());

  const post = (url: string, payload?: object) =>
    owner.send({ method: "POST", url: `${base}${url}`, ...(payload ? { payload } : {}) });
  const open = (url: string, payload: object) =>
    shop.door.server.inject({ method: "POST", url, headers: CLIENT, payload });
  const tokenOf = (link: string) => link.split("#").at(-1) as string;

  test("the session, the sign-in page and the first steps say so", async () => {
    const session = await owner.send({ method: "GET", url: "/v1/session" });
    expect(session.json().mail).toBe("folder");
    const setUp = await shop.door.server.inject({ method: "GET", url: "/v1/setup" });
    expect(setUp.json()).toEqual({ needed: false, mail: "folder" });
    const run = await owner.send({ method: "GET", url: `${base}/first-run` });
    expect(run.json().steps).toContainEqual({ step: "mail", state: "open" });
  });

  test("into the team: a later mail leaves it alone, another link ends it, the address stays unproven", async () => {
    const { id } = (await post("/invites", { email: "bruno@example.com", role: "finance" })).json();
    const first = (await post(`/invites/${id}/link`)).json().link;
    expect(first).toMatch(/^http:\/\/127\.0\.0\.1:4000\/invite#[\w-]{43}$/);
    await sendInvite(shop.door.app, shop.door.mailing, shop.ws, idOf(id));
    expect((await open("/v1/invites/look", { token: tokenOf(first) })).statusCode).toBe(200);
    const second = (await post(`/invites/${id}/link`)).json().link;
    expect((await open("/v1/invites/look", { token: tokenOf(first) })).json().code).toBe("invite_over");
    const facts = { token: tokenOf(second), name: "Bruno", password: PASSWORD };
    const joined = await open("/v1/invites/join", facts);
    expect(joined.json().account).toMatchObject({ email: "bruno@example.com", verified: false });
    expect((await post(`/invites/${id}/link`)).statusCode).toBe(404);
    const trail = await owner.send({ method: "GET", url: `${base}/audit-trail?type=member.link_taken` });
    expect(trail.json().data).toHaveLength(2);
    expect(JSON.stringify(trail.json())).not.toContain(tokenOf(second));
  });

  test("to share: the partner accepts by it", async () => {
    const { evidence: _, ...terms } = AGREED;
    const invitation = {
      ...terms,
      ...{ product, email: "eva@example.com", name: "Eva", share: "0.05", termsOfUse: 1 },
    };
    const made = await post("/proposals", { invitations: [invitation] });
    expect(made.json(), made.body).toMatchObject({ data: [{ state: "open" }] });
    const { id } = made.json().data[0];
    const { link } = (await post(`/proposals/${id}/link`)).json();
    await sendProposal(shop.door.app, shop.door.mailing, shop.ws, idOf(id));
    expect(link).toContain("/invitation#");
    const seen = await open("/v1/invitations/open", { token: tokenOf(link) });
    expect(seen.statusCode, seen.body).toBe(200);
  });

  test("to promote: the link opens the public page as invited", async () => {
    const rules = { access: "invitation", rate: "0.2" };
    await post(`/products/${product}/program`, rules);
    const made = await post(`/products/${product}/affiliate-invitations`, { email: "d@example.com" });
    const id = made.json().id;
    const taken = await post(`/affiliate-invitations/${id}/link`);
    expect(taken.json().link, taken.body).toMatch(/\/p\/[\w-]+#invited=[\w-]{43}$/);
    await sendAffiliateInvitation(shop.door.app, shop.door.mailing, shop.ws, idOf(id));
    const [, slug, invited] = /\/p\/([\w-]+)#invited=([\w-]{43})$/.exec(taken.json().link) as RegExpExecArray;

    // Nobody but whoever holds the link is told the address, and only it lets its address in.
    const look = async (query: string) =>
      (await shop.door.server.inject({ method: "GET", url: `/v1/program-page?slug=${slug}${query}` })).json();
    expect(await look("")).toMatchObject({ mail: "folder", invited: false, invitedAs: null });
    expect(await look(`&invited=${invited}`)).toMatchObject({ invited: true, invitedAs: "d@example.com" });
    const facts = { slug, invited, name: "Dora Lima", password: PASSWORD };
    const wrong = await open("/v1/program-applications/join", { ...facts, invited: "x".repeat(43) });
    expect(wrong.json()).toMatchObject({ status: 410, code: "invitation_over" });
    const joined = await open("/v1/program-applications/join", facts);
    expect(joined.statusCode, joined.body).toBe(201);
    expect(joined.json().account).toMatchObject({ email: "d@example.com", verified: false });
    const cookie = joined.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const applied = await shop.door.server.inject({
      method: "POST",
      url: "/v1/program-applications",
      headers: { ...CLIENT, cookie },
      payload: { slug, invited, terms: null },
    });
    expect(applied.json(), applied.body).toMatchObject({ state: "approved" });
    expect((await open("/v1/program-applications/join", facts)).json().code).toBe("invitation_over");
  });

  test("to promote: an address that has an account is never entered by a link alone", async () => {
    await shop.door.identity.createAccount({ email: "eva2@example.com", name: "Eva", verified: true });
    const made = await post(`/products/${product}/affiliate-invitations`, { email: "eva2@example.com" });
    const { link } = (await post(`/affiliate-invitations/${made.json().id}/link`)).json();
    const [, slug, invited] = /\/p\/([\w-]+)#invited=([\w-]{43})$/.exec(link) as RegExpExecArray;
    const facts = { slug, invited, name: "Mallory", password: PASSWORD };
    const refused = await open("/v1/program-applications/join", facts);
    expect(refused.json()).toMatchObject({ status: 409, code: "email_taken" });
    expect(refused.cookies).toEqual([]);
  });

  test("to promote, by a manager: of an own invitation and of nobody else's", async () => {
    const [davi, eva] = [await speaksFor(shop, "davi"), await speaksFor(shop, "eva-manager")];
    for (const { party } of [davi, eva]) {
      const terms = { product, party, share: "0.05", scope: "recruited", ...AGREED };
      await shop.make("/contracts", terms);
    }
    const made = await davi.post(`/managed-products/${product}/invitations`, { email: "f@example.com" });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const path = `/recruit-invitations/${made.body.id}/link`;
    expect((await eva.post(path)).status).toBe(404);
    const url = `/v1/partner/${davi.party}${path}`;
    const headers = { "idempotency-key": "once" };
    const taken = await davi.person.send({ method: "POST", url, headers });
    expect(taken.json().link, taken.body).toMatch(/#invited=[\w-]{43}$/);
    // The key brings no link back: it is kept nowhere.
    expect((await davi.person.send({ method: "POST", url, headers })).json()).toEqual({ link: "" });
    const [sent] = (await davi.get(`/recruit-invitations?product=${product}`)).data;
    expect(sent.state).toBe("open");
    await davi.send("DELETE", `/recruit-invitations/${made.body.id}`);
    expect((await davi.post(path)).status).toBe(404);
  });
});

test("where mail leaves, the mail is what proves the address: no link is handed out", async () => {
  const door = await openTestDoor();
  const owner = await door.person("owner");
  const base = `/v1/workspaces/${door.workspace.publicId}`;
  const payload = { email: "bruno@example.com", role: "viewer" };
  const { id } = (await owner.send({ method: "POST", url: `${base}/invites`, payload })).json();
  const refused = await owner.send({ method: "POST", url: `${base}/invites/${id}/link` });
  expect(refused.json()).toMatchObject({ status: 409, code: "mail_leaves" });
  expect((await owner.send({ method: "GET", url: "/v1/session" })).json().mail).toBe("smtp");
  const payloadByHand = { slug: "piano", invited: "x".repeat(43), name: "Bruno", password: PASSWORD };
  const byHand = { method: "POST" as const, url: "/v1/program-applications/join", headers: CLIENT };
  const joined = await door.server.inject({ ...byHand, payload: payloadByHand });
  expect(joined.json()).toMatchObject({ status: 409, code: "mail_leaves" });
  await door.close();
}, 60_000);
