// One's own account through the door: a second factor with real codes, recovery codes that work once,
// sessions ended, an address changed with both told, and a lock that stops a guesser without shutting its
// owner out.
import type { LightMyRequestResponse } from "fastify";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { codeAt } from "../../src/access/one-time-code.ts";
import { openTestDoor, PASSWORD, type TestDoor, type TestPerson } from "./test-door.ts";

const CLIENT = { "x-partage-client": "test" };
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

describe("one's own account", () => {
  let door: TestDoor;

  beforeAll(async () => {
    door = await openTestDoor();
  });
  afterAll(() => door.close());

  const post = (url: string, payload: object, headers: object = {}) =>
    door.server.inject({ method: "POST", url, headers: { ...CLIENT, ...headers }, payload });
  const signIn = (email: string, password = PASSWORD, headers: object = {}) =>
    post("/v1/session", { email, password }, headers);
  const mine = (who: TestPerson, path: string, payload: object = {}) =>
    who.send({ method: "POST", url: `/v1/account${path}`, payload });
  const someone = () => door.person("viewer", door.workspace, PASSWORD);

  /** The newest mail to an address that says it in subject or text; mail goes out after the answer. */
  async function mailTo(to: string, saying: string) {
    const find = async () => {
      const mails = await Promise.all(door.mails().map((mail) => PostalMime.parse(mail)));
      return mails.findLast(
        (mail) => mail.to?.[0]?.address === to && `${mail.subject} ${mail.text}`.includes(saying),
      );
    };
    return await vi.waitUntil(find, { timeout: 10_000, interval: 20 });
  }

  /** Turned on; answers the code of the step told (0: now) and the recovery codes. */
  async function turnOn(who: TestPerson) {
    await roomInStep();
    const { key, address } = (await mine(who, "/second-factor")).json();
    expect(address).toContain(`secret=${key}&issuer=Partage`);
    const secret = fromBase32(key);
    const code = (steps = 0) => codeAt(secret, Date.now() + steps * 30_000);
    const wrong = await mine(who, "/second-factor/confirm", { code: "000000" });
    expect(wrong.json()).toMatchObject({ status: 403, code: "wrong_code" });
    // The step before, so that the tests have two fresh ones left.
    const confirmed = await mine(who, "/second-factor/confirm", { code: code(-1) });
    expect(confirmed.statusCode).toBe(200);
    return { code, codes: confirmed.json().codes as string[] };
  }

  const cookieOf = (answer: LightMyRequestResponse): string =>
    answer.cookies.map((one) => `${one.name}=${one.value}`).join("; ");

  const challengeOf = (answer: LightMyRequestResponse): string => {
    expect(answer.json()).toMatchObject({ status: 403, code: "second_factor_needed" });
    expect(answer.cookies).toEqual([]);
    return answer.json().facts.challenge;
  };

  test("a language that the pages may have is kept, and followed by mails as far as they speak it", async () => {
    const who = await someone();
    const keep = (language: string) =>
      who.send({ method: "PUT", url: "/v1/account/profile", payload: { language } });
    for (const tag of ["de", "pt-BR", "zh-Hant-TW"]) {
      expect((await keep(tag)).statusCode).toBe(200);
      const elsewhere = await signIn(who.email);
      expect(elsewhere.json().account.language).toBe(tag);
    }
    for (const tag of ["german", "", "de_DE", "x".repeat(30)]) expect((await keep(tag)).statusCode).toBe(400);
    await keep("de");
    const next = "an entirely new passphrase";
    await who.send({ method: "PUT", url: "/v1/session/password", payload: { current: PASSWORD, next } });
    expect((await mailTo(who.email, "password")).subject).toMatch(/password/i);
  });

  test("with a second factor a right password opens nothing before a code, by link as well", async () => {
    const ana = await someone();
    const { code, codes } = await turnOn(ana);
    expect(new Set(codes).size).toBe(10);
    const challenge = challengeOf(await signIn(ana.email));
    const sessions = await door.db.pool.query("SELECT 1 FROM identity.session WHERE person = $1", [
      ana.account,
    ]);
    expect(sessions.rows).toHaveLength(1);
    const wrong = await post("/v1/session/challenge", { challenge, code: "000000" });
    expect(wrong.json()).toMatchObject({ status: 401, code: "wrong_code" });
    const now = code();
    const right = await post("/v1/session/challenge", { challenge, code: now });
    expect(right.json()).toMatchObject({ account: { email: ana.email } });
    const cookie = cookieOf(right);
    const who = await door.server.inject({ method: "GET", url: "/v1/session", headers: { cookie } });
    expect(who.json().account.email).toBe(ana.email);
    // A code counts once, a challenge too.
    expect((await post("/v1/session/challenge", { challenge, code: code(1) })).json().code).toBe(
      "challenge_over",
    );
    const second = challengeOf(await signIn(ana.email));
    expect((await post("/v1/session/challenge", { challenge: second, code: now })).json().code).toBe(
      "wrong_code",
    );
    const token = (await door.identity.makeLinkToken(ana.email, 5)) as string;
    challengeOf(await post("/v1/session/links/redeem", { token }));
  });

  test("a recovery code works once, is told by mail, and new ones end the old", async () => {
    const ana = await someone();
    const { code, codes } = await turnOn(ana);
    const use = async (text: string) =>
      await post("/v1/session/challenge", { challenge: challengeOf(await signIn(ana.email)), code: text });
    const [first, second] = codes as [string, string];
    expect((await use(first.toUpperCase().replaceAll("-", " "))).statusCode).toBe(200);
    await mailTo(ana.email, "9 codes are left");
    expect((await use(first)).json().code).toBe("wrong_code");
    const stored = await door.db.pool.query("SELECT hash::text FROM identity.recovery_code");
    expect(JSON.stringify(stored.rows)).not.toContain(Buffer.from(second).toString("hex"));
    const fresh = await mine(ana, "/second-factor/codes", { code: code(), password: PASSWORD });
    expect(fresh.json().codes).toHaveLength(10);
    expect((await use(second)).json().code).toBe("wrong_code");
    expect((await use(fresh.json().codes[0])).statusCode).toBe(200);
  });

  test("is turned off with password and code only; the key is sealed in the database", async () => {
    const ana = await someone();
    const { key } = (await mine(ana, "/second-factor")).json();
    const sealed = await door.db.pool.query(
      "SELECT encode(secret, 'hex') AS hex FROM identity.second_factor WHERE person = $1",
      [ana.account],
    );
    expect(sealed.rows[0].hex).not.toContain(fromBase32(key).toString("hex"));
    const { code } = await turnOn(ana);
    const off = (payload: object) => mine(ana, "/second-factor/off", payload);
    expect((await off({ code: code() })).json()).toMatchObject({ code: "wrong_password" });
    expect((await off({ code: "000000", password: PASSWORD })).json()).toMatchObject({ code: "wrong_code" });
    expect((await mine(ana, "/second-factor")).json()).toMatchObject({ status: 409, code: "factor_on" });
    expect((await off({ code: code(), password: PASSWORD })).statusCode).toBe(204);
    expect((await signIn(ana.email)).statusCode).toBe(200);
    await mailTo(ana.email, "Two-factor sign-in is off");
  });

  test("five wrong codes end the challenge", async () => {
    const ana = await someone();
    const { code } = await turnOn(ana);
    const challenge = challengeOf(await signIn(ana.email));
    const codes: string[] = [];
    for (let i = 0; i < 6; i++)
      codes.push((await post("/v1/session/challenge", { challenge, code: "000000" })).json().code);
    expect(codes).toEqual([...Array(5).fill("wrong_code"), "challenge_over"]);
    expect((await post("/v1/session/challenge", { challenge, code: code() })).json().code).toBe(
      "challenge_over",
    );
  });

  test("twenty wrong passwords stop a stranger; neither the mailed link nor a browser of one's own", async () => {
    const ana = await someone();
    const first = await signIn(ana.email);
    const known = first.cookies.find((one) => one.name === "partage.known");
    for (let i = 0; i < 20; i++) expect((await signIn(ana.email, "guess")).statusCode).toBe(401);
    expect((await signIn(ana.email)).json()).toMatchObject({ status: 429, code: "too_many_passwords" });
    const nobody = "nobody-at-all@example.com";
    for (let i = 0; i < 20; i++) await signIn(nobody, "guess");
    expect((await signIn(nobody)).json().code).toBe("too_many_passwords");
    const cookie = `partage.known=${known?.value}`;
    expect((await signIn(ana.email, PASSWORD, { cookie })).statusCode).toBe(200);
    const token = (await door.identity.makeLinkToken(ana.email, 5)) as string;
    expect((await post("/v1/session/links/redeem", { token })).statusCode).toBe(200);
    // Another's mark opens nothing.
    const bruno = await someone();
    expect((await signIn(bruno.email, PASSWORD, { cookie })).statusCode).toBe(200);
    expect((await signIn(ana.email, PASSWORD, { cookie: "partage.known=x" })).statusCode).toBe(429);
  });

  test("sessions are listed, one is ended, all others, all", async () => {
    const ana = await someone();
    const agent = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };
    const other = await signIn(ana.email, PASSWORD, agent);
    const cookie = cookieOf(other);
    const list = async () => (await ana.send({ method: "GET", url: "/v1/account/sessions" })).json().data;
    const [before] = (await list()).filter((one: { current: boolean }) => !one.current);
    expect(before).toMatchObject({ userAgent: agent["user-agent"] });
    expect(Object.keys(before)).not.toContain("place");
    const bruno = await someone();
    expect((await mine(bruno, "/sessions/end", { session: before.id })).statusCode).toBe(404);
    expect((await mine(ana, "/sessions/end", { session: before.id })).statusCode).toBe(204);
    const change = { method: "PUT" as const, url: "/v1/account/profile", payload: { name: "Mallory" } };
    const after = await door.server.inject({ ...change, headers: { ...CLIENT, cookie } });
    expect(after.statusCode).toBe(401);
    await signIn(ana.email);
    expect((await mine(ana, "/sessions/end-all", { keepThis: true })).statusCode).toBe(204);
    expect(await list()).toHaveLength(1);
    const elsewhere = await Promise.all([signIn(ana.email), signIn(ana.email)]);
    const brunos = await signIn(bruno.email);
    expect(await list()).toHaveLength(3);
    expect((await mine(ana, "/sessions/end-all", { keepThis: false })).statusCode).toBe(204);
    expect((await ana.send(change)).statusCode).toBe(401);
    for (const one of elsewhere) {
      const asked = await door.server.inject({ ...change, headers: { ...CLIENT, cookie: cookieOf(one) } });
      expect(asked.statusCode).toBe(401);
    }
    const left = await door.db.pool.query("SELECT 1 FROM identity.session WHERE person = $1", [ana.account]);
    expect(left.rows).toEqual([]);
    const own = await door.server.inject({ ...change, headers: { ...CLIENT, cookie: cookieOf(brunos) } });
    expect(own.statusCode).toBe(200);
  });

  test("a name, a language, a time zone are one's own and count at once", async () => {
    const ana = await someone();
    const payload = { name: "Ana Souza", language: "pt-BR", timeZone: "America/Sao_Paulo", dateStyle: "iso" };
    const changed = await ana.send({ method: "PUT", url: "/v1/account/profile", payload });
    expect(changed.json().account).toMatchObject(payload);
    const wrong = await ana.send({
      method: "PUT",
      url: "/v1/account/profile",
      payload: { timeZone: "Mars/Base" },
    });
    expect(wrong.json()).toMatchObject({ status: 400, errors: [{ path: "timeZone" }] });
    const back = await ana.send({ method: "PUT", url: "/v1/account/profile", payload: { language: null } });
    expect(back.json().account).toMatchObject({ name: "Ana Souza", language: null, dateStyle: "iso" });
  });

  test("a new address counts once confirmed there; the old one is told twice", async () => {
    const ana = await someone();
    const next = `new-${ana.email}`;
    expect((await mine(ana, "/address", { email: next })).json()).toMatchObject({ code: "wrong_password" });
    expect((await mine(ana, "/address", { email: next, password: PASSWORD })).statusCode).toBe(202);
    const { text = "" } = await mailTo(next, "confirm-address#");
    const token = /confirm-address#([\w-]+)/.exec(text)?.[1] as string;
    await mailTo(ana.email, next);
    expect((await signIn(ana.email)).statusCode).toBe(200);
    expect((await post("/v1/account/address/confirm", { token })).json()).toEqual({ email: next });
    expect((await post("/v1/account/address/confirm", { token })).json()).toMatchObject({
      code: "link_spent",
    });
    expect((await signIn(ana.email)).statusCode).toBe(401);
    expect((await signIn(next)).statusCode).toBe(200);
    await mailTo(ana.email, "Your address was changed");
  });

  test("whose the other address is, is told to its owner alone", async () => {
    const [ana, bruno] = [await someone(), await someone()];
    const asked = await mine(ana, "/address", { email: bruno.email, password: PASSWORD });
    expect(asked.statusCode).toBe(202);
    expect(asked.body).toBe("");
    await mailTo(bruno.email, "This address has an account already");
  });
});

/** So that no step of half a minute ends between a code and its use. */
async function roomInStep(): Promise<void> {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 6_000) await new Promise((resolve) => setTimeout(resolve, left));
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) as string[]).map((byte) => Number.parseInt(byte, 2)));
}
