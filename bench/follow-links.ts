// How fast links are followed and clicks written. Redirects a second of the program beside a bare Node
// redirect, in turns with the same client; clicks a second in batches beside the same rows put into a plain
// table. Every click that was answered is counted in the database afterwards.
// Example: 31,000 redirects/s against 48,000 bare, 0.65 ×; 41,000 clicks/s in batches of 5,000.
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NewClick } from "../src/affiliates/click.ts";
import type { Link } from "../src/affiliates/link.ts";
import { listAffiliations } from "../src/affiliates/read-affiliations.ts";
import { writeClicks } from "../src/affiliates/write-clicks.ts";
import type { Uuid } from "../src/base/id.ts";
import { systemIds } from "../src/base/system-ids.ts";
import { UuidSeries } from "../src/base/uuid-series.ts";
import { int8Array, textArray, uuidArray } from "../src/db/array.ts";
import { inWorkspace } from "../src/db/transaction.ts";
import type { App } from "../src/flows/app.ts";
import { makeLink } from "../src/flows/make-link.ts";
import { storeDestination } from "../src/flows/store-destination.ts";
import { runSql } from "./open-server.ts";
import { type BenchShop, openShop } from "./open-shop.ts";
import type { RedirectAnswer } from "./redirect-client.ts";
import { type BenchRow, goalRow, median, spreadOf } from "./report.ts";
import { endProcess, runClient, startBeside, startProgram } from "./start-program.ts";

const BATCH = 5_000;
const CALLERS = 32;

export async function openLinks(app: App): Promise<{ shop: BenchShop; links: Link[] }> {
  const shop = await openShop(app);
  const page = { product: shop.product, name: "Sales page", url: "https://school.example/piano" };
  await storeDestination(app, shop.ws, page, "system");
  const found = await inWorkspace(app.db, shop.ws, (tx) => listAffiliations(tx, shop.ws, { limit: 100 }));
  const links: Link[] = [];
  for (const { id } of found) links.push(await makeLink(app, shop.ws, { affiliation: id }, "system"));
  return { shop, links };
}

export async function benchLinks(
  app: App,
  url: string,
  { rounds = 5, requests = 40_000, clicks = 100_000 } = {},
): Promise<BenchRow[]> {
  const { shop, links } = await openLinks(app);
  // The owner of the tables, too, reads only a workspace at a time.
  const count = () =>
    inWorkspace(app.db, shop.ws, async (tx) => {
      const sum = tx.selectFrom("link_day").select((is) => is.fn.sum<number>("clicks").as("n"));
      return Number((await sum.executeTakeFirstOrThrow()).n);
    });
  return [
    ...(await redirects(url, links, rounds, requests, count)),
    ...(await writes(app, url, shop, links, clicks)),
  ];
}

async function redirects(
  url: string,
  links: readonly Link[],
  rounds: number,
  requests: number,
  count: () => Promise<number>,
): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "partage-bench-links-"));
  const started: ChildProcess[] = [];
  const paths = links.map((one) => `/l/${one.code}`);
  const ours: RedirectAnswer[] = [];
  const bare: RedirectAnswer[] = [];
  let one: RedirectAnswer;
  try {
    const port = await startProgram(url, folder, started);
    const plain = await startBeside("plain-redirect.ts", [], started);
    const run = (to: number, callers: number) =>
      runClient<RedirectAnswer>("redirect-client.ts", { port: to, paths, callers, requests });
    for (let round = -1; round < rounds; round++) {
      const [a, b] = [await run(port, CALLERS), await run(plain, CALLERS)];
      if (a.failed + b.failed > 0) throw new Error(`${a.failed} of our redirects failed, ${b.failed} bare`);
      if (round < 0) continue;
      ours.push(a);
      bare.push(b);
    }
    one = await run(port, 1);
  } finally {
    await Promise.all(started.map(endProcess));
    rmSync(folder, { recursive: true, force: true });
  }
  const asked = requests * (rounds + 2);
  const kept = await count();
  if (kept !== asked) throw new Error(`${kept} of ${asked} clicks were written`);
  const rate = (answers: readonly RedirectAnswer[]) => answers.map((it) => it.requests / it.seconds);
  const ratio = median(rate(ours).map((it, i) => it / (rate(bare)[i] as number)));
  return [
    {
      name: `redirects, ${CALLERS} callers`,
      value: median(rate(ours)),
      unit: "/s",
      spread: spreadOf(rate(ours)),
    },
    {
      name: `bare Node redirect, ${CALLERS} callers`,
      value: median(rate(bare)),
      unit: "/s",
      spread: spreadOf(rate(bare)),
    },
    goalRow("redirects against the bare ones, each round", ratio, { least: 0.5 }),
    {
      name: "a redirect, one caller, median",
      value: one.median,
      unit: "ms",
      goal: "< 5",
      reached: one.median < 5,
    },
    {
      name: `a redirect, ${CALLERS} callers, median`,
      value: median(ours.map((it) => it.median)),
      unit: "ms",
    },
    {
      name: `a redirect, ${CALLERS} callers, 99 of 100`,
      value: median(ours.map((it) => it.p99)),
      unit: "ms",
    },
    { name: "clicks answered and found in the database", value: asked, unit: "clicks" },
  ];
}

/** Every fifth is of somebody who was here before. */
export function clicksOf(links: readonly Link[], count: number, at: () => number): NewClick[] {
  const series = new UuidSeries({ now: at, random: systemIds.random });
  const visitors: Uuid[] = [];
  return Array.from({ length: count }, (_, i) => {
    const link = links[(i * 31) % links.length] as Link;
    const isReturning = i % 5 === 4;
    const visitor = isReturning ? (visitors[i % visitors.length] as Uuid) : series.next();
    if (!isReturning) visitors.push(visitor);
    const { product, party } = link;
    const more = { device: i, subId: null, referrer: "blog.example" };
    return { id: series.next(), link: link.id, product, party, visitor, isReturning, at: at(), ...more };
  });
}

async function writes(
  app: App,
  url: string,
  { ws }: BenchShop,
  links: readonly Link[],
  clicks: number,
): Promise<BenchRow[]> {
  await runSql(
    url,
    `CREATE TABLE IF NOT EXISTS public.plain_click (ws int, id uuid, link uuid, product uuid, party uuid,
      visitor uuid, at timestamptz, device bigint, sub_id text, referrer text)`,
  );
  const ours: number[] = [];
  const plain: number[] = [];
  const timed = async (rates: number[], work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    rates.push((BATCH * 1000) / (performance.now() - start));
  };
  for (let done = 0; done < clicks; done += BATCH) {
    const batch = clicksOf(links, BATCH, systemIds.now);
    await timed(ours, () => writeClicks(app.db, ws, "UTC", { clicks: batch, uncounted: [] }));
    await timed(plain, () => insertPlain(app, ws, batch));
  }
  await runSql(url, "DROP TABLE public.plain_click");
  return [
    {
      name: "clicks written in batches of 5,000, with totals",
      value: median(ours),
      unit: "/s",
      goal: "≥ 20,000",
      reached: median(ours) >= 20_000,
      spread: spreadOf(ours),
    },
    {
      name: "the same rows into a plain table without index",
      value: median(plain),
      unit: "/s",
      spread: spreadOf(plain),
    },
    goalRow("clicks against the plain table", median(ours) / median(plain), {}),
  ];
}

async function insertPlain(app: App, ws: number, batch: readonly NewClick[]): Promise<void> {
  await app.db.pool.query({
    name: "plain_click",
    text: `INSERT INTO public.plain_click SELECT $1::int, id, link, product, party, visitor,
        to_timestamp(at / 1000.0), device, sub_id, referrer
      FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[], $8::bigint[],
        $9::text[], $10::text[]) AS c (id, link, product, party, visitor, at, device, sub_id, referrer)`,
    values: [
      ws,
      uuidArray(batch.map((one) => one.id)),
      uuidArray(batch.map((one) => one.link)),
      uuidArray(batch.map((one) => one.product)),
      uuidArray(batch.map((one) => one.party)),
      uuidArray(batch.map((one) => one.visitor)),
      int8Array(batch.map((one) => one.at)),
      int8Array(batch.map((one) => one.device)),
      textArray(batch.map((one) => one.subId)),
      textArray(batch.map((one) => one.referrer)),
    ],
  });
}
