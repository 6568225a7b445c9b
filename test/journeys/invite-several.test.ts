// Inviting several partners in one go, from terms that the workspace keeps: all or none, the cap for all of
// them together, also when two people invite at once; what would leave less than the cap promises is said
// before.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPair, type Pair, TERMS } from "./open-pair.ts";

const KEPT = { share: "0.10", renewals: "at_charge", tail: "none" } as const;

describe("several invitations", () => {
  let pair: Pair;
  let guitar: string;
  const invite = (rows: readonly object[], product = guitar) =>
    pair.asAna("POST", "/proposals", {
      invitations: rows.map((row) => ({ product, share: "0.10", ...TERMS, ...row })),
    });
  const open = async () => (await pair.asAna("GET", `/proposals?product=${guitar}&state=open`)).body.data;

  beforeAll(async () => {
    pair = await openPair();
    guitar = (await pair.shop.make("/products", { name: "Guitar" })).id;
  });
  afterAll(() => pair.shop.door.close());

  test("one too many: none is sent, and the answer names the row and the room beside the others", async () => {
    const { status, body } = await invite([
      { email: "a@example.com", share: "0.30" },
      { email: "b@example.com", share: "0.30" },
      { email: "c@example.com", share: "0.30" },
    ]);
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: "cap_exceeded",
      facts: { row: 2, email: "c@example.com", room: "0.1" },
    });
    expect(body.errors[0].path).toBe("invitations[2].share");
    expect(body.detail).toContain("Nobody was invited");
    expect(await open()).toHaveLength(0);
    const { body: people } = await pair.shop.get("/parties?kind=partner&limit=100");
    expect(people.data.filter((one: { name: string }) => one.name === "a@example.com")).toHaveLength(0);
  });

  test("the same address twice is said at its row", async () => {
    const { body } = await invite([{ email: "a@example.com" }, { email: "A@example.com" }]);
    expect(body).toMatchObject({ status: 409, code: "already_shared", facts: { row: 1 } });
    expect(await open()).toHaveLength(0);
  });

  test("two people at once with 40 % each in two rows: one of them sends all, the other nothing", async () => {
    const rows = (word: string) => [1, 2].map((n) => ({ email: `${word}${n}@example.com`, share: "0.20" }));
    const answers = await Promise.all([invite(rows("x")), invite(rows("y"))]);
    expect(answers.map((one) => one.status).sort()).toEqual([201, 422]);
    const asked = await open();
    expect(asked).toHaveLength(2);
    expect(new Set(asked.map((one: { email: string }) => one.email[0])).size).toBe(1);
    expect(new Set(asked.map((one: { id: string }) => one.id)).size).toBe(2);
  });

  test("terms are kept under a name, one is the default, and none is agreed by it", async () => {
    const first = await pair.asAna("POST", "/terms-templates", {
      name: "Usual",
      terms: KEPT,
      isDefault: true,
    });
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    expect(first.body).toMatchObject({ name: "Usual", isDefault: true, terms: { share: "0.1" } });
    const same = await pair.asAna("POST", "/terms-templates", { name: "usual", terms: KEPT });
    expect(same.body).toMatchObject({ status: 409, code: "name_taken" });
    const next = { name: "With notice", terms: { ...KEPT, noticeDays: 30 }, isDefault: true };
    const second = (await pair.asAna("POST", "/terms-templates", next)).body;
    const list = async () => (await pair.asAna("GET", "/terms-templates")).body.data;
    expect((await list()).map((one: { isDefault: boolean }) => one.isDefault)).toEqual([false, true]);
    const path = `/terms-templates/${first.body.id}`;
    const renamed = await pair.asAna("PATCH", path, { name: "Old usual", isDefault: true });
    expect(renamed.body).toMatchObject({ name: "Old usual", isDefault: true });
    expect((await list()).find((one: { id: string }) => one.id === second.id).isDefault).toBe(false);
    const wrong = await pair.asAna("PATCH", path, { terms: { ...KEPT, share: undefined } });
    expect(wrong.body).toMatchObject({ status: 422, code: "invalid_terms" });
    expect((await pair.asAna("DELETE", path)).status).toBe(204);
    expect((await pair.asAna("DELETE", path)).status).toBe(404);
    expect(await list()).toHaveLength(1);
    const told = await pair.shop.get("/events?type=template.deleted");
    expect(told.body.data[0].payload.before).toMatchObject({ name: "Old usual" });
  });

  test("what would leave less than the cap promises, or does not fit, is said in figures to both", async () => {
    const drums = (await pair.shop.make("/products", { name: "Drums" })).id;
    const offer = { name: "Course", currency: "USD", price: 10_000, kind: "one_time" };
    await pair.shop.make(`/products/${drums}/offers`, offer);
    const carla = (await pair.shop.make("/parties", { kind: "partner", name: "Carla" })).id;
    const promoted = { product: drums, party: carla, code: "CARLA", rate: "0.60" };
    await pair.shop.make("/affiliations", promoted);
    const preview = async (terms: object) =>
      (await pair.asAna("POST", "/proposals/preview", { product: drums, terms })).body.warnings;
    expect(await preview({ share: "0.70" })).toEqual([]);
    expect(await preview({ share: "0.30", base: "gross" })).toMatchObject([
      { kind: "keeps_less", sale: "affiliate", rate: "0.6", rest: 4000, kept: 1000, least: 1200, own: 3000 },
    ]);
    const gross = { share: "0.50", base: "gross" };
    expect(await preview(gross)).toMatchObject([{ kind: "abated", rest: 4000, kept: 0, own: 4000 }]);
    const asked = await invite([{ email: "gil@example.com", ...gross }], drums);
    const path = `/proposals/${asked.body.data[0].id}/example`;
    expect((await pair.asAna("GET", path)).body.warnings).toMatchObject([{ kind: "abated", kept: 0 }]);
    const gil = await pair.join("hal@example.com", { share: "0.02" }, drums);
    const own = { terms: { share: "0.20", base: "gross" } };
    const seen = await gil.ask("POST", `/contracts/${gil.contract}/example`, own);
    expect(seen.body.warnings.every((one: { kept: unknown }) => one.kept === null)).toBe(true);
  });

  test("an address that is known already is told with what it is here", async () => {
    const bruno = await pair.join("bruno@example.com");
    const know = async (email: string) => (await pair.asAna("GET", `/known-people?email=${email}`)).body;
    expect(await know("bruno@example.com")).toMatchObject({
      role: null,
      party: { id: bruno.party },
      shares: [{ id: pair.product }],
      promotes: [],
    });
    expect(await know(pair.ana.email)).toMatchObject({ role: "owner", party: null });
    expect(await know("nobody@example.com")).toMatchObject({ role: null, party: null, shares: [] });
    const byParty = await pair.asAna("GET", `/known-people?party=${bruno.party}`);
    expect(byParty.body.shares).toHaveLength(1);
  });
});
