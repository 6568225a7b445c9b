// A process that carries a run out and kills itself with SIGKILL at a point: nothing is closed, no handler
// runs, what was sent stays sent. Started by kill.long.test.ts, which waits with it for an order.
// Example: { url, services, ws, run, point: "after call 1" } → killed behind PayPal's first answer.
import { randomBytes } from "node:crypto";
import type { Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import { openDatabase } from "../../src/db/pool.ts";
import type { App } from "../../src/flows/app.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { sendPayouts } from "../../src/flows/send-payouts.ts";

export interface Order {
  url: string;
  services: string;
  secret: string;
  ws: number;
  run: Uuid;
  point: string;
}

const ids = { now: () => Date.now(), random: (bytes: number) => new Uint8Array(randomBytes(bytes)) };

function die(): never {
  process.kill(process.pid, "SIGKILL");
  // The signal is on its way: nothing more may happen here.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function dieAtCalls(point: string): void {
  const realFetch = globalThis.fetch;
  let calls = 0;
  globalThis.fetch = async (...args) => {
    if (String(args[0]).includes("/oauth2/")) return realFetch(...args);
    calls += 1;
    if (point === `before call ${calls}`) die();
    const answer = await realFetch(...args);
    if (point === `after call ${calls}`) die();
    return answer;
  };
}

function openApp({ url, services, secret, point }: Order): App {
  const db = openDatabase({ url, connections: 2, flights: 1 });
  const posting = openPosting(db, ids);
  const post: App["posting"]["post"] = async (ws, act) => {
    const which = act.is === "payouts_begun" ? "begin" : "settle";
    if (point === `before ${which}`) die();
    const posted = await posting.post(ws, act);
    if (point === `after ${which}`) die();
    return posted;
  };
  const safe = openSafe(secret, ids.random);
  return {
    ...{ db, ids, safe, posting: { ...posting, post } },
    services: { paypal: services, stripe: services, timeoutMs: 700 },
  };
}

async function obey(order: Order): Promise<void> {
  dieAtCalls(order.point);
  const app = openApp(order);
  // While a flight is in the air: the server may have committed it or not.
  const [, ms] = /^(\d+) ms into the flight$/.exec(order.point) ?? [];
  if (ms !== undefined) setTimeout(die, Number(ms));
  await payRun(app, order.ws, order.run);
  for (let round = 0; round < 3; round++) await sendPayouts(app, order.ws);
  die();
}

process.on("message", (order: Order) => void obey(order));
process.send?.("ready");
