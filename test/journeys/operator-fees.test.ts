// The operator sets the platform's fee of a workspace: what is made from then on begins with it, what is
// there keeps its own, the owners are told by mail, the trail keeps what it was, and another workspace hears
// nothing.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOperator } from "../../src/access/operators.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { runSql } from "../run-sql.ts";
import { openPostOffice, type PostOffice } from "./post-office.ts";
import { ids, openTestDoor, type TestDoor, type TestPerson } from "./test-door.ts";

describe("the operator sets the platform's fee", () => {
  let door: TestDoor;
  let office: PostOffice;
  let owner: TestPerson;
  let admin: TestPerson;
  let operator: TestPerson;
  let base: string;

  beforeAll(async () => {
    door = await openTestDoor();
    office = await openPostOffice(door);
    owner = await door.person("owner");
    admin = await door.person("admin");
    operator = await door.person(null);
    await inWorkspace(door.db, null, (tx) => makeOperator(tx, operator.account, ids.now()));
    base = `/v1/workspaces/${door.workspace.publicId}`;
  });
  afterAll(async () => {
    await office.close();
    await door.close();
  });

  const MARKET = { name: "Market", rate: "0.05", fixed: { USD: 30 }, bearer: "shared" };
  const get = async (who: TestPerson, url: string) => (await who.send({ method: "GET", url })).json();
  const set = async (who: TestPerson, platformFee: object | null, workspace = door.workspace.publicId) =>
    await who.send({ method: "PUT", url: "/v1/operator/platform-fees", payload: { workspace, platformFee } });
  const product = async (name: string) =>
    (await owner.send({ method: "POST", url: `${base}/products`, payload: { name } })).json();
  const trail = async () => (await get(owner, `${base}/audit-trail?type=workspace.platform_fee_set`)).data;

  test("nobody else can, not even an owner, and nothing is changed", async () => {
    for (const who of [owner, admin]) {
      expect((await set(who, MARKET)).json()).toMatchObject({ status: 403, code: "not_operator" });
      const changes = await who.send({ method: "GET", url: "/v1/operator/installation/changes" });
      expect(changes.json()).toMatchObject({ status: 403, code: "not_operator" });
    }
    expect((await get(owner, `${base}/workspace`)).fees.platformFee).toBeNull();
    expect(await trail()).toEqual([]);
  });

  test("products made from then on begin with it, those that are there keep theirs", async () => {
    const before = await product("Piano");
    const answer = await set(operator, MARKET);
    expect(answer.json()).toMatchObject({ id: door.workspace.publicId, platformFee: MARKET });
    const after = await product("Violin");
    expect(after.terms.platformFee).toMatchObject({
      party: { name: "Market" },
      rate: "0.05",
      fixed: { USD: 30 },
    });
    const kept = await get(owner, `${base}/products/${before.id}`);
    expect(kept.terms).toEqual(before.terms);
    expect(kept.terms.platformFee).toBeNull();
  });

  test("its owners, and nobody else, are told by mail in their language what it was and is", async () => {
    await office.work();
    const [mail] = office.to(owner.email);
    expect(mail?.subject).toBe("The platform fee of Piano School was changed");
    expect(mail?.text).toContain("Before: No platform fee");
    expect(mail?.text).toContain("Now: 5 % + 0.30 USD to Market, taken before the split");
    expect(mail?.text).toContain(`/w/${door.workspace.publicId}/settings/fees`);
    await owner.send({ method: "PUT", url: "/v1/account/profile", payload: { language: "pt-BR" } });
    await set(operator, { ...MARKET, rate: "0.065", bearer: "producer" });
    await office.work();
    const [, again] = office.to(owner.email);
    expect(again?.subject).toBe("A taxa da plataforma de Piano School mudou");
    expect(again?.text).toContain("Antes: 5 % + 0,30 USD para Market, retirada antes da divisão");
    expect(again?.text).toContain("Agora: 6,5 % + 0,30 USD para Market, da parte do produtor");
    expect(office.arrived.map((one) => one.to)).toEqual([owner.email, owner.email]);
  });

  test("the trail names the operator, with before and after; the same again is no change", async () => {
    const [last, first] = await trail();
    expect(last).toMatchObject({
      subject: door.workspace.publicId,
      actor: { email: operator.email },
      changes: [
        {
          field: "fees",
          before: { platformFee: { rate: "0.05" } },
          after: { platformFee: { rate: "0.065", bearer: "producer" } },
        },
      ],
    });
    expect(first.changes[0]).toMatchObject({ before: { platformFee: null } });
    const again = await set(operator, { ...MARKET, rate: "0.065000", bearer: "producer" });
    expect(again.statusCode).toBe(200);
    expect(await trail()).toHaveLength(2);
    await office.work();
    expect(office.arrived).toHaveLength(2);
  });

  test("who receives it is the platform of that name, made once; null takes the fee away", async () => {
    await set(operator, { ...MARKET, name: "Bazaar" });
    await set(operator, MARKET);
    const parties = (await get(owner, `${base}/parties?kind=platform`)).data;
    expect(parties.map((one: { name: string }) => one.name).sort()).toEqual(["Bazaar", "Market"]);
    expect((await set(operator, null)).json()).toMatchObject({ platformFee: null });
    expect((await get(owner, `${base}/workspace`)).fees.platformFee).toBeNull();
    expect((await product("Cello")).terms.platformFee).toBeNull();
  });

  test("what else the workspace set of its fees stays, and what it set itself is seen by the operator", async () => {
    const stripe = { kind: "processor", name: "Stripe" };
    const { id } = (await owner.send({ method: "POST", url: `${base}/parties`, payload: stripe })).json();
    const fees = { processor: { party: id, rate: "0.029" }, unreturnedFees: "pro_rata" };
    await owner.send({ method: "PATCH", url: `${base}/workspace`, payload: { fees } });
    await set(operator, MARKET);
    const { fees: now } = await get(owner, `${base}/workspace`);
    expect(now).toMatchObject({
      unreturnedFees: "pro_rata",
      processor: { rate: "0.029" },
      platformFee: { rate: "0.05" },
    });
    const own = { ...fees, platformFee: { party: now.platformFee.party.id, rate: "0.01" } };
    await owner.send({ method: "PATCH", url: `${base}/workspace`, payload: { fees: own } });
    const [seen] = (await get(operator, "/v1/operator/workspaces")).data;
    expect(seen.platformFee).toMatchObject({ name: "Market", rate: "0.01" });
  });

  test("another workspace keeps its fee, hears nothing and gets no party", async () => {
    const there = await door.addWorkspace();
    const vera = await door.person("owner", there);
    await set(operator, { ...MARKET, rate: "0.09" });
    await office.work();
    const theirs = `/v1/workspaces/${there.publicId}`;
    expect((await get(vera, `${theirs}/workspace`)).fees.platformFee).toBeNull();
    expect((await get(vera, `${theirs}/audit-trail?type=workspace.platform_fee_set`)).data).toEqual([]);
    expect((await get(vera, `${theirs}/parties?kind=platform`)).data).toEqual([]);
    expect(office.to(vera.email)).toEqual([]);
    expect((await set(operator, MARKET, "ws_00000000000000000000000001")).json()).toMatchObject({
      status: 404,
    });
  });

  test("what no fee can be is refused with its path", async () => {
    const wrong = async (fee: object) => (await set(operator, { ...MARKET, ...fee })).json().errors[0].path;
    expect(await wrong({ rate: "1.5" })).toBe("platformFee.rate");
    expect(await wrong({ name: "" })).toBe("platformFee.name");
    expect(await wrong({ fixed: { XXX: 5 } })).toBe("platformFee.fixed");
    expect(await wrong({ fixed: { USD: 0.5 } })).toBe("platformFee.fixed.USD");
  });

  test("what new workspaces begin with keeps who changed it and what it was, for ever", async () => {
    const change = (platformFee: object | null) =>
      operator.send({ method: "PUT", url: "/v1/operator/installation", payload: { platformFee } });
    await change(MARKET);
    await change(MARKET);
    await change({ ...MARKET, rate: "0.06" });
    const { data, nextCursor } = await get(operator, "/v1/operator/installation/changes?limit=1");
    expect(data).toEqual([
      {
        at: expect.any(String),
        by: { id: expect.stringMatching(/^account:/), name: expect.stringMatching(/^Person/) },
        before: { platformFee: MARKET },
        after: { platformFee: { ...MARKET, rate: "0.06" } },
      },
    ]);
    const next = await get(operator, `/v1/operator/installation/changes?limit=1&cursor=${nextCursor}`);
    expect(next).toMatchObject({ data: [{ before: { platformFee: null } }], nextCursor: null });
    const forget = runSql(door.url, "DELETE FROM partage.installation_change");
    await expect(forget).rejects.toThrow("append-only");
    expect((await get(owner, `${base}/workspace`)).fees.platformFee.rate).not.toBe("0.06");
  });
});
