// Signing in as people do: by password, and by the link of a mail that a real SMTP server caught. A link
// works once; nothing tells whether an address has an account; a cookie alone changes nothing; what is taken
// away counts at once.
import { createServer } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeMember } from "../../src/access/members.ts";
import type { Role } from "../../src/access/permissions.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { sendSignInLink } from "../../src/flows/send-sign-in-link.ts";
import { openMail } from "../../src/notices/mail.ts";
import { ids, openTestDoor, PASSWORD, PUBLIC_URL, type TestDoor } from "./test-door.ts";

const CLIENT = { "x-partage-client": "test" };

describe("signing in", () => {
  let door: TestDoor;

  beforeAll(async () => {
    door = await openTestDoor();
  });
  afterAll(() => door.close());

  function withPassword(role: Role) {
    return door.person(role, door.workspace, PASSWORD);
  }

  function signIn(email: string, password: string, headers: Record<string, string> = CLIENT) {
    return door.server.inject({ method: "POST", url: "/v1/session", headers, payload: { email, password } });
  }

  async function tokenFor(email: string, language = "en"): Promise<string> {
    const before = door.mails().length;
    const headers = { ...CLIENT, "accept-language": language };
    const asked = await door.server.inject({
      method: "POST",
      url: "/v1/session/links",
      headers,
      payload: { email },
    });
    expect(asked.statusCode).toBe(202);
    await expect.poll(() => door.mails().length).toBe(before + 1);
    const mail = await PostalMime.parse(door.mails().at(-1) as string);
    expect(mail.to?.[0]?.address).toBe(email);
    return /\/sign-in\/link#([\w-]+)/.exec(mail.text ?? "")?.[1] as string;
  }

  function redeem(token: string) {
    return door.server.inject({
      method: "POST",
      url: "/v1/session/links/redeem",
      headers: CLIENT,
      payload: { token },
    });
  }

  test("by password: the session says who and where, and its cookie is out of reach of scripts", async () => {
    const ana = await withPassword("finance");
    const signed = await signIn(ana.email.toUpperCase(), PASSWORD);
    expect(signed.statusCode).toBe(200);
    expect(signed.json()).toMatchObject({
      account: { email: ana.email, verified: true },
      workspaces: [{ id: door.workspace.publicId, role: "finance", currency: "USD" }],
    });
    for (const cookie of signed.cookies)
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    expect(signed.cookies.find((one) => one.name === "partage.session_token")).toBeDefined();

    const who = await ana.send({ method: "GET", url: "/v1/session" });
    expect(who.json()).toEqual(signed.json());
  });

  test("a wrong password and an unknown address are told apart by nothing", async () => {
    const ana = await withPassword("viewer");
    const wrong = await signIn(ana.email, "not the password");
    const unknown = await signIn("nobody@example.com", "not the password");
    expect(wrong.statusCode).toBe(401);
    const told = ({ requestId: _, ...rest }: Record<string, unknown>) => rest;
    expect(told(unknown.json())).toEqual(told(wrong.json()));
    expect(wrong.cookies).toEqual([]);
  });

  test("by link: it works once, and a second time it is spent", async () => {
    const ana = await door.person("support");
    const token = await tokenFor(ana.email);
    const signed = await redeem(token);
    expect(signed.statusCode).toBe(200);
    expect(signed.json().account.email).toBe(ana.email);
    expect((await redeem(token)).json()).toMatchObject({ status: 401, code: "link_spent" });
  });

  test("a link that is too old is spent, and two at once let one in", async () => {
    const ana = await door.person("support");
    const old = (await door.identity.makeLinkToken(ana.email, -1)) as string;
    expect((await redeem(old)).statusCode).toBe(401);
    const token = (await door.identity.makeLinkToken(ana.email, 15)) as string;
    const statuses = (await Promise.all([redeem(token), redeem(token), redeem(token)])).map(
      (one) => one.statusCode,
    );
    expect(statuses.sort()).toEqual([200, 401, 401]);
  });

  test("an unknown address gets the same answer and no mail; the mail speaks the reader's language", async () => {
    const before = door.mails().length;
    const asked = await door.server.inject({
      method: "POST",
      url: "/v1/session/links",
      headers: CLIENT,
      payload: { email: "nobody@example.com" },
    });
    expect(asked.statusCode).toBe(202);
    const ana = await door.person("viewer");
    await tokenFor(ana.email, "pt-BR,pt;q=0.9");
    const mail = await PostalMime.parse(door.mails().at(-1) as string);
    expect(mail.subject).toBe("Seu link para entrar no Partage");
    expect(door.mails().length).toBe(before + 1);
  });

  test("the mail really goes over SMTP, and one that cannot go says so", async () => {
    const caught: Buffer[] = [];
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData(stream, _session, done) {
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => parts.push(part));
        stream.on("end", () => {
          caught.push(Buffer.concat(parts));
          done();
        });
      },
    });
    const port = await freePort();
    await new Promise<void>((resolve) => smtp.listen(port, "127.0.0.1", resolve));
    const settings = { from: "Partage <noreply@example.com>", folder: "/nonexistent", ids };
    const mailer = openMail({ ...settings, smtpUrl: `smtp://127.0.0.1:${port}` });
    const ana = await door.person("viewer");
    const by = { identity: door.identity, mailer, publicUrl: PUBLIC_URL };
    expect(await sendSignInLink(by, ana.email, "en")).toBe(true);
    const mail = await PostalMime.parse(caught[0] as Buffer);
    expect(mail).toMatchObject({
      subject: "Your link to sign in to Partage",
      from: { address: "noreply@example.com" },
    });
    const token = /#([\w-]+)/.exec(mail.text ?? "")?.[1] as string;
    expect((await redeem(token)).statusCode).toBe(200);
    mailer.close();
    await new Promise<void>((resolve) => smtp.close(resolve));

    const deaf = openMail({ ...settings, smtpUrl: `smtp://127.0.0.1:${port}` });
    await expect(sendSignInLink({ ...by, mailer: deaf }, ana.email, "en")).rejects.toMatchObject({
      code: "mail_not_sent",
    });
    deaf.close();
  });

  test("a cookie alone changes nothing: neither from another site nor without our header", async () => {
    const ana = await withPassword("owner");
    const change = (headers: Record<string, string>) =>
      ana.send({
        method: "POST",
        url: `/v1/workspaces/${door.workspace.publicId}/api-keys`,
        headers,
        payload: { name: "x", scopes: ["sales:read"] },
      });
    const foreign = [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: "https://evil.example" },
      { origin: "null" },
    ];
    for (const headers of foreign) {
      expect((await change(headers)).json()).toMatchObject({ status: 403, code: "cross_site_request" });
    }
    const cookie = (await signIn(ana.email, PASSWORD)).cookies
      .map((one) => `${one.name}=${one.value}`)
      .join("; ");
    const bare = await door.server.inject({
      method: "DELETE",
      url: `/v1/workspaces/${door.workspace.publicId}/members/account_${"0".repeat(26)}`,
      headers: { cookie },
    });
    expect(bare.json()).toMatchObject({ status: 403, code: "cross_site_request" });
    const crossSignIn = await signIn(ana.email, PASSWORD, { ...CLIENT, origin: "https://evil.example" });
    expect(crossSignIn.statusCode).toBe(403);
    expect((await change({ origin: PUBLIC_URL, "sec-fetch-site": "same-origin" })).statusCode).toBe(201);
  });

  test("a session that ended changes nothing more, though its cookie is kept for a minute", async () => {
    const ana = await door.person("owner");
    await ana.send({ method: "GET", url: "/v1/session" });
    const out = await ana.send({ method: "DELETE", url: "/v1/session" });
    expect(out.statusCode).toBe(204);
    const url = `/v1/workspaces/${door.workspace.publicId}/api-keys`;
    const after = await ana.send({ method: "POST", url, payload: { name: "x", scopes: ["sales:read"] } });
    expect(after.json()).toMatchObject({ status: 401, code: "not_signed_in" });
  });

  test("a session that ended elsewhere is ended here by who asks afresh: its cookies go", async () => {
    const ana = await withPassword("owner");
    const other = await signIn(ana.email, PASSWORD);
    const cookie = other.cookies.map((one) => `${one.name}=${one.value}`).join("; ");
    const ask = (query: string) =>
      door.server.inject({ method: "GET", url: `/v1/session${query}`, headers: { cookie } });
    expect((await ask("?fresh=true")).json().account.email).toBe(ana.email);
    await ana.send({ method: "POST", url: "/v1/account/sessions/end-all", payload: { keepThis: true } });
    expect((await ask("")).statusCode).toBe(200);
    const gone = await ask("?fresh=true");
    expect(gone.json()).toMatchObject({ status: 401, code: "not_signed_in" });
    const ended = gone.cookies.map(({ name, value, maxAge }) => [name, value, maxAge]);
    expect(ended).toEqual(
      expect.arrayContaining([
        ["partage.session_token", "", 0],
        ["partage.session_data", "", 0],
      ]),
    );
  });

  test("a membership taken away counts with the next request, to look as well", async () => {
    const ana = await door.person("admin");
    const url = `/v1/workspaces/${door.workspace.publicId}/members`;
    expect((await ana.send({ method: "GET", url })).statusCode).toBe(200);
    await inWorkspace(door.db, door.workspace.ws, (tx) => removeMember(tx, door.workspace.ws, ana.account));
    expect((await ana.send({ method: "GET", url })).statusCode).toBe(404);
  });

  test("a changed password ends the other sessions; the current one must be right", async () => {
    const ana = await withPassword("viewer");
    const url = "/v1/session/password";
    const wrong = await ana.send({
      method: "PUT",
      url,
      payload: { current: "wrong one", next: "another good one" },
    });
    expect(wrong.json()).toMatchObject({
      status: 403,
      code: "wrong_password",
      errors: [{ path: "current" }],
    });
    const short = await ana.send({ method: "PUT", url, payload: { current: PASSWORD, next: "short" } });
    expect(short.json()).toMatchObject({ status: 400, errors: [{ path: "next" }] });
    const done = await ana.send({
      method: "PUT",
      url,
      payload: { current: PASSWORD, next: "another good one" },
    });
    expect(done.statusCode).toBe(200);
    expect((await ana.send({ method: "PUT", url, payload: { next: "x".repeat(12) } })).statusCode).toBe(401);
    expect((await signIn(ana.email, PASSWORD)).statusCode).toBe(401);
    expect((await signIn(ana.email, "another good one")).statusCode).toBe(200);
  });

  test("a password is never stored readable, nor a link's token", async () => {
    const ana = await withPassword("viewer");
    const token = (await door.identity.makeLinkToken(ana.email, 15)) as string;
    const dump = await door.db.pool.query(`SELECT (SELECT jsonb_agg(c)::text FROM identity.credential c) ||
      (SELECT jsonb_agg(t)::text FROM identity.token t) AS text`);
    expect(dump.rows[0].text).toContain(ana.account);
    expect(dump.rows[0].text).not.toContain(PASSWORD);
    expect(dump.rows[0].text).not.toContain(token);
  });
});

describe("too many tries", () => {
  test("get 429 with the time to wait", async () => {
    const door = await openTestDoor({ options: { triesPerMinute: 3 } });
    const tries = [];
    for (let i = 0; i < 4; i++) {
      const payload = { email: "nobody@example.com", password: "not the password" };
      tries.push(await door.server.inject({ method: "POST", url: "/v1/session", headers: CLIENT, payload }));
    }
    expect(tries.map((one) => one.statusCode)).toEqual([401, 401, 401, 429]);
    expect(tries[3]?.json()).toMatchObject({
      code: "too_many_requests",
      requestId: expect.stringMatching(/^req_/),
    });
    expect(Number(tries[3]?.headers["retry-after"])).toBeGreaterThan(0);
    await door.close();
  });
});

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
