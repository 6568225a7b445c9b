// Sales by the thousand: a line of JSON each in, a line of JSON each out, in the same order, as they are
// posted. One bad line fails alone. Too many lines are refused before anything is done.
// Example: curl --data-binary @sales.ndjson -H "content-type: application/x-ndjson" …/v1/sales/batch
import { Readable } from "node:stream";
import type { App } from "../../flows/app.ts";
import type { Posted } from "../../flows/plan-sales.ts";
import { recordNamedSales } from "../../flows/record-named-sales.ts";
import type { SaleClaim } from "../../flows/resolve-sale.ts";
import { Declined, type Result } from "../../ledger/planner.ts";
import { showId } from "../../wire/id.ts";
import type { ProblemError } from "../../wire/problem.ts";
import { type BatchLine, batchLine, newSale } from "../../wire/sale.ts";
import { decodeUtf8, parseStrictJson } from "../../wire/strict-json.ts";
import { errorsOf } from "../issue-words.ts";
import { answerFor, DoorAnswer } from "../problem.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { externalIdOf, saleClaimOf } from "./sale-claim.ts";

const NDJSON = "application/x-ndjson";
const MOST_LINES = 10_000;
const MOST_BYTES = 32 * 1024 * 1024;
/** So many lines are handed to the desk together and answered together. */
const TOGETHER = 1_000;
/** So many characters of answer are handed to the connection at a time. */
const PIECE = 65_536;

export function saleBatchRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/sales/batch",
    permission: "sales:write",
    name: "recordSales",
    tag: "Sales",
    summary: "Record up to 10,000 sales: a line each in, a line each out",
    description:
      "Each line is what POST /v1/sales takes, with its own externalId. Blank lines are skipped and counted. " +
      "Sent again after a broken connection it records what is missing.",
    statuses: [200],
    idempotency: "external-id",
    consumes: NDJSON,
    produces: NDJSON,
    bodyLimit: MOST_BYTES,
    answer: batchLine,
    handle: async ({ app, caller, request, reply }) => {
      const lines = linesOf(request.body as Buffer | undefined);
      const now = app.ids.now();
      const pieces = Array.from({ length: Math.ceil(lines.length / TOGETHER) }, (_, index) =>
        lines.slice(index * TOGETHER, (index + 1) * TOGETHER),
      );
      const asked = pieces.map((piece) => recordLines(app, caller.ws, caller.actor, now, piece));
      reply.type(NDJSON);
      return Readable.from(piecesOf(asked)) as never;
    },
  });
}

interface Line {
  /** From 1. */
  line: number;
  text: string;
}

function linesOf(body: Buffer | undefined): Line[] {
  const text = decodeUtf8(body ?? Buffer.alloc(0));
  const lines: Line[] = [];
  text.split("\n").forEach((one, index) => {
    if (one.trim() !== "") lines.push({ line: index + 1, text: one });
  });
  if (lines.length <= MOST_LINES) return lines;
  const message = `A batch has at most ${MOST_LINES} lines; this one has ${lines.length}. Nothing was recorded.`;
  throw new DoorAnswer(413, "too_many_lines", message);
}

/** Never rejects: what goes wrong is the line's answer. */
async function recordLines(
  app: App,
  ws: number,
  actor: string,
  now: number,
  lines: readonly Line[],
): Promise<BatchLine[]> {
  const read = lines.map(({ line, text }) => readLine(line, text, now));
  const claims = read.flatMap(({ claim }) => claim ?? []);
  const results = (await recordNamedSales(app, ws, claims, actor)).values();
  return read.map(({ line, claim, refused }): BatchLine => {
    if (claim === undefined) return refused;
    const result = results.next().value as Result<Posted>;
    if (result instanceof Declined) return refuseLine(line, result.why);
    const { id, seq, created } = result;
    const { source, externalId } = claim;
    return { line, id: showId("sale", id), seq, created, source, externalId };
  });
}

type ReadLine = { line: number } & (
  | { claim: SaleClaim; refused?: undefined }
  | { claim?: undefined; refused: BatchLine }
);

function readLine(line: number, text: string, now: number): ReadLine {
  try {
    const parsed = newSale.safeParse(parseStrictJson(text));
    if (!parsed.success) return { line, refused: refuseShape(line, parsed.error.issues) };
    return { line, claim: saleClaimOf(parsed.data, externalIdOf(parsed.data, null), now) };
  } catch (error) {
    return { line, refused: refuseLine(line, error) };
  }
}

function refuseLine(line: number, why: unknown): BatchLine {
  const { status, code, detail, errors } = answerFor(why, "").body;
  return { line, error: { status, code, message: detail, errors } };
}

function refuseShape(line: number, issues: Parameters<typeof errorsOf>[0][]): BatchLine {
  const errors: ProblemError[] = issues.flatMap((issue) => errorsOf(issue));
  const [first] = errors;
  const message =
    first === undefined || first.path === "" ? "The line is wrong." : `${first.path}: ${first.message}`;
  return { line, error: { status: 400, code: "invalid_request", message, errors } };
}

async function* piecesOf(asked: readonly Promise<BatchLine[]>[]): AsyncGenerator<string> {
  let piece = "";
  for (const lines of asked) {
    for (const line of await lines) {
      piece += `${JSON.stringify(line)}\n`;
      if (piece.length < PIECE) continue;
      yield piece;
      piece = "";
    }
  }
  if (piece !== "") yield piece;
}
