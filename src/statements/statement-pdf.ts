// A statement as a PDF that prints well on A4: who, the period, the summary, by product, every movement, the
// terms, the calendar, the head of the chain. Never reads a clock and never a name of today: the same
// statement gives the same bytes.
// Example: await writeStatementPdf({ statement, part: 1, lines }, "pt-BR") → 30 kB, two pages.
import { createRequire } from "node:module";
import type PdfKit from "pdfkit";
import { publicId } from "../base/id.ts";
import type { StatementLine } from "./list-lines.ts";
import { Paper } from "./paper.ts";
import { dayText, type Language, spellAmount, spellDay, spellInstant } from "./paper-text.ts";
import { availableOf, numberText, type ProductSums, SECTIONS, type Statement } from "./statement.ts";
import { kindInWords, STATEMENT_WORDS, type StatementWords } from "./statement-words.ts";

// Its ES module is the browser's; Node's own is reached by require only.
const PDFDocument = createRequire(import.meta.url)("pdfkit") as typeof PdfKit;

const OF_SALE = new Set([
  "sale",
  "refund",
  "dispute_opened",
  "dispute_won",
  "dispute_lost",
  "fee",
  "commission_held",
  "commission_released",
  "commission_taken_back",
]);

/** What one file holds; a statement of more movements is several files, so that none is too much to open. */
export const LINES_A_PART = 2500;

/** How many files a statement is. */
export function partsOf({ lines }: Pick<Statement, "lines">): number {
  return Math.max(1, Math.ceil(lines / LINES_A_PART));
}

export interface Printed {
  statement: Statement;
  /** From 1. The first one has everything but the movements of the others. */
  part: number;
  lines: readonly StatementLine[];
}

interface Setting extends Printed {
  paper: Paper;
  language: Language;
  words: StatementWords;
  money(minor: number): string;
}

export async function writeStatementPdf(printed: Printed, language: Language): Promise<Buffer> {
  const { statement } = printed;
  const words = STATEMENT_WORDS[language];
  const parts = partsOf(statement);
  const number = words.number(numberText(statement.number));
  const title = `${words.title} ${number}${parts > 1 ? `, ${words.part(printed.part, parts)}` : ""}`;
  const info = { Title: title, CreationDate: statement.issuedAt, ModDate: statement.issuedAt };
  const paper = new Paper(new PDFDocument({ ...Paper.setting, lang: language, info }));
  const money = (minor: number) => spellAmount(minor, statement.currency, language);
  const setting: Setting = { ...printed, paper, language, words, money };
  writeHead(setting);
  if (printed.part === 1) {
    writeSummary(setting);
    writeProducts(setting);
  }
  writeLines(setting);
  if (printed.part === 1) writeTerms(setting);
  writeProof(setting);
  return await paper.end((page, of) => [
    `${title} · ${statement.document.workspace.name}`,
    words.page(page, of),
  ]);
}

function writeHead({ paper, statement, part, language, words }: Setting): void {
  const { workspace, party } = statement.document;
  paper.small(
    [workspace.legalName ?? workspace.name, workspace.taxId, workspace.address].filter(Boolean).join(" · "),
  );
  paper.heading(words.title, words.number(numberText(statement.number)));
  const known =
    party.email === null || party.email === party.name ? party.name : `${party.name}, ${party.email}`;
  paper.row(words.party, known);
  if (party.taxId !== null) paper.row(words.taxId, party.taxId);
  const days = [spellDay(statement.fromDay, language), spellDay(statement.untilDay, language)] as const;
  paper.row(words.period, words.periodSays(...days));
  paper.row(words.currency, statement.currency);
  const parts = partsOf(statement);
  if (parts > 1) {
    const first = (part - 1) * LINES_A_PART + 1;
    const last = Math.min(part * LINES_A_PART, statement.lines);
    paper.row(words.partHead, words.partSays(part, parts, first, last, statement.lines));
  }
  paper.row(words.issued, spellInstant(statement.issuedAt, workspace.timeZone, language));
}

function writeSummary({ paper, statement, words, money }: Setting): void {
  paper.title(words.summary);
  paper.figure(words.opening, money(statement.opening));
  for (const section of SECTIONS) {
    if (statement[section] !== 0) paper.figure(words.section[section], money(statement[section]));
  }
  paper.figure(words.closing, money(statement.closing), "strong");
  const { reserved, pending, rolling } = statement;
  const available = availableOf(statement);
  if (available !== null) paper.figure(words.available, money(available));
  if (pending !== null && pending !== 0) paper.figure(words.pending, money(pending));
  if (reserved !== 0) paper.figure(words.reserved, money(reserved));
  if (rolling !== null && rolling !== 0) paper.figure(words.rolling, money(rolling));
}

function writeProducts({ paper, statement, words, money }: Setting): void {
  const { products } = statement.document;
  if (products.length === 0) return;
  paper.title(words.products);
  const columns = [
    { width: 0.32 },
    { width: 0.1, isEnd: true },
    ...[0.16, 0.14, 0.13, 0.15].map((width) => ({ width, isEnd: true })),
  ];
  paper.tableHead(columns, [
    ...[words.product, words.count, words.section.sales, words.takenBack, words.other, words.sum],
  ]);
  for (const one of products) {
    const back = one.refunds + one.chargebacks;
    const sum = SECTIONS.reduce((total, section) => total + one[section], 0);
    const cells = [
      String(one.count),
      money(one.sales),
      money(back),
      money(sum - one.sales - back),
      money(sum),
    ];
    paper.tableRow(columns, [nameOf(one, words), ...cells]);
  }
}

function nameOf(one: Pick<ProductSums, "id" | "name">, words: StatementWords): string {
  return one.id === null ? words.noProduct : one.name;
}

function writeLines({ paper, statement, lines, words, money }: Setting): void {
  const { workspace, products } = statement.document;
  const names = new Map<string | null, string>(products.map((one) => [one.id, one.name]));
  paper.title(words.lines);
  if (lines.length === 0) {
    paper.text(words.linesNone);
    return;
  }
  const columns = [...[0.12, 0.16, 0.27, 0.3].map((width) => ({ width })), { width: 0.15, isEnd: true }];
  for (const line of lines) {
    const product = line.product === null ? "" : (names.get(line.product) ?? "");
    paper.tableRow(columns, [
      `${dayText(line.at, workspace.timeZone)}${line.isLate ? words.lateMark : ""}`,
      kindInWords(line.kind, words),
      product,
      aboutOf(line),
      line.amount === 0 && line.held !== 0 ? `(${money(line.held)})` : money(line.amount),
    ]);
  }
  if (lines.some((line) => line.isLate)) paper.text(words.late(statement.late));
}

/** The sale it is about, by the id that both sides know. */
function aboutOf({ kind, subject }: StatementLine): string {
  if (kind === "settlement") return publicId("contract", subject);
  return OF_SALE.has(kind) ? publicId("sale", subject) : "";
}

function writeTerms({ paper, statement, language, words }: Setting): void {
  const { terms } = statement.document;
  paper.title(words.terms);
  if (terms.length === 0) paper.text(words.termsNone);
  for (const one of terms) {
    const until = one.ends === null ? null : spellDay(one.ends, language);
    paper.strong(words.version(one.product, one.version, spellDay(one.starts, language), until));
    const [share] = one.words[language];
    if (share !== undefined) paper.text(`${share[0]}: ${share[1]}.`);
    paper.text(words.invoices[one.invoices]);
  }
}

function writeProof({ paper, statement, words }: Setting): void {
  paper.title(words.calendar);
  paper.text(words.calendarSays(statement.document.workspace.timeZone));
  paper.title(words.chain);
  paper.text(words.chainSays(statement.headSeq, statement.headBatch));
  paper.digits(`${statement.headBatch}:${statement.headHash}`);
}
