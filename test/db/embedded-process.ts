// A process that owns the embedded database of the folder it is given: prints one JSON line when ready, ends
// cleanly on SIGTERM. For tests that kill it. Example: node test/db/embedded-process.ts /tmp/d → {"url":
// "postgres://…", "pid": 4711}
import { startEmbedded } from "../../src/db/embedded/start-embedded.ts";

try {
  const server = await startEmbedded({ dataDir: process.argv[2] ?? "data" });
  process.on("SIGTERM", () => server.stop().then(() => process.exit(0)));
  console.log(JSON.stringify({ url: server.url, pid: server.pid() }));
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.log(JSON.stringify({ code: (error as { code?: string }).code, message: (error as Error).message }));
  process.exitCode = 1;
}
