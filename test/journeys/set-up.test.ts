// First-run set-up on a server of one's own: the token of the log makes the first owner and business, once.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDoor, type TestDoor } from "./test-door.ts";

const TOKEN = "a-token-of-the-log";
const ANA = {
  token: TOKEN,
  name: "Ana",
  email: "ana@example.com",
  password: "correct horse battery",
  workspace: {
    name: "Piano School",
    country: "BR",
    currency: "BRL",
    timeZone: "America/Sao_Paulo",
    language: "pt-BR",
  },
};

describe("set-up", () => {
  let door: TestDoor;

  beforeAll(async () => {
    door = await openTestDoor({ options: { setupToken: TOKEN } });
  });
  afterAll(() => door.close());

  const setUp = (payload: object) =>
    door.server.inject({
      method: "POST",
      url: "/v1/setup",
      headers: { "x-partage-client": "test" },
      payload,
    });
  const needed = async () => (await door.server.inject({ method: "GET", url: "/v1/setup" })).json().needed;

  test("is needed while nobody has a workspace, and only the token opens it", async () => {
    expect(await needed()).toBe(true);
    const wrong = await setUp({ ...ANA, token: "another-token" });
    expect(wrong.json()).toMatchObject({
      status: 403,
      code: "wrong_setup_token",
      errors: [{ path: "token" }],
    });
    const shapeless = await setUp({ ...ANA, workspace: { ...ANA.workspace, timeZone: "Mars/Base" } });
    expect(shapeless.json()).toMatchObject({ status: 400, errors: [{ path: "workspace.timeZone" }] });
    expect(await needed()).toBe(true);
  });

  test("cut short after the account, it goes on with the same address and password only", async () => {
    const { email, name, password } = ANA;
    await door.identity.createAccount({ email, name, password, verified: true });
    expect((await setUp({ ...ANA, password: "somebody else's" })).json()).toMatchObject({
      code: "email_taken",
    });
    expect(await needed()).toBe(true);
  });

  test("makes account, business and session once, of two that come at once", async () => {
    const answers = await Promise.all([setUp(ANA), setUp({ ...ANA, email: "bruno@example.com" })]);
    expect(answers.map((one) => one.statusCode)).toEqual([201, 410]);
    const made = answers[0];
    expect(made?.json()).toMatchObject({
      account: { email: ANA.email },
      workspaces: [{ name: "Piano School", currency: "BRL", role: "owner", demo: false }],
    });
    const cookie = made?.cookies.map((one) => `${one.name}=${one.value}`).join("; ") as string;
    const who = await door.server.inject({ method: "GET", url: "/v1/session", headers: { cookie } });
    expect(who.json().workspaces).toHaveLength(1);
    expect(await needed()).toBe(false);
    expect((await setUp(ANA)).json()).toMatchObject({ status: 410, code: "already_set_up" });
  });
});
