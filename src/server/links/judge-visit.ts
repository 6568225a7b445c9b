// Is it a click? Somebody who follows a link with a browser, and does not mind being told apart. Judged by
// what the request says of itself; it keeps nothing and asks nobody.
// Example: Sec-Purpose "prefetch" → ignored, "Sec-GPC: 1" → untracked, an ordinary browser → click.
import type { IncomingHttpHeaders } from "node:http";
import { isbot } from "isbot";

/**
 * `prefetch`: fetched before anybody has followed it; refused, so that the browser asks again when somebody
 * does. `ignored`: nobody looks at what it leads to. `untracked`: somebody who refuses.
 */
export type Verdict = "click" | "untracked" | "ignored" | "prefetch";

export function judgeVisit(method: string | undefined, headers: IncomingHttpHeaders): Verdict {
  const purpose = headers["sec-purpose"];
  if (purpose !== undefined && /prefetch|prerender/.test(String(purpose))) return "prefetch";
  if (method !== "GET") return "ignored";
  if (isAhead(headers.purpose) || isAhead(headers["x-purpose"]) || isAhead(headers["x-moz"]))
    return "ignored";
  // A page opened by itself, not drawn into another: an image, a script, a hidden frame that stuffs cookies.
  const target = headers["sec-fetch-dest"];
  if (target !== undefined && target !== "document") return "ignored";
  const mode = headers["sec-fetch-mode"];
  if (mode !== undefined && mode !== "navigate") return "ignored";
  if (isMachine(headers["user-agent"])) return "ignored";
  return headers["sec-gpc"] === "1" || headers.dnt === "1" ? "untracked" : "click";
}

function isAhead(purpose: string | string[] | undefined): boolean {
  return purpose !== undefined && /prefetch|preview|prerender/i.test(String(purpose));
}

const judged = new Map<string, boolean>();
const MOST_JUDGED = 5_000;
const LONGEST_AGENT = 512;

/** A long list of patterns: each name is held against it once. */
function isMachine(agent: string | undefined): boolean {
  if (agent === undefined || agent === "") return true;
  const name = agent.length > LONGEST_AGENT ? agent.slice(0, LONGEST_AGENT) : agent;
  let verdict = judged.get(name);
  if (verdict === undefined) {
    verdict = isbot(name);
    if (judged.size >= MOST_JUDGED) judged.clear();
    judged.set(name, verdict);
  }
  return verdict;
}
