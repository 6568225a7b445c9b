// A statement as files, for the workspace and the partner alike: the PDF, the same bytes for ever, and every
// line as CSV with decimals and local days. Formulas are written as text.
// Example: sendStatementCsv(app, 7, statement, "pt-BR", reply) → "statement-000012-pt-BR.csv"
import type { FastifyReply } from "fastify";
import { decimalText } from "../../base/decimal-text.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { readPrinted } from "../../flows/read-statement-file.ts";
import { type AfterLine, listStatementLines, type StatementLine } from "../../statements/list-lines.ts";
import { dayText, type Language, spellRate } from "../../statements/paper-text.ts";
import { numberText, type Statement } from "../../statements/statement.ts";
import { partsOf } from "../../statements/statement-pdf.ts";
import { kindInWords, STATEMENT_WORDS } from "../../statements/statement-words.ts";
import { showSubject } from "./show-subject.ts";
import { writeCsv } from "./write-csv.ts";

const AT_ONCE = 1000;

export async function sendStatementPdf(
  app: App,
  ws: number,
  statement: Statement,
  wanted: { language: Language; part: number },
  reply: FastifyReply,
): Promise<never> {
  const { pdf, sha256 } = await readPrinted(app, ws, statement, wanted);
  const ofPart = partsOf(statement) > 1 ? `-${wanted.part}` : "";
  const name = `statement-${numberText(statement.number)}${ofPart}-${wanted.language}.pdf`;
  reply.type("application/pdf").header("content-disposition", `attachment; filename="${name}"`);
  reply
    .header("etag", `"${sha256}"`)
    .header("repr-digest", `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`);
  return pdf as never;
}

export function sendStatementCsv(
  app: App,
  ws: number,
  statement: Statement,
  language: Language,
  reply: FastifyReply,
): never {
  const words = STATEMENT_WORDS[language];
  const name = `statement-${numberText(statement.number)}-${language}.csv`;
  return writeCsv(reply, name, words.head, rowsOf(app, ws, statement, language), language) as never;
}

async function* rowsOf(
  app: App,
  ws: number,
  statement: Statement,
  language: Language,
): AsyncGenerator<string[][]> {
  const words = STATEMENT_WORDS[language];
  const { timeZone } = statement.document.workspace;
  const names = namesIn(statement);
  const money = (minor: number) => decimalText(minor, statement.currency);
  const total = (label: string, minor: number) => ["", label, "", "", "", money(minor), "", "", "", ""];
  yield [total(words.opening, statement.opening)];
  let after: AfterLine | undefined;
  for (;;) {
    const lines = await inWorkspace(app.db, ws, (tx) =>
      listStatementLines(tx, ws, statement, { after, limit: AT_ONCE }),
    );
    yield lines.map((line) => [
      ...[dayText(line.at, timeZone), words.section[line.section], kindInWords(line.kind, words)],
      ...[line.product === null ? "" : (names.get(line.product) ?? ""), aboutOf(line)],
      ...[money(line.amount), line.held === 0 ? "" : money(line.held), line.availableOn],
      ...[line.isLate ? words.lateMark : "", line.about ?? ""],
    ]);
    const last = lines.at(-1);
    if (lines.length < AT_ONCE || last === undefined) break;
    after = [last.seq, last.line];
  }
  yield [total(words.closing, statement.closing)];
  yield termRows(statement, language);
}

/** What was agreed, under the movements: from the first day on, in words, without a figure that adds up. */
function termRows({ document }: Statement, language: Language): string[][] {
  const words = STATEMENT_WORDS[language];
  const { workspace, terms, commissions = [] } = document;
  const say = (pairs: readonly (readonly string[])[]) =>
    pairs.map(([name, ...says]) => `${name}: ${says.join(" → ")}`).join("; ");
  const row = (day: string, label: string, text: string, product: string, about: string) => [
    ...[day, label, text, product, about],
    ...["", "", "", "", ""],
  ];
  return [
    ...terms.map((one) => row(one.starts, words.terms, say(one.words[language]), one.product, one.contract)),
    ...commissions.flatMap(({ product, code, stretches, stated }) => [
      ...(stated.length === 0
        ? []
        : [
            row(
              "",
              words.commissions,
              words.stated(stated.map((one) => [spellRate(one.rate, language), one.count])),
              product,
              "",
            ),
          ]),
      ...stretches.map((one) => {
        const text = `${one.days[language]}: ${say(one.words[language])}`;
        return row(
          dayText(new Date(one.from), workspace.timeZone),
          words.commissions,
          text,
          product,
          code ?? "",
        );
      }),
    ]),
  ];
}

function aboutOf({ kind, subject }: StatementLine): string {
  const { sale, contract } = showSubject(kind, subject);
  return sale ?? contract ?? "";
}

/** Products as they were called when the statement was issued. */
export function namesIn({ document }: Pick<Statement, "document">): Map<string | null, string> {
  return new Map(document.products.map((one) => [one.id, one.name]));
}
