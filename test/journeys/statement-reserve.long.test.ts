// The rolling reserve on a statement is that of its last day: as it was set when that day ended, however it
// was set when the statement is issued, and of what was earned by then. Against a table worked out by hand.
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePublicId, publicId, type Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import type { Database } from "../../src/db/pool.ts";
import type { App } from "../../src/flows/app.ts";
import { issueStatement } from "../../src/flows/issue-statement.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { setReserve } from "../../src/flows/set-reserve.ts";
import { SECRET } from "../payouts/open-payout-shop.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { ids, openTestDoor } from "./test-door.ts";

const ANA = { actor: "account:ana", name: "Ana", email: null };
const MONTHS = ["2026-01", "2026-02", "2026-03"] as const;

let shop: Shop;
let app: App;
let now = Date.parse("2026-01-01T00:00:00Z");
const clock = { ...ids, now: () => now++ };

/** When it is set, and to how much of the last thirty days: "0" takes it away. */
type Setting = readonly [at: string, rate: number];

/** Settings by day; what is held at the end of January, February and March, of 1000.00 sold each month. */
const TABLE: readonly [string, readonly Setting[], readonly [number, number, number]][] = [
  ["never set", [], [0, 0, 0]],
  ["set before", [["2026-01-02T00:00:00Z", 100_000]], [5_000, 5_000, 5_000]],
  ["set after the month that is told", [["2026-02-10T00:00:00Z", 100_000]], [0, 5_000, 5_000]],
  ["set in the last second of the month", [["2026-01-31T23:59:59Z", 200_000]], [10_000, 10_000, 10_000]],
  ["set in the first second after it", [["2026-02-01T00:00:00Z", 200_000]], [0, 10_000, 10_000]],
  [
    "raised, then taken away",
    [
      ["2026-01-02T00:00:00Z", 100_000],
      ["2026-02-10T00:00:00Z", 300_000],
      ["2026-03-10T00:00:00Z", 0],
    ],
    [5_000, 15_000, 0],
  ],
];

beforeAll(async () => {
  const safe = openSafe(SECRET, ids.random);
  const make = (db: Database): App => ({ db, ids: clock, safe, posting: openPosting(db, clock) });
  shop = await openShop(await openTestDoor({ app: make }));
  ({ app } = shop.door);
});
afterAll(() => shop.door.close());

test.each(TABLE)("%s", { timeout: 60_000 }, async (name, settings, held) => {
  const ref = name.replaceAll(/[^a-z]+/g, "-");
  now = Date.parse("2026-01-01T00:00:00Z");
  const { id } = await shop.make("/parties", { kind: "partner", name, ref });
  const party = parsePublicId("party", id) as Uuid;
  const { id: product } = await shop.make("/products", { name, externalId: ref });
  const starts = "2026-01-01T12:00:00Z";
  await shop.make("/contracts", { product, party: { ref }, share: "0.50", starts, ...AGREED });
  for (const month of MONTHS) {
    const at = `${month}-20T12:00:00Z`;
    await shop.make("/sales", { externalId: `${ref} ${month}`, product, currency: "USD", paid: 100_000, at });
  }
  for (const [at, rate] of settings) {
    now = Date.parse(at);
    await setReserve(app, shop.ws, party, rate === 0 ? null : ({ rate, days: 30 } as never), ANA);
  }
  now = Date.parse("2026-05-01T00:00:00Z");
  const found: number[] = [];
  for (const until of ["2026-01-31", "2026-02-28", "2026-03-31"]) {
    const issued = await issueStatement(app, shop.ws, { party, currency: "USD", until }, ANA);
    const { body } = await shop.get(`/statements/${publicId("statement", issued)}`);
    expect(body.available + body.pending + body.rolling).toBe(body.closing);
    found.push(body.rolling);
  }
  expect(found).toEqual(held);
});
