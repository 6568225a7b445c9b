// The program: starts everything, says where it is, and stops cleanly on a signal or when its parent is gone.
// A start that cannot be is one sentence and exit 1. Example: npm start → "Partage is ready:
// http://127.0.0.1:4000"
import { Fault } from "../base/refusal.ts";
import { welcome } from "./first-start.ts";
import { readSettings } from "./settings.ts";
import { type Running, start } from "./start.ts";
import { onParentGone } from "./stop-with-parent.ts";

const GIVE_UP_MS = 4_800;
const say = (sentence: string) => console.log(sentence);

let running: Running | null = null;
let stopping = false;

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  // Whatever hangs, the process is gone in time; the embedded database has a guard of its own.
  setTimeout(() => process.exit(code || 1), GIVE_UP_MS).unref();
  await running?.stop().catch((error) => console.error(sentenceOf(error)));
  process.exit(code);
}

function sentenceOf(error: unknown): string {
  if (error instanceof Fault) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(): Promise<void> {
  const settings = readSettings(process.env, process.stdout.isTTY === true);
  running = await start(settings, say, (reason) => {
    console.error(`The embedded database is lost: ${sentenceOf(reason)}`);
    void stop(1);
  });
  if (stopping) return void (await running.stop());
  await welcome(running, settings.publicUrl, say);
}

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void stop(0));
onParentGone(() => void stop(0));

main().catch(async (error) => {
  // What a stop cuts short is no failure: the next start goes on with it.
  if (stopping) return;
  console.error(sentenceOf(error));
  await stop(1);
});
