// `npm run bench`: how fast sales are split, posted and read, in one table and a file of JSON under
// bench/results. Runs on the embedded PostgreSQL, or on the server that BENCH_DATABASE_URL names, in a
// database of its own.
// Example: npm run bench -- --quick --only posting   (sections: split, posting, http, pages, impact,
// statements, payouts, links;
// --full: the sizes that goals name)
import { parseArgs } from "node:util";
import { benchLinks } from "./follow-links.ts";
import { benchStatements } from "./issue-statements.ts";
import { openServer } from "./open-server.ts";
import { openApp } from "./open-shop.ts";
import { benchPayouts } from "./pay-out.ts";
import { benchInProcess } from "./post-in-process.ts";
import { benchOverHttp } from "./post-over-http.ts";
import { benchClicks } from "./read-clicks.ts";
import { benchPages } from "./read-pages.ts";
import { benchImpact } from "./replay-impact.ts";
import { type BenchRow, printRows, writeResults } from "./report.ts";
import { benchSplit } from "./split.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean" },
    full: { type: "boolean" },
    only: { type: "string", multiple: true },
  },
});
const quick = values.quick === true;
const wants = (section: string) => values.only === undefined || values.only.includes(section);
const sections: Record<string, BenchRow[]> = {};

function keep(section: string, title: string, rows: BenchRow[]): void {
  sections[section] = rows;
  printRows(title, rows);
}

if (wants("split")) {
  keep("split", "Split", benchSplit(quick ? { sales: 100_000, rounds: 3 } : {}));
}
const server = await openServer();
try {
  const app = openApp(server.url);
  const where = `PostgreSQL ${server.version}, ${server.embedded ? "embedded" : "BENCH_DATABASE_URL"}`;
  if (wants("posting")) {
    const rows = await benchInProcess(app, server.url, quick ? { rounds: 5, sales: 5000 } : {});
    keep("posting", `Posting in process (${where})`, rows);
  }
  if (wants("http")) {
    const copy = sections.posting?.find((row) => row.name === "COPY of the same facts, batches of 1,000");
    const length = quick ? { rounds: 3, seconds: 0.7 } : {};
    const rows = await benchOverHttp(app, server.url, { ...length, copyRate: copy?.value ?? null });
    keep("http", `Posting over HTTP (${where})`, rows);
  }
  if (wants("pages")) {
    const size = quick ? { few: 5_000, many: 50_000, reads: 100 } : {};
    keep("pages", `Reading (${where})`, await benchPages(app, server.url, size));
  }
  if (wants("impact")) {
    const size = quick ? { sales: 20_000, rounds: 3 } : {};
    keep("impact", `Impact of a proposal (${where})`, await benchImpact(app, size));
  }
  if (wants("statements")) {
    const size = values.full === true ? { parties: 10_000, sales: 1_000_000 } : {};
    const smaller = quick ? { parties: 200, sales: 20_000 } : size;
    keep("statements", `Statements (${where})`, await benchStatements(app, server.url, smaller));
  }
  if (wants("payouts")) {
    const parties = values.full === true ? 10_000 : quick ? 200 : 1_000;
    keep("payouts", `Payouts (${where})`, await benchPayouts(app, { parties }));
  }
  if (wants("links")) {
    const size = quick ? { rounds: 3, requests: 10_000, clicks: 25_000 } : {};
    keep("links", `Links and clicks (${where})`, await benchLinks(app, server.url, size));
  }
  // Ten million clicks take minutes to make: only when asked for.
  if (values.only?.includes("clicks-10m")) {
    const size = quick ? { clicks: 200_000, sales: 20_000, links: 200, reads: 20 } : {};
    keep("clicks-10m", `Pages over many clicks (${where})`, await benchClicks(app, server.url, size));
  }
  await app.db.close();
} finally {
  await server.close();
}
console.log(
  `\nWritten to ${writeResults(sections, { quick, server: server.version, embedded: server.embedded })}`,
);
