// How long the report pages of links take over many clicks and sales: `npm run bench -- --only clicks-10m`.
// Makes a year of clicks on a thousand links of two hundred affiliates and their sales straight in the
// database, totals with them, then reads each page many times at random. Also writes clicks on top of it.
// Example: 10 M clicks, 1 M sales → top links of 30 days 38 ms at p95, of a year 190 ms.

import type { Link } from "../src/affiliates/link.ts";
import { listClicks } from "../src/affiliates/read-clicks.ts";
import { readTouches } from "../src/affiliates/read-touches.ts";
import { writeClicks } from "../src/affiliates/write-clicks.ts";
import type { Uuid } from "../src/base/id.ts";
import { systemIds } from "../src/base/system-ids.ts";
import { inWorkspace, type Tx } from "../src/db/transaction.ts";
import type { App } from "../src/flows/app.ts";
import { makeLink } from "../src/flows/make-link.ts";
import { readLinkClicks } from "../src/reports/link-clicks.ts";
import { readLinkDays, readLinkSold, readTop } from "../src/reports/link-performance.ts";
import { clicksOf, openLinks } from "./follow-links.ts";
import { runSql } from "./open-server.ts";
import { type BenchRow, median, spreadOf } from "./report.ts";

const DAYS = 365;
const FIRST = "2026-01-01";
const LAST = "2026-12-31";
const PIECE = 250_000;
const P95 = 300;

export async function benchClicks(
  app: App,
  url: string,
  { clicks = 10_000_000, sales = 1_000_000, links = 1_000, reads = 60 } = {},
): Promise<BenchRow[]> {
  const { shop, links: first } = await openLinks(app);
  const all = [...first];
  for (let i = first.length; i < links; i++) {
    const { affiliation } = first[i % first.length] as Link;
    const made = { affiliation: affiliation as Uuid, code: `b${shop.ws}-${i}` };
    all.push(await makeLink(app, shop.ws, made, "system"));
  }
  await fill(url, shop.ws, clicks, sales);
  const pages = await readPages(app, shop.ws, shop.product, all, reads);
  const rates: number[] = [];
  for (let i = 0; i < 10; i++) {
    const batch = clicksOf(all, 5_000, systemIds.now);
    const start = performance.now();
    await writeClicks(app.db, shop.ws, "UTC", { clicks: batch, uncounted: [] });
    rates.push(5_000_000 / (performance.now() - start));
  }
  const name = `clicks written on top of ${clicks.toLocaleString("en-US")}`;
  const written = { name, value: median(rates), unit: "/s", spread: spreadOf(rates) };
  return [...pages, { ...written, goal: "≥ 20,000", reached: median(rates) >= 20_000 }];
}

/** Row-level security hides the rows of a workspace even from the owner: each piece enters it. */
async function inPiece(url: string, ws: number, text: string): Promise<void> {
  await runSql(url, `BEGIN; SELECT set_config('app.ws', '${ws}', true); ${text}; COMMIT`);
}

async function fill(url: string, ws: number, clicks: number, sales: number): Promise<void> {
  for (let from = 0; from < clicks; from += PIECE) {
    const to = Math.min(clicks, from + PIECE);
    await inPiece(
      url,
      ws,
      `INSERT INTO partage.click (ws, id, link, product, party, visitor, at, device, referrer)
       SELECT ${ws}, (lpad(to_hex(ms), 12, '0') || '7' || substr(md5('c' || n), 1, 3) || '8' || substr(md5('d' || n), 1, 15))::uuid,
              l.id, l.product, l.party, md5('v' || (n * 7 / 10))::uuid, to_timestamp(ms / 1000.0), n, 'blog.example'
         FROM (SELECT n, (extract(epoch FROM date '${FIRST}')::bigint * 1000 + n::bigint * ${DAYS * 86_400_000} / ${clicks}) AS ms
                 FROM generate_series(${from}, ${to - 1}) AS n) g
         JOIN (SELECT id, product, party, row_number() OVER (ORDER BY id) - 1 AS no, count(*) OVER () AS many
                 FROM partage.affiliate_link WHERE ws = ${ws}) l ON l.no = (hashint4(g.n) & 2147483647) % l.many`,
    );
  }
  const perSale = Math.max(1, Math.floor(clicks / sales));
  await inPiece(
    url,
    ws,
    `INSERT INTO partage.link_day SELECT ws, link, (at AT TIME ZONE 'UTC')::date, product, party, count(*),
            count(DISTINCT visitor), count(DISTINCT visitor), count(DISTINCT visitor), 0, 0
       FROM partage.click WHERE ws = ${ws} GROUP BY 1, 2, 3, 4, 5;
     INSERT INTO partage.click_day SELECT ws, product, party, day, sum(clicks), sum(party_visitors),
            sum(product_visitors), 0, 0 FROM partage.link_day WHERE ws = ${ws} GROUP BY 1, 2, 3, 4;
     INSERT INTO partage.link_sale_day SELECT ws, product, party, link, day, 'USD', s, s * 4900, s / 20, s / 20 * 4900,
            s, s * 4900, s / 20, s / 20 * 4900, s, s
       FROM (SELECT *, greatest(1, clicks / ${perSale}) AS s FROM partage.link_day WHERE ws = ${ws}) d;
     INSERT INTO partage.party_sale_day SELECT ws, product, party, day, currency, sum(sales), sum(paid), sum(take_backs),
            sum(taken), sum(first_sales), sum(first_paid), sum(first_take_backs), sum(first_taken), sum(click_sales),
            sum(first_click_sales)
       FROM partage.link_sale_day WHERE ws = ${ws} GROUP BY 1, 2, 3, 4, 5;
     INSERT INTO partage.link_month SELECT ws, link, date_trunc('month', day)::date, product, party, sum(clicks),
            sum(visitors), 0, 0 FROM partage.link_day WHERE ws = ${ws} GROUP BY 1, 2, 3, 4, 5;
     INSERT INTO partage.link_sale_month SELECT ws, link, date_trunc('month', day)::date, product, party, currency,
            sum(sales), sum(paid), sum(take_backs), sum(taken), sum(click_sales)
       FROM partage.link_sale_day WHERE ws = ${ws} GROUP BY 1, 2, 3, 4, 5, 6`,
  );
  await runSql(url, "VACUUM ANALYZE");
}

async function readPages(
  app: App,
  ws: number,
  product: Uuid,
  links: readonly Link[],
  reads: number,
): Promise<BenchRow[]> {
  const month = { from: "2026-11-01", to: "2026-11-30" };
  const year = { from: FIRST, to: LAST };
  const top = { by: "link", sort: "sales", limit: 50 } as const;
  const pick = <T>(list: readonly T[], i: number) => list[(i * 7919) % list.length] as T;
  const now = Date.parse("2026-12-31T12:00:00Z");
  const [some] = await inWorkspace(app.db, ws, (tx) => listClicks(tx, ws, { limit: 1 }));
  const touches = { clickIds: [some?.id as Uuid], visitors: [], until: now as never };
  const pages: [string, (tx: Tx, i: number) => Promise<unknown>][] = [
    ["chart and funnel of a product, 30 days", (tx) => both(tx, ws, { ...month, product })],
    ["chart and funnel of a product, a year", (tx) => both(tx, ws, { ...year, product })],
    [
      "chart and funnel of an affiliate, a year",
      (tx, i) => both(tx, ws, { ...year, party: pick(links, i).party as Uuid }),
    ],
    ["chart and funnel of a link, a year", (tx, i) => both(tx, ws, { ...year, link: pick(links, i).id })],
    ["best links, 30 days", (tx) => readTop(tx, ws, { ...month, ...top })],
    ["best links, a year", (tx) => readTop(tx, ws, { ...year, ...top })],
    ["best affiliates, a year", (tx) => readTop(tx, ws, { ...year, ...top, by: "party" })],
    [
      "fifty links with their clicks",
      (tx, i) =>
        readLinkClicks(
          tx,
          ws,
          links.slice(i, i + 50).map((one) => one.id),
          now,
        ),
    ],
    ["newest clicks of a link", (tx, i) => listClicks(tx, ws, { link: pick(links, i).id, limit: 26 })],
    ["touches of a click", (tx) => readTouches(tx, ws, product, touches)],
  ];
  const rows: BenchRow[] = [];
  for (const [name, read] of pages) {
    const times: number[] = [];
    for (let i = -3; i < reads; i++) {
      const start = performance.now();
      await inWorkspace(app.db, ws, (tx) => read(tx, Math.abs(i)));
      if (i >= 0) times.push(performance.now() - start);
    }
    const sorted = times.sort((a, b) => a - b);
    const p95 = sorted[Math.floor(sorted.length * 0.95)] as number;
    rows.push({ name: `${name}, 95 of 100`, value: p95, unit: "ms", goal: `< ${P95}`, reached: p95 < P95 });
  }
  return rows;
}

async function both(tx: Tx, ws: number, period: Parameters<typeof readLinkDays>[2]): Promise<unknown> {
  return [await readLinkDays(tx, ws, period), await readLinkSold(tx, ws, period)];
}
