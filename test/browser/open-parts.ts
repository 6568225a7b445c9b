// The page of parts in a real Chromium, built as for those who build and served under the console's own
// policy; no server of ours and no database behind it. Fonts are there before anything is looked at.
// Example: const { visit, close } = await openParts(); const page = await visit({ colorScheme: "dark" })
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { build, preview } from "vite";
import { CHROMIUM, FLAGS } from "./chromium.ts";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'";

export interface PartsStage {
  browser: Browser;
  visit(options?: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }>;
  /** Closes every page that was visited. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export async function openParts(): Promise<PartsStage> {
  const outDir = mkdtempSync(join(tmpdir(), "partage-parts-"));
  await build({ mode: "development", logLevel: "error", build: { outDir, emptyOutDir: true } });
  const server = await preview({
    logLevel: "error",
    build: { outDir },
    preview: {
      port: 0,
      host: "127.0.0.1",
      strictPort: false,
      headers: { "content-security-policy": POLICY },
    },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  const browser = await chromium.launch({ executablePath: CHROMIUM as string, args: FLAGS });
  return {
    browser,
    async visit(options = {}) {
      const context = await browser.newContext({ locale: "en", timezoneId: "UTC", ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.goto(`http://127.0.0.1:${port}/parts`, { waitUntil: "networkidle" });
      await page.getByRole("heading", { level: 1, name: "Parts" }).waitFor();
      await page.getByRole("slider").first().waitFor();
      await page.evaluate("document.fonts.ready.then(() => true)");
      return { page, complaints };
    },
    async leave() {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
