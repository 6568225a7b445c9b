// Invitations through the door, as people meet them: a mail brings a link, looking changes nothing, the
// account of the invited address accepts, whoever has none makes it. Another address is told so, an older
// link ends, and a member who is taken out has lost the workspace with the very next request.
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, publicId, type Uuid } from "../../src/base/id.ts";
import { sendInvite } from "../../src/flows/send-invite.ts";
import { runSql } from "../run-sql.ts";
import { openTestDoor, PASSWORD, type TestDoor, type TestPerson } from "./test-door.ts";

const CLIENT = { "x-partage-client": "test" };

describe("invitations", () => {
  let door: TestDoor;
  let owner: TestPerson;
  let base: string;

  beforeAll(async () => {
    door = await openTestDoor();
    owner = await door.person("owner");
    base = `/v1/workspaces/${door.workspace.publicId}`;
  });
  afterAll(() => door.close());

  const invite = (email: string, role = "finance", by = owner) =>
    by.send({ method: "POST", url: `${base}/invites`, payload: { email, role } });
  const post = (url: string, payload: object) =>
    door.server.inject({ method: "POST", url, headers: CLIENT, payload });
  const resend = (id: string) => owner.send({ method: "POST", url: `${base}/invites/${id}/resend` });
  const openOnes = async () => (await owner.send({ method: "GET", url: `${base}/invites` })).json().data;

  /** As the job sends it; answers the token of the mail. */
  async function mailed(id: string): Promise<{ token: string; text: string; html: string; subject: string }> {
    await sendInvite(door.app, door.mailing, door.workspace.ws, parsePublicId("invite", id) as Uuid);
    const mail = await PostalMime.parse(door.mails().at(-1) as string);
    const token = /\/invite#([\w-]+)/.exec(mail.text ?? "")?.[1] as string;
    return { token, text: mail.text ?? "", html: mail.html ?? "", subject: mail.subject ?? "" };
  }

  test("a new person: the mail, a look that changes nothing, an account of their own, a role", async () => {
    const made = await invite("Bruno@Example.com");
    expect(made.json()).toMatchObject({ email: "bruno@example.com", role: "finance", expired: false });
    const { token, text, html, subject } = await mailed(made.json().id);
    expect(subject).toContain("Piano School");
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    for (const form of [text, html]) expect(form).toContain(`/invite#${token}`);

    for (let times = 0; times < 3; times++) {
      const seen = await post("/v1/invites/look", { token });
      expect(seen.json()).toMatchObject({
        email: "bruno@example.com",
        role: "finance",
        workspace: { name: "Piano School" },
        hasAccount: false,
      });
    }
    expect(await openOnes()).toHaveLength(1);

    const joined = await post("/v1/invites/join", { token, name: "Bruno", password: PASSWORD });
    expect(joined.statusCode).toBe(201);
    expect(joined.json()).toMatchObject({
      account: { email: "bruno@example.com", verified: true },
      workspaces: [{ id: door.workspace.publicId, role: "finance" }],
    });
    expect(await openOnes()).toEqual([]);
    const again = await post("/v1/invites/look", { token });
    expect(again.json()).toMatchObject({ status: 410, code: "invite_over" });
    expect((await invite("bruno@example.com")).json()).toMatchObject({ status: 409, code: "already_member" });
  });

  test("the token is kept nowhere: not in the invitation, not in the queue, not in the events", async () => {
    const { token } = await mailed((await invite("secret@example.com")).json().id);
    const dump =
      await door.db.pool.query(`SELECT (SELECT coalesce(jsonb_agg(j)::text, '') FROM jobs._private_jobs j) ||
      (SELECT jsonb_agg(h)::text FROM partage.invite_hash h) AS text`);
    expect(dump.rows[0].text).toContain("hash");
    expect(dump.rows[0].text).not.toContain(token);
  });

  test("somebody under another address is told so, and nothing is accepted", async () => {
    const { token } = await mailed((await invite("carla@example.com", "viewer")).json().id);
    const davi = await door.person(null);
    const wrong = await davi.send({ method: "POST", url: "/v1/invites/accept", payload: { token } });
    expect(wrong.json()).toMatchObject({ status: 403, code: "other_address" });
    expect(wrong.json().detail).toContain("carla@example.com");
    expect(wrong.json().detail).toContain(davi.email);
    expect((await post("/v1/invites/look", { token })).statusCode).toBe(200);
    expect((await post("/v1/invites/accept", { token })).statusCode).toBe(401);
  });

  test("an account of the address accepts, once, of two presses at once", async () => {
    const ana = await door.person(null);
    const { token } = await mailed((await invite(ana.email, "marketing")).json().id);
    const press = () => ana.send({ method: "POST", url: "/v1/invites/accept", payload: { token } });
    const answers = await Promise.all([press(), press()]);
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 410]);
    expect((await ana.send({ method: "GET", url: "/v1/session" })).json().workspaces).toMatchObject([
      { role: "marketing" },
    ]);
  });

  test("a mail sent again ends the link before it; withdrawn, none is left", async () => {
    const { id } = (await invite("eva@example.com")).json();
    const first = await mailed(id);
    expect((await invite("eva@example.com")).json()).toMatchObject({ status: 409, code: "already_invited" });
    expect((await resend(id)).json()).toMatchObject({ status: 409, code: "just_sent" });
    await age(door, "sent_at", "1 minute");
    expect((await resend(id)).statusCode).toBe(202);
    // At once, before the new mail is on its way.
    expect((await post("/v1/invites/look", { token: first.token })).statusCode).toBe(410);
    const second = await mailed(id);
    expect((await post("/v1/invites/look", { token: second.token })).statusCode).toBe(200);
    expect((await owner.send({ method: "DELETE", url: `${base}/invites/${id}` })).statusCode).toBe(204);
    expect((await post("/v1/invites/look", { token: second.token })).statusCode).toBe(410);
    expect(
      await sendInvite(door.app, door.mailing, door.workspace.ws, parsePublicId("invite", id) as Uuid),
    ).toBe(false);
  });

  test("after seven days it is over, and may be sent anew", async () => {
    const { id } = (await invite("late@example.com")).json();
    const { token } = await mailed(id);
    await age(door, "expires_at", "8 days");
    expect((await post("/v1/invites/look", { token })).json()).toMatchObject({ code: "invite_over" });
    expect((await openOnes()).find((one: { id: string }) => one.id === id)).toMatchObject({ expired: true });
    expect((await resend(id)).statusCode).toBe(202);
    expect((await post("/v1/invites/look", { token: (await mailed(id)).token })).statusCode).toBe(200);
  });

  test("only an owner invites an owner, and support invites nobody", async () => {
    const admin = await door.person("admin");
    expect((await invite("x@example.com", "owner", admin)).json()).toMatchObject({ code: "not_permitted" });
    expect((await invite("x@example.com", "admin", admin)).statusCode).toBe(201);
    const support = await door.person("support");
    expect((await invite("y@example.com", "viewer", support)).statusCode).toBe(403);
    const stranger = await door.person("owner", await door.addWorkspace());
    expect((await invite("y@example.com", "viewer", stranger)).statusCode).toBe(404);
  });

  test("who is taken out has lost the workspace with the next request; who leaves as well", async () => {
    const bruno = await door.person("finance");
    const carla = await door.person("viewer");
    const look = (who: TestPerson) => who.send({ method: "GET", url: `${base}/members` });
    expect((await look(bruno)).statusCode).toBe(200);
    const at = `${base}/members/${publicId("account", bruno.account)}`;
    expect((await owner.send({ method: "DELETE", url: at })).statusCode).toBe(204);
    expect((await look(bruno)).statusCode).toBe(404);
    expect((await carla.send({ method: "POST", url: `${base}/members/leave` })).statusCode).toBe(204);
    expect((await look(carla)).statusCode).toBe(404);
    expect((await owner.send({ method: "POST", url: `${base}/members/leave` })).json()).toMatchObject({
      code: "last_owner",
    });
  });

  test("ownership is handed over in one step, by an owner alone", async () => {
    const there = await door.addWorkspace();
    const [ana, bruno] = [await door.person("owner", there), await door.person("admin", there)];
    const url = (who: TestPerson) =>
      `/v1/workspaces/${there.publicId}/members/${publicId("account", who.account)}/own`;
    expect((await bruno.send({ method: "POST", url: url(bruno) })).statusCode).toBe(409);
    expect((await bruno.send({ method: "POST", url: url(ana) })).json()).toMatchObject({ status: 403 });
    expect((await ana.send({ method: "POST", url: url(bruno) })).json()).toMatchObject({ role: "owner" });
    const team = await ana.send({ method: "GET", url: `/v1/workspaces/${there.publicId}/members` });
    expect(team.json().data.map((one: { role: string }) => one.role)).toEqual(["admin", "owner"]);
  });

  test("the database itself keeps an owner, whoever forgets to ask", async () => {
    const there = await door.addWorkspace();
    await door.person("owner", there);
    const demote = `UPDATE partage.member SET role = 'viewer' WHERE ws = ${there.ws}`;
    await expect(runSql(door.url, demote)).rejects.toMatchObject({ code: "PT010" });
    await expect(runSql(door.url, `DELETE FROM partage.member WHERE ws = ${there.ws}`)).rejects.toMatchObject(
      {
        code: "PT010",
      },
    );
    // Two owners, each taking the other away at the same instant, without our lock before.
    await door.person("owner", there);
    const all = await door.db.pool.query("SELECT account FROM partage.member WHERE ws = $1", [there.ws]);
    await Promise.allSettled(
      all.rows.map(({ account }) =>
        runSql(door.url, `DELETE FROM partage.member WHERE account = '${account}'`),
      ),
    );
    const left = await door.db.pool.query("SELECT role FROM partage.member WHERE ws = $1", [there.ws]);
    expect(left.rows.length).toBeGreaterThanOrEqual(1);
    expect(left.rows[0].role).toBe("owner");
  });
});

async function age(door: TestDoor, column: string, by: string): Promise<void> {
  const set = `SELECT set_config('app.ws', '${door.workspace.ws}', false)`;
  await runSql(door.url, `${set}; UPDATE partage.invite SET ${column} = ${column} - interval '${by}'`);
}
