// Who runs the installation, said from the machine's own command line: added, listed, taken off again, and an
// address that nobody has here. On a real database.
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runOperator } from "../../src/cli/operator.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { runSql } from "../run-sql.ts";

let database: TestDatabase;
const before = process.env.DATABASE_URL;

beforeAll(async () => {
  database = await testDatabase();
  await runSql(
    database.url,
    `INSERT INTO identity.person (id, name, email, email_verified) VALUES
      ('p1', 'Ana', 'ana@example.com', true), ('p2', 'Bruno', 'bruno@example.com', true)`,
  );
  process.env.DATABASE_URL = database.url;
});
afterAll(async () => {
  if (before === undefined) delete process.env.DATABASE_URL;
  else process.env.DATABASE_URL = before;
  await database.close();
});

async function run(...argv: string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const code = await runOperator(argv, { stdin: new PassThrough(), stdout, stderr } as never);
  return { code, out: String(stdout.read() ?? ""), err: String(stderr.read() ?? "") };
}

it("adds, lists and takes off", async () => {
  expect((await run()).out).toBe("Nobody runs this installation yet.\n");
  expect(await run("--add", "ana@example.com")).toMatchObject({
    code: 0,
    out: "ana@example.com is an operator now.\n",
  });
  await run("--add", "bruno@example.com");
  expect((await run()).out).toBe("ana@example.com\nbruno@example.com\n");
  expect((await run("--remove", "ana@example.com")).out).toBe("ana@example.com is no operator any more.\n");
  expect((await run()).out).toBe("bruno@example.com\n");
});

it("says what to do where the address has no account", async () => {
  expect(await run("--add", "carla@example.com")).toMatchObject({
    code: 2,
    err: "partage operator: carla@example.com has no account here: invite them to a workspace first.\n",
  });
});
