// A running programme moves in: affiliates, links with their codes and open balances from another tool's
// exports, tried first, brought once however often, each bad row with its reason.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { guessColumns, readImportedRate } from "../../src/affiliates/import-columns.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { runImportProgramme } from "../../src/cli/import-programme.ts";
import { openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
let product: string;

beforeAll(async () => {
  shop = await openShop();
  product = (await shop.make("/products", { name: "Piano in 30 days", externalId: "piano" })).id;
  await shop.make("/destinations", { product, name: "Sales page", url: "https://school.example/piano" });
});

afterAll(() => shop.door.close());

const AFFILIATES = `Affiliate ID,Full name,Email,Referral code,Commission
a1,Carla Luz,carla@example.com,CARLA,30%
a2,Dora Reis,Dora@Example.com,DORA,"12,5"
a3,Edu Melo,edu@example.com,not a code,20
a4,,nobody@example.com,NOBODY,20
a5,Fábio Sá,fabio@example.com,FABIO,200%
`;
const LINKS = `Slug;Affiliate email;Destination;Campaign
Carla_Book;carla@example.com;https://school.example/book?x=1;spring
dora.1;dora@example.com;;
x;dora@example.com;;
stranger;who@example.com;;
bad-page;dora@example.com;javascript:alert(1);
`;
const BALANCES = `Email,Unpaid balance,Currency
carla@example.com,"1,412.50",USD
dora@example.com,0,USD
dora@example.com,12.345,USD
`;

const bring = (kind: string, csv: string, more: object = {}) =>
  shop.post("/programme-imports", { kind, csv, product, ...more });
const results = (body: { rows: { result: string; field: string | null }[] }) =>
  body.rows.map((row) => (row.field === null ? row.result : `${row.result} ${row.field}`));

test("affiliates are tried, then brought, then known", async () => {
  const expected = ["new", "new", "failed code", "failed name", "failed rate"];
  const tried = await bring("affiliates", AFFILIATES, { dryRun: true });
  expect(tried.body.columns).toMatchObject({
    externalId: "Affiliate ID",
    code: "Referral code",
    rate: "Commission",
  });
  expect(results(tried.body)).toEqual(expected);
  expect((await shop.get("/affiliations")).body.data).toEqual([]);
  expect(results((await bring("affiliates", AFFILIATES)).body)).toEqual(expected);
  expect(results((await bring("affiliates", AFFILIATES)).body)).toEqual([
    "known",
    "known",
    ...expected.slice(2),
  ]);
  const made = (await shop.get("/affiliations")).body.data;
  expect(made.map((one: { code: string; rate: string }) => `${one.code} ${one.rate}`).sort()).toEqual([
    "CARLA 0.3",
    "DORA 0.125",
  ]);
});

test("the export of another tool: names in two columns, who is not active there, what is unpaid", async () => {
  const csv =
    "id,email,first_name,last_name,state,referral_token,commission_rate\n" +
    "r1,pete@example.com,Pete,Sá Lima,active,pete,20\n" +
    "r2,rosa@example.com,Rosa,,inactive,rosa,20\n" +
    "r3,otto@example.com,Otto,Alt,banned,otto,20\n" +
    "r4,uwe@example.com,Uwe,Alt,vip,uwe,20\n";
  const { body } = await bring("affiliates", csv);
  expect(results(body)).toEqual(["new", "new", "new", "failed state"]);
  const made = (await shop.get("/affiliations")).body.data as {
    code: string;
    state: string;
    reason: string;
  }[];
  const of = (code: string) => made.find((one) => one.code === code);
  expect(of("pete")).toMatchObject({ state: "approved", party: { name: "Pete Sá Lima" } });
  expect(of("rosa")).toMatchObject({ state: "suspended", reason: "inactive", party: { name: "Rosa" } });
  expect(of("otto")).toMatchObject({ state: "blocked" });
  const lacks = await bring("affiliates", "Vorname,Nachname,Kürzel\nPia,Alt,PIA\n");
  expect(lacks.body).toMatchObject({
    code: "missing_columns",
    facts: { missing: ["name", "code"], headers: ["Vorname", "Nachname", "Kürzel"], columns: {} },
  });
  const columns = { firstName: "Vorname", lastName: "Nachname", code: "Kürzel" };
  const chosen = await bring("affiliates", "Vorname,Nachname,Kürzel\nPia,Alt,PIA\n", { columns, rate: "20" });
  expect(results(chosen.body)).toEqual(["new"]);
  const unpaid = "Email,Unpaid commissions,Currency\npete@example.com,12.00,USD\n";
  const balance = await bring("balances", unpaid, { product: undefined, asOf: "2025-12-31", dryRun: true });
  expect(results(balance.body)).toEqual(["new"]);
});

test("who runs the programme brings it in; balances take whoever tells them", async () => {
  const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
  const send = async (role: "marketing" | "finance", payload: object) => {
    const person = await shop.door.person(role, where);
    const url = `/v1/workspaces/${shop.workspace}/programme-imports`;
    return (await person.send({ method: "POST", url, payload })).statusCode;
  };
  const file = { kind: "affiliates", csv: AFFILIATES, product, dryRun: true };
  const balances = { kind: "balances", csv: BALANCES, asOf: "2025-12-31", dryRun: true };
  expect(await send("marketing", file)).toBe(200);
  expect(await send("finance", file)).toBe(403);
  expect(await send("marketing", balances)).toBe(403);
});

test("links keep their codes and store the pages they led to", async () => {
  const expected = ["new", "new", "failed link", "failed affiliate", "failed url"];
  expect(results((await bring("links", LINKS)).body)).toEqual(expected);
  expect(results((await bring("links", LINKS)).body)).toEqual(["known", "known", ...expected.slice(2)]);
  const followed = await shop.door.server.inject({
    url: "/l/carla_book",
    headers: { "user-agent": "Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0" },
  });
  expect(followed.headers.location).toMatch(/^https:\/\/school\.example\/book\?x=1&partage_click=click_/);
  const pages = (await shop.get(`/destinations?product=${product}`)).body.data;
  expect(pages.map((one: { url: string }) => one.url).sort()).toEqual([
    "https://school.example/book?x=1",
    "https://school.example/piano",
  ]);
  const taken = await bring("links", "Slug,Email\nCarla_Book,dora@example.com\n");
  expect(taken.body.rows[0].message).toContain("another affiliate's");
});

test("an old link of somebody who is not active leads on, and earns nothing until they are", async () => {
  const file = "Slug,Email\nrosa-in-print,rosa@example.com\notto-in-print,otto@example.com\n";
  expect(results((await bring("links", file)).body)).toEqual(["new", "new"]);
  const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0" };
  const bought = async (externalId: string) => {
    const followed = await shop.door.server.inject({ url: "/l/rosa-in-print", headers: browser });
    const to = new URL(String(followed.headers.location));
    expect(to.host).toBe("school.example");
    const clickId = to.searchParams.get("partage_click");
    const sold = { product, externalId, currency: "USD", paid: 10_000, clickId };
    const { id } = await shop.make("/sales", sold);
    return (await shop.get(`/sales/${id}/journey`)).body.touches.at(-1).skipped;
  };
  expect(await bought("rosa-1")).toBe("suspended");
  const { body } = await shop.get("/affiliations?code=rosa");
  await shop.patch(`/affiliations/${body.data[0].id}`, { state: "approved" });
  expect(await bought("rosa-2")).toBeNull();
  // A new one is not made for who may not promote.
  const otto = (await shop.get("/affiliations?code=otto")).body.data[0].id;
  expect((await shop.post("/links", { affiliation: otto })).body.code).toBe("affiliation_not_approved");
});

test("balances wait for the affiliate's yes, and are told once", async () => {
  const more = { product: undefined, asOf: "2025-12-31" };
  const expected = ["new", "known", "failed amount"];
  expect(results((await bring("balances", BALANCES, more)).body)).toEqual(expected);
  expect(results((await bring("balances", BALANCES, more)).body)).toEqual([
    "known",
    "known",
    "failed amount",
  ]);
  const told = (await shop.get("/opening-balances")).body.data;
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    amount: 141_250,
    currency: "USD",
    state: "open",
    party: { name: "Carla Luz" },
  });
});

test("a file goes on where a slice ended; what is no such file is refused as a whole", async () => {
  const first = await bring("affiliates", AFFILIATES, { rows: 2 });
  expect([first.body.rows.length, first.body.total, first.body.next]).toEqual([2, 5, 2]);
  const rest = await bring("affiliates", AFFILIATES, { skip: 2 });
  expect([rest.body.rows[0].row, rest.body.next]).toEqual([3, null]);
  expect((await bring("affiliates", "a,b\n1,2\n")).body.code).toBe("missing_columns");
  expect(
    (await bring("affiliates", AFFILIATES, { columns: { name: "Nope", code: "Email" } })).body.code,
  ).toBe("unknown_column");
  expect((await bring("links", '"a')).body.code).toBe("not_csv");
});

test.each([
  ["30%", "percent", 300_000],
  ["12,5", "percent", 125_000],
  ["0.3", "fraction", 300_000],
  ["30%", "fraction", 300_000],
  ["100", "percent", 1_000_000],
  ["101", "percent", null],
  ["1.5", "fraction", null],
  ["", "percent", null],
  ["-3", "percent", null],
] as const)("rate %s in %s", (said, rates, ppm) => {
  expect(readImportedRate(said, rates)).toBe(ppm);
});

test("a column serves one field, and what names the thing goes first", () => {
  expect(guessColumns("links", ["Código", "E-mail", "Destino"])).toEqual({
    link: "Código",
    email: "E-mail",
    url: "Destino",
  });
  expect(guessColumns("affiliates", ["Name", "Mail", "Token", "Percent"])).toEqual({
    name: "Name",
    email: "Mail",
    code: "Token",
    rate: "Percent",
  });
});

test("the command line brings the same file, and says what it did", async () => {
  const folder = mkdtempSync(join(tmpdir(), "partage-programme-"));
  const file = join(folder, "affiliates.csv");
  writeFileSync(file, `${AFFILIATES}a6,Gil Nunes,gil@example.com,GIL,\n`);
  vi.stubEnv("DATABASE_URL", shop.door.url);
  const call = async (...more: string[]) => {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const told = Promise.all([text(stdout), text(stderr)]);
    const named = ["affiliates", file, "--workspace", shop.workspace, "--product", "piano", "--rate", "25"];
    const status = await runImportProgramme([...named, ...more], { stdin, stdout, stderr });
    stdout.end();
    stderr.end();
    const [out, err] = await told;
    return { status, out, err };
  };
  try {
    expect(await call("--dry-run")).toMatchObject({ status: 1, out: "tried: 1 new, 2 known, 3 failed\n" });
    const done = await call();
    expect([done.status, done.out]).toEqual([1, "1 new, 2 known, 3 failed\n"]);
    expect(done.err).toContain("row 5: rate is not a rate");
    expect((await shop.get("/affiliations?code=GIL")).body.data[0].rate).toBe("0.25");
    expect((await call("--columns", "{")).status).toBe(2);
  } finally {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  }
});
