// `verify` re-derives every settlement from the counters as they stood at its place, and finds each that is
// planted by hand, past triggers and policies, in books that agreed before.
// Example: one cent more for bruno in a settlement → "settlement" and "chain" disagree.
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSettling, openSettlingSchool, type SettlingSchool } from "./settling-school.ts";

let school: SettlingSchool;
let owner: pg.Client;

beforeAll(async () => {
  school = await openSettlingSchool();
  owner = new pg.Client({ connectionString: school.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await school.close();
});

const MINIMUM = { kind: "minimum", amount: 5000, currency: "USD", period: "month" } as const;
const TABLES = ["journal", "contract_settlement", "contract_version", "contract_counter"];

async function forge(ws: number, statement: string): Promise<void> {
  for (const table of TABLES) await owner.query(`ALTER TABLE partage.${table} DISABLE TRIGGER USER`);
  await owner.query("SELECT set_config('app.ws', $1, false)", [String(ws)]);
  const done = await owner.query(statement.replaceAll("$ws", String(ws)));
  expect(done.rowCount, statement).toBeGreaterThan(0);
  for (const table of TABLES.slice(0, 3))
    await owner.query(`ALTER TABLE partage.${table} ENABLE ALWAYS TRIGGER no_change`);
}

const SETTLED = "WHERE ws = $ws AND kind = 'settlement'";
const BACK = "UPDATE partage.contract_counter SET value = 0 WHERE ws = $ws AND name LIKE 'minimum:%'";

const FORGERIES: [string, string, string[]][] = [
  [
    "of another amount",
    `UPDATE partage.journal SET amounts = ARRAY[amounts[1] - 1, amounts[2] + 1] ${SETTLED}`,
    ["settlement", "chain"],
  ],
  ["that was removed", `DELETE FROM partage.journal ${SETTLED}`, ["settlement", "numbers"]],
  [
    "whose row was removed",
    "DELETE FROM partage.contract_settlement WHERE ws = $ws",
    ["settlement", "counter"],
  ],
  [
    "of another period than its facts",
    "UPDATE partage.contract_settlement SET period = '2018-09' WHERE ws = $ws",
    ["settlement", "body"],
  ],
  [
    "that says it was handed other counters",
    "UPDATE partage.contract_settlement SET counters = replace(counters::text, '2000', '1')::jsonb WHERE ws = $ws",
    ["handed"],
  ],
  [
    "by another version's terms",
    `UPDATE partage.contract_version SET terms = replace(terms::text, '5000', '4000')::jsonb WHERE ws = $ws`,
    ["settlement"],
  ],
  ["whose counter was set back", BACK, ["counter"]],
];

test.each(FORGERIES)("verify finds a settlement %s", async (_, statement, checks) => {
  const place = await openSettling(school, { clauses: [MINIMUM] });
  await place.sell("2018-10-20T12:00:00Z", 20_000);
  expect(await place.look("2018-11-01T03:00:00Z")).toEqual(["2018-10 minimum 3000"]);
  await place.sell("2018-11-02T12:00:00Z");
  expect(await place.disagreements()).toEqual([]);
  await forge(place.ws, statement);
  const found = (await place.disagreements()) as { check: string }[];
  for (const check of checks) expect(found.map((one) => one.check)).toContain(check);
});

test("verify finds a settlement too many, well chained, that a counter set back led to", async () => {
  const place = await openSettling(school, { clauses: [MINIMUM] });
  expect(await place.look("2018-11-01T03:00:00Z")).toEqual(["2018-10 minimum 5000"]);
  await forge(place.ws, BACK);
  // Posted by a server that never read the counters before.
  expect(await place.look("2018-11-01T04:00:00Z")).toEqual([]);
  const { second, app } = school;
  Object.assign(app, { posting: second().app.posting });
  expect(await place.look("2018-11-01T05:00:00Z")).toEqual(["2018-10 minimum 5000"]);
  expect(await place.disagreements()).toMatchObject([
    { check: "settlement", expected: "nothing due" },
    { check: "settlement", expected: "producer", found: "producer, minimum" },
    { check: "handed", expected: "5000", found: "0" },
  ]);
});
