// Reads one line of text as a sale, a refund or a settlement: exact JSON first, then the facts. The quick way
// in for a stream. Answers the first thing that is wrong, with its code and path; never throws for bad input.
// Example: '{"refund":"s1","id":"r1","amount":1e2}' → a refund of 1.00; '{"id":"s1"' → invalid_json.
import { NotExact, parseScanned, refuseRepeatedKeys, scanMembers } from "./exact-json.ts";
import { isObject, type Problem, Problems } from "./problem.ts";
import { readRefundFacts } from "./read-refund.ts";
import { readSaleFacts } from "./read-sale.ts";
import { readSettlementFacts } from "./read-settlement.ts";
import type { Refund, Sale, Settlement } from "./sale.ts";

export interface LineProblem {
  readonly code: "invalid_json" | "invalid_line";
  readonly message: string;
  readonly path: string;
}

/** What a line turned out to be: exactly one of the four is set. */
export interface LineRead {
  readonly sale: Sale | undefined;
  readonly refund: Refund | undefined;
  readonly settlement: Settlement | undefined;
  readonly problem: LineProblem | undefined;
}

const problems = new Problems();

export function readLine(text: string): LineRead {
  problems.clear();
  const members = scanMembers(text);
  try {
    const json = parseScanned(text, members);
    const isRefund = isObject(json) && json.refund !== undefined;
    const isSettlement = !isRefund && isObject(json) && json.settle !== undefined;
    const refund = isRefund ? readRefundFacts(problems, json) : undefined;
    const settlement = isSettlement ? readSettlementFacts(problems, json) : undefined;
    const sale = isRefund || isSettlement ? undefined : readSaleFacts(problems, json);
    if (problems.list.length > 0) return wrong("invalid_line", problems.list[0] as Problem);
    if (Math.abs(members) !== problems.members) refuseRepeatedKeys(text);
    return { sale, refund, settlement, problem: undefined };
  } catch (error) {
    if (!(error instanceof NotExact)) throw error;
    return wrong(error.code === "invalid_json" ? "invalid_json" : "invalid_line", error);
  }
}

function wrong(code: LineProblem["code"], { message, path }: { message: string; path: string }): LineRead {
  const problem = { code, path, message: path === "" ? `The line ${message}` : `${path} ${message}` };
  return { sale: undefined, refund: undefined, settlement: undefined, problem };
}
