// A contract that was agreed elsewhere and only recorded here: it splits, says that it waits for the
// partner's word, and is confirmed or objected to by nobody else. What both agreed to here is never recorded
// over.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { sendProposal } from "../../src/flows/send-proposal.ts";
import { type Joined, openPair, type Pair } from "./open-pair.ts";
import { AGREED } from "./open-shop.ts";

describe("a recorded contract", () => {
  let pair: Pair;
  let bruno: Joined;
  let guitar: string;
  let contract: string;

  beforeAll(async () => {
    pair = await openPair();
    bruno = await pair.join("bruno@example.com");
    guitar = (await pair.shop.make("/products", { name: "Guitar" })).id;
    const made = await pair.shop.make("/contracts", {
      product: guitar,
      party: bruno.party,
      share: "0.20",
      ...AGREED,
    });
    contract = made.id;
    expect(made.versions[0].confirmation).toMatchObject({ state: "waiting", name: null });
  });
  afterAll(() => pair.shop.door.close());

  const states = async () => {
    const { body } = await bruno.ask("GET", `/contracts/${contract}`);
    return body.versions.map((one: { confirmation: { state: string } }) => one.confirmation.state);
  };

  test("splits from its start on and shows both sides that it waits", async () => {
    expect(pair.part(await pair.sell({ product: guitar }), bruno.party)).toBe(2000);
    expect(await states()).toEqual(["waiting"]);
  });

  test("is objected to with a word, then confirmed; confirming twice asks for nothing", async () => {
    const no = await bruno.ask("POST", `/contracts/${contract}/object`, { version: 1, note: "It was 25 %." });
    expect(no.body.versions[0].confirmation).toMatchObject({ state: "objected", note: "It was 25 %." });
    const { body } = await pair.shop.get(`/contracts/${contract}`);
    expect(body.current.confirmation).toMatchObject({ state: "objected", name: "bruno@example.com" });
    const next = { share: "0.25", ...AGREED };
    expect((await pair.shop.post(`/contracts/${contract}/versions`, next)).status).toBe(201);
    expect(await states()).toEqual(["objected", "waiting"]);
    const old = await bruno.ask("POST", `/contracts/${contract}/confirm`, { version: 1 });
    expect(old.body).toMatchObject({ status: 409, code: "contract_changed" });
    const yes = await bruno.ask("POST", `/contracts/${contract}/confirm`, { version: 2 });
    expect(yes.status, JSON.stringify(yes.body)).toBe(200);
    expect(await states()).toEqual(["confirmed", "confirmed"]);
    const again = await bruno.ask("POST", `/contracts/${contract}/confirm`, { version: 2 });
    expect(again.body).toMatchObject({ status: 409, code: "nothing_to_confirm" });
    const late = await bruno.ask("POST", `/contracts/${contract}/object`, { version: 2 });
    expect(late.status).toBe(409);
  });

  test("once confirmed, or accepted here, one side records no change of it", async () => {
    for (const id of [contract, bruno.contract]) {
      const amended = await pair.shop.post(`/contracts/${id}/versions`, { share: "0.01", ...AGREED });
      expect(amended.body).toMatchObject({ status: 409, code: "agreed_here" });
      const ended = await pair.shop.post(`/contracts/${id}/end`, { evidence: "They said so." });
      expect(ended.body).toMatchObject({ status: 409, code: "agreed_here" });
    }
    const asked = await pair.asAna("POST", `/contracts/${contract}/endings`, { termsOfUse: 2 });
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
  });

  test("is nobody else's to confirm", async () => {
    const eva = await pair.join("eva@example.com", { share: "0.01" });
    const path = `/contracts/${contract}/confirm`;
    expect((await eva.ask("POST", path, { version: 2 })).status).toBe(404);
    const nothing = await bruno.ask("POST", `/contracts/${bruno.contract}/confirm`, { version: 1 });
    expect(nothing.body.code).toBe("nothing_to_confirm");
  });

  test("a party without an account is asked by mail, and accepting makes it an agreement of both", async () => {
    const { shop } = pair;
    const harp = (await shop.make("/products", { name: "Harp" })).id;
    const hugo = await shop.make("/parties", { kind: "partner", name: "Hugo", email: "hugo@example.com" });
    const terms = { product: harp, party: hugo.id, share: "0.30", ...AGREED };
    const made = await shop.make("/contracts", terms);
    const path = `/contracts/${made.id}/confirmation-request`;
    const asked = await pair.asAna("POST", path, { termsOfUse: 2 });
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    expect(asked.body).toMatchObject({ kind: "amend", email: "hugo@example.com", terms: { share: "0.3" } });
    const twice = await pair.asAna("POST", path, { termsOfUse: 2 });
    expect(twice.body).toMatchObject({ status: 409, code: "proposal_open" });
    const id = parsePublicId("proposal", asked.body.id) as Uuid;
    expect(await sendProposal(shop.door.app, pair.mailing, shop.ws, id)).toBe(1);
    expect(pair.sent.at(-1)?.to).toBe("hugo@example.com");
    const token = /#([\w-]{43})/.exec(pair.sent.at(-1)?.text ?? "")?.[1] ?? "";
    const accepted = await pair.as(null, "POST", "/invitations/accept", {
      ...{ token, termsOfUse: 2, name: "Hugo Reis" },
    });
    expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
    const { body } = await shop.get(`/contracts/${made.id}`);
    const now = body.versions.map((one: { confirmation: { state: string } }) => one.confirmation.state);
    expect(now).toEqual(["not_needed", "agreed"]);
    expect(pair.part(await pair.sell({ product: harp }), hugo.id)).toBe(3000);
    const known = await pair.asAna("POST", `/contracts/${contract}/confirmation-request`, { termsOfUse: 2 });
    expect(known.body).toMatchObject({ status: 409, code: "nothing_to_confirm" });
  });
});
