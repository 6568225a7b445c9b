// The scale of the pages is held to its own goals: pages that are light and quick pass, one whose script is
// heavier than 250 kB as gzip makes it, or whose click takes longer than 150 ms, is named, and the tool ends
// with 1. On pages of its own, as small as they can be.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CHROMIUM } from "../browser/chromium.ts";

const TOOL = join(import.meta.dirname, "../../tools/weigh-pages.ts");

/** Signing in, and one place that a menu leads to; what is pressed stands `after` so many milliseconds. */
const scriptOf = (after: number) => `
  const draw = () => {
    const isIn = location.pathname.startsWith("/w/");
    document.body.innerHTML = isIn
      ? '<aside><nav><a href="/w/ws_1/sales">Sales</a></nav></aside><main><h1>Sales</h1></main>'
      : "<main><h1>Sign in</h1><button>Sign in</button></main>";
    for (const one of document.querySelectorAll("a, button")) one.onclick = (event) => {
      event.preventDefault();
      history.pushState(null, "", "/w/ws_1/sales");
      setTimeout(draw, isIn ? ${after} : 0);
    };
  };
  draw();`;

async function weigh({ heavy = false, after = 0 }): Promise<{ code: number; table: string }> {
  // Random letters: gzip takes a quarter off them, no more.
  const ballast = heavy ? `//${randomBytes(255_000).toString("base64")}\n` : "";
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? ballast + scriptOf(after) : '<body><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const link = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sign-in/link#x`;
  const env = { ...process.env, CHROMIUM };
  const told = [TOOL, link, ...(after === 0 ? ["weight"] : [])];
  return await new Promise((resolve) => {
    execFile(process.execPath, told, { env }, (error, table) => {
      server.close();
      server.closeAllConnections();
      resolve({ code: error === null ? 0 : Number(error.code), table });
    });
  });
}

const withBrowser = test.skipIf(CHROMIUM === undefined);

withBrowser("what is light and quick passes", { timeout: 120_000 }, async () => {
  const { code, table } = await weigh({});
  expect(table).toContain("goals: 250 kB, 150 ms; all met");
  expect(table).toMatch(/^Sales .* kB/m);
  expect(code).toBe(0);
});

withBrowser("a first load over 250 kB is named and fails", { timeout: 120_000 }, async () => {
  const { code, table } = await weigh({ heavy: true });
  expect(table).toMatch(/^Sales +25\d\.\d kB .*over the goal$/m);
  expect(table).toMatch(/^Sign in +25\d\.\d kB .*over the goal$/m);
  expect(code).toBe(1);
});

withBrowser("a click that takes longer than 150 ms is named and fails", { timeout: 120_000 }, async () => {
  const { code, table } = await weigh({ after: 200 });
  expect(table).toMatch(/^Sales +0\.\d kB +[2-9]\d\d ms {2}over the goal$/m);
  expect(code).toBe(1);
});
