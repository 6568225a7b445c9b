// A statement as a PDF that prints well on A4: who, the period, the summary, by product, every movement, the
// terms, the calendar, the head of the chain. Never reads a clock and never a name of today: the same
// statement gives the same bytes.
// Example: await writeStatementPdf({ statement, part: 1, lines }, "pt-BR") → 30 kB, two pages.
import { createRequire } from "node:module";
import type PdfKit from "pdfkit";
import { publicId } from "../base/id.ts";
import type { StatementLine } from "./list-lines.ts";
import { Paper } from "./paper.ts";
import {
  dayText,
  type Language,
  spellAmount,
  spellDay,
  spellInstant,
  spellRate,
  spellShortDay,
} from "./paper-text.ts";
import { availableOf, numberText, type ProductSums, SECTIONS, type Statement } from "./statement.ts";
import { kindInWords, STATEMENT_WORDS, type StatementWords } from "./statement-words.ts";

// Its ES module is the browser's; Node's own is reached by require only.
const PDFDocument = createRequire(import.meta.url)("pdfkit") as typeof PdfKit;

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
  if (printed.part === 1) {
    writeTerms(setting);
    writeCommissions(setting);
  }
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
  const { reserved, checked, pending, rolling } = statement;
  const available = availableOf(statement);
  if (available !== null) {
    paper.figure(available < 0 ? words.recovered : words.available, money(available));
  }
  if (pending !== null && pending !== 0) paper.figure(words.pending, money(pending));
  if (checked === null && reserved !== 0) paper.figure(words.reserved, money(reserved));
  const disputed = checked === null ? 0 : reserved - checked;
  if (disputed !== 0) paper.figure(words.disputed, money(disputed));
  if (checked !== null && checked !== 0) paper.figure(words.checked, money(checked));
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
      ...[one.sales, back, sum - one.sales - back, sum].map((part) => (part === 0 ? "–" : money(part))),
    ];
    paper.tableRow(columns, [nameOf(one, words), ...cells]);
  }
}

function nameOf(one: Pick<ProductSums, "id" | "name">, words: StatementWords): string {
  return one.id === null ? words.noProduct : one.name;
}

function writeLines({ paper, statement, lines, language, words, money }: Setting): void {
  const { workspace, products } = statement.document;
  const names = new Map<string | null, string>(products.map((one) => [one.id, one.name]));
  paper.title(words.lines);
  if (lines.length === 0) {
    paper.text(words.linesNone);
    return;
  }
  const columns = [
    ...[{ width: 0.14, isWhole: true }, { width: 0.21 }, { width: 0.29 }, { width: 0.2, isWhole: true }],
    { width: 0.16, isEnd: true },
  ];
  paper.tableHead(columns, words.lineHead);
  for (const line of lines) {
    const product = line.product === null ? "" : (names.get(line.product) ?? "");
    paper.tableRow(columns, [
      `${spellShortDay(line.at, workspace.timeZone, language)}${line.isLate ? words.lateMark : ""}`,
      kindInWords(line.kind, words),
      product,
      aboutOf(line),
      line.amount === 0 && line.held !== 0 ? `(${money(line.held)})` : money(line.amount),
    ]);
  }
  if (lines.some((line) => line.isLate)) paper.text(words.late(statement.late));
}

/** What both sides know it by. */
function aboutOf({ kind, subject, about }: StatementLine): string {
  return about ?? (kind === "settlement" ? publicId("contract", subject) : "");
}

function writeTerms({ paper, statement, language, words }: Setting): void {
  const { terms, commissions = [] } = statement.document;
  if (terms.length > 0 || commissions.length === 0) paper.title(words.terms);
  if (terms.length === 0 && commissions.length === 0) paper.text(words.termsNone);
  for (const one of terms) {
    const until = one.ends === null ? null : spellDay(one.ends, language);
    paper.strong(words.version(one.product, one.version, spellDay(one.starts, language), until));
    if (one.changed === undefined) {
      for (const [name, text] of one.words[language]) paper.text(sentence(name, text));
      continue;
    }
    paper.text(words.changedFrom(one.version - 1));
    for (const [name, was, is] of one.changed[language]) paper.text(sentence(name, `${was} → ${is}`));
  }
}

function writeCommissions({ paper, statement, language, words }: Setting): void {
  const { workspace, commissions = [] } = statement.document;
  if (commissions.length === 0) return;
  paper.title(words.commissions);
  for (const { product, code, accepted, stretches, stated } of commissions) {
    paper.strong(words.commissionOf(product, code));
    if (stated.length > 0)
      paper.text(words.stated(stated.map((one) => [spellRate(one.rate, language), one.count])));
    for (const stretch of stretches) {
      paper.term(stretch.days[language]);
      for (const [name, text] of stretch.words[language]) paper.text(sentence(name, text));
    }
    if (accepted === null) continue;
    const day = dayText(new Date(accepted.at), workspace.timeZone);
    paper.text(words.accepted(accepted.version, spellDay(day, language)));
  }
  if (commissions.some((one) => one.stretches.length > 0)) paper.text(words.ownWhy);
}

function sentence(name: string, text: string): string {
  return `${name}: ${text.replace(/\.$/, "")}.`;
}

function writeProof({ paper, statement, words }: Setting): void {
  paper.title(words.calendar);
  paper.text(words.calendarSays(statement.document.workspace.timeZone));
  paper.title(words.chain);
  paper.text(words.chainSays(statement.headSeq, statement.headBatch));
  paper.digits(`${statement.headBatch}:${statement.headHash}`);
}
