// The clock and the randomness of the machine, for new ids. Random bytes are fetched by the page: a call for
// ten at a time costs more than the id they are for. Server only, never in a page; tests and the simulator
// pass their own. Example: newUuid(systemIds) → "019a5c7e-5d3b-7c4e-8f00-0123456789ab".
import { randomFillSync } from "node:crypto";
import type { IdSource } from "./id.ts";

const PAGE = 8_192;
const page = new Uint8Array(PAGE);
let used = PAGE;

/** Bytes that were not handed out before; what is larger than a page is fetched by itself. */
function random(bytes: number): Uint8Array {
  if (bytes > PAGE) return randomFillSync(new Uint8Array(bytes));
  if (used + bytes > PAGE) {
    randomFillSync(page);
    used = 0;
  }
  used += bytes;
  return page.slice(used - bytes, used);
}

export const systemIds: IdSource = { now: () => Date.now(), random };
