// Sales by the thousand: a line of JSON each in, a line of JSON each out, in the same order, as they are
// posted. One bad line fails alone. Too many lines are refused before anything is done.
// Example: curl --data-binary @sales.ndjson -H "content-type: application/x-ndjson" …/v1/sales/batch
import { Readable } from "node:stream";
import type { App } from "../../flows/app.ts";
import { recordNamedSale } from "../../flows/record-named-sale.ts";
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
      const asked = lines.map(({ line, text }) => recordLine(app, caller.ws, caller.actor, now, line, text));
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
async function recordLine(
  app: App,
  ws: number,
  actor: string,
  now: number,
  line: number,
  text: string,
): Promise<BatchLine> {
  try {
    const parsed = newSale.safeParse(parseStrictJson(text));
    if (!parsed.success) return refuseShape(line, parsed.error.issues);
    const claim = saleClaimOf(parsed.data, externalIdOf(parsed.data, null), now);
    const { id, seq, created } = await recordNamedSale(app, ws, claim, actor);
    const { source, externalId } = claim;
    return { line, id: showId("sale", id), seq, created, source, externalId };
  } catch (error) {
    const { status, code, detail, errors } = answerFor(error, "").body;
    return { line, error: { status, code, message: detail, errors } };
  }
}

function refuseShape(line: number, issues: Parameters<typeof errorsOf>[0][]): BatchLine {
  const errors: ProblemError[] = issues.flatMap((issue) => errorsOf(issue));
  const [first] = errors;
  const message =
    first === undefined || first.path === "" ? "The line is wrong." : `${first.path}: ${first.message}`;
  return { line, error: { status: 400, code: "invalid_request", message, errors } };
}

async function* piecesOf(asked: readonly Promise<BatchLine>[]): AsyncGenerator<string> {
  let piece = "";
  for (const one of asked) {
    piece += `${JSON.stringify(await one)}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
