// The operator through the door: sees which workspaces there are, and into none of them but by an owner's
// leave, which is asked with a reason, only for reading, in the audit trail with every look, and over with
// the next request when it is taken back. A suspended workspace is read and not changed.
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOperator } from "../../src/access/operators.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { runSql } from "../run-sql.ts";
import { ids, openTestDoor, type TestDoor, type TestPerson } from "./test-door.ts";

describe("the operator", () => {
  let door: TestDoor;
  let owner: TestPerson;
  let operator: TestPerson;
  let base: string;

  beforeAll(async () => {
    door = await openTestDoor();
    owner = await door.person("owner");
    operator = await door.person(null);
    await inWorkspace(door.db, null, (tx) => makeOperator(tx, operator.account, ids.now()));
    base = `/v1/workspaces/${door.workspace.publicId}`;
  });
  afterAll(() => door.close());

  const workspace = () => door.workspace.publicId;
  const get = (who: TestPerson, url: string) => who.send({ method: "GET", url });
  const post = (who: TestPerson, url: string, payload: object = {}) =>
    who.send({ method: "POST", url, payload });
  const ask = (payload: object = {}) =>
    post(operator, "/v1/operator/grants", {
      workspace: workspace(),
      reason: "The import hangs",
      hours: 2,
      ...payload,
    });
  const grants = async () => (await get(owner, `${base}/support-grants`)).json().data;
  const looks = async () => (await get(owner, `${base}/events?type=support.looked&limit=100`)).json().data;

  test("only an operator is let in, and the list tells no business", async () => {
    expect((await get(owner, "/v1/operator/workspaces")).json()).toMatchObject({
      status: 403,
      code: "not_operator",
    });
    const [first] = (await get(operator, "/v1/operator/workspaces")).json().data;
    expect(Object.keys(first).sort()).toEqual(
      [
        ...["createdAt", "demo", "entries", "grant", "id", "lastActivity", "member", "name"],
        ...["platformFee", "suspended"],
      ].sort(),
    );
    expect(first).toMatchObject({
      id: workspace(),
      name: "Piano School",
      entries: 0,
      member: false,
      grant: null,
      platformFee: null,
    });
    expect((await get(operator, "/v1/session")).json()).toMatchObject({ operator: true, workspaces: [] });
    expect((await get(owner, "/v1/session")).json()).toMatchObject({ operator: false });
  });

  test("without leave an operator is a stranger; asking opens nothing", async () => {
    expect((await get(operator, `${base}/sales`)).statusCode).toBe(404);
    const asked = await ask();
    expect(asked.json()).toMatchObject({ grant: { state: "asked", hours: 2 } });
    expect((await ask()).json()).toMatchObject({ status: 409, code: "asked_already" });
    expect((await get(operator, `${base}/sales`)).statusCode).toBe(404);
    await expect.poll(() => door.mails().length).toBeGreaterThan(0);
    const mail = await PostalMime.parse(door.mails().at(-1) as string);
    expect(mail.to?.[0]?.address).toBe(owner.email);
    expect(mail.text).toContain("The import hangs");
    expect(mail.text).toContain(`/w/${workspace()}/settings/support`);
  });

  test("an owner gives it, an admin cannot; it reads, changes nothing, and every look is on record", async () => {
    const [{ id }] = await grants();
    const admin = await door.person("admin");
    expect((await post(admin, `${base}/support-grants/${id}/answer`, { given: true })).statusCode).toBe(403);
    const given = await post(owner, `${base}/support-grants/${id}/answer`, { given: true });
    expect(given.json()).toMatchObject({ state: "given", operator: { email: operator.email } });
    expect((await post(owner, `${base}/support-grants/${id}/answer`, { given: false })).statusCode).toBe(409);
    expect((await get(operator, `${base}/sales?limit=3`)).statusCode).toBe(200);
    expect((await get(operator, `${base}/workspace`)).statusCode).toBe(200);
    // What a viewer may not see is not shown either.
    expect((await get(operator, `${base}/api-keys`)).statusCode).toBe(403);
    const change = await operator.send({
      method: "PATCH",
      url: `${base}/workspace`,
      payload: { name: "Mine" },
    });
    expect(change.statusCode).toBe(403);
    const leave = await post(operator, `${base}/members/leave`);
    expect(leave.json()).toMatchObject({ status: 403, code: "support_reads_only" });
    const seen = await looks();
    expect(seen.map((one: { payload: { path: string } }) => one.payload.path)).toEqual([
      "/sales",
      "/workspace",
    ]);
    expect(seen[0]).toMatchObject({ subject: id, actor: expect.stringMatching(/^account:/) });
    const elsewhere = (await door.addWorkspace()).publicId;
    expect((await get(operator, `/v1/workspaces/${elsewhere}/sales`)).statusCode).toBe(404);
  });

  test("taken back it is over with the next request; so is one whose hours ran out, or that was refused", async () => {
    const [{ id }] = await grants();
    expect((await post(owner, `${base}/support-grants/${id}/revoke`)).json()).toMatchObject({
      state: "revoked",
    });
    expect((await get(operator, `${base}/sales`)).statusCode).toBe(404);
    await ask();
    const [second] = await grants();
    await post(owner, `${base}/support-grants/${second.id}/answer`, { given: true });
    expect((await get(operator, `${base}/sales`)).statusCode).toBe(200);
    const set = `SELECT set_config('app.ws', '${door.workspace.ws}', false)`;
    await runSql(
      door.url,
      `${set}; UPDATE partage.support_grant SET expires_at = now() - interval '1 second' WHERE state = 'given'`,
    );
    expect((await get(operator, `${base}/sales`)).statusCode).toBe(404);
    expect((await grants())[0]).toMatchObject({ state: "expired" });
    await ask();
    const [third] = await grants();
    await post(owner, `${base}/support-grants/${third.id}/answer`, { given: false });
    expect((await get(operator, `${base}/sales`)).statusCode).toBe(404);
  });

  test("a grant is for operators: a stranger with the same grant finds nothing", async () => {
    const stranger = await door.person(null);
    const set = `SELECT set_config('app.ws', '${door.workspace.ws}', false)`;
    await runSql(
      door.url,
      `${set}; INSERT INTO partage.support_grant (ws, id, account, reason, hours, state, asked_at, decided_by, decided_at, expires_at)
       VALUES (${door.workspace.ws}, gen_random_uuid(), '${stranger.account}', 'x', 1, 'given', now(), 'x', now(), now() + interval '1 hour')`,
    );
    expect((await get(stranger, `${base}/sales`)).statusCode).toBe(404);
  });

  test("a suspended workspace is read and not changed, by people and by keys, until it is lifted", async () => {
    const there = await door.addWorkspace();
    const ana = await door.person("owner", there);
    const url = `/v1/workspaces/${there.publicId}/workspace`;
    const rename = () => ana.send({ method: "PATCH", url, payload: { name: "Renamed" } });
    const suspend = (why: string | null) =>
      post(operator, "/v1/operator/suspensions", { workspace: there.publicId, why });
    expect((await suspend("unpaid")).json()).toMatchObject({ suspended: { why: "unpaid" } });
    expect((await get(ana, url)).json()).toMatchObject({ suspended: { why: "unpaid" } });
    expect((await rename()).json()).toMatchObject({ status: 403, code: "workspace_suspended" });
    const authorization = `Bearer ${await door.key(undefined, there.ws)}`;
    const keyed = {
      method: "POST" as const,
      url: "/v1/parties",
      headers: { authorization },
      payload: { kind: "partner", name: "Bruno" },
    };
    expect((await door.server.inject(keyed)).json()).toMatchObject({ code: "workspace_suspended" });
    await suspend(null);
    expect((await rename()).statusCode).toBe(200);
    const seen = (await get(ana, `/v1/workspaces/${there.publicId}/events`)).json().data;
    expect(seen.map((one: { type: string }) => one.type)).toEqual(
      expect.arrayContaining(["workspace.suspended", "workspace.suspension_lifted"]),
    );
  });

  test("a workspace made for somebody begins with the installation's fee and waits for its owner", async () => {
    const fee = { name: "Market", rate: "0.05", fixed: { USD: 30 }, bearer: "shared" };
    const set = await operator.send({
      method: "PUT",
      url: "/v1/operator/installation",
      payload: { platformFee: fee },
    });
    expect(set.json()).toEqual({ platformFee: fee });
    const facts = { name: "Violin School", country: "BR", currency: "USD", timeZone: "UTC" };
    const made = await post(operator, "/v1/operator/workspaces", {
      workspace: facts,
      owner: "vera@example.com",
    });
    expect(made.json()).toMatchObject({ name: "Violin School", member: false });
    expect((await get(operator, `/v1/workspaces/${made.json().id}/workspace`)).statusCode).toBe(404);
    const ana = await door.person(null);
    const own = (await post(ana, "/v1/workspaces", facts)).json();
    expect(own.fees.platformFee).toMatchObject({
      party: { name: "Market" },
      rate: "0.05",
      fixed: { USD: 30 },
    });
    const made2 = await post(ana, `/v1/workspaces/${own.id}/products`, { name: "Violin" });
    expect(made2.json().terms.platformFee).toMatchObject({ rate: "0.05" });
  });
});
