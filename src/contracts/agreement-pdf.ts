// An agreement as a PDF that prints well on A4: who, the terms, an example in real figures, when it was
// agreed, the terms of use, the hash. Never reads a clock and never a name of today: the same agreement gives
// the same bytes.
// Example: await writeAgreementPdf(agreement, "pt-BR") → 40 kB, two pages.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type PdfKit from "pdfkit";
import type { Agreement, AgreementExample, Signature } from "./agreement.ts";
import { AGREEMENT_WORDS, type AgreementWords } from "./agreement-words.ts";
import { amountInWords, type Language } from "./clause-in-words.ts";
import { dayInWords } from "./terms-in-words.ts";

// Its ES module is the browser's; Node's own is reached by require only.
const require = createRequire(import.meta.url);
const PDFDocument = require("pdfkit") as typeof PdfKit;
const FONTS = join(dirname(require.resolve("dejavu-fonts-ttf/package.json")), "ttf");
const INK = "#1C1B19";
const QUIET = "#635E55";
const LINE = "#D8D3C8";
const ACCENT = "#0B6B63";
const LEFT = 64;
const WIDTH = 595 - 2 * LEFT;
const LABEL = 130;
const FOOT = 60;

type Doc = InstanceType<typeof PDFDocument>;

export async function writeAgreementPdf(agreement: Agreement, language: Language): Promise<Buffer> {
  const { document } = agreement;
  const words = AGREEMENT_WORDS[language];
  const at = new Date(document.accepted.at);
  const doc = new PDFDocument({
    size: "A4",
    margins: { top: 64, bottom: FOOT + 24, left: LEFT, right: LEFT },
    bufferPages: true,
    lang: language,
    info: { Title: `${words.title[document.kind]}: ${document.product.name}`, CreationDate: at, ModDate: at },
  });
  const parts: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on("data", (part: Buffer) => parts.push(part));
    doc.on("end", () => resolve(Buffer.concat(parts)));
    doc.on("error", reject);
  });
  doc.registerFont("text", join(FONTS, "DejaVuSerifCondensed.ttf"));
  doc.registerFont("strong", join(FONTS, "DejaVuSerifCondensed-Bold.ttf"));
  doc.registerFont("digits", join(FONTS, "DejaVuSansMono.ttf"));
  writeHead(doc, agreement, words);
  writeTerms(doc, agreement, language, words);
  if (document.example !== null) writeExample(doc, document.example, language, words);
  writeSignatures(doc, agreement, language, words);
  writeUse(doc, agreement, language, words);
  writeFeet(doc, agreement, words);
  doc.end();
  return await done;
}

function writeHead(doc: Doc, { document }: Agreement, words: AgreementWords): void {
  doc.font("strong").fontSize(10).fillColor(ACCENT).text(document.workspace.name, { lineGap: 4 });
  doc.font("text").fontSize(22).fillColor(INK).text(words.title[document.kind], { lineGap: 2 });
  doc.fontSize(14).text(document.product.name, { lineGap: 4 });
  doc.fontSize(9).fillColor(QUIET).text(words.version(document.contract, document.version));
  doc.moveDown(1.2);
  row(doc, words.producer, document.producer.name);
  const { name, email } = document.partner;
  row(doc, words.partner, email === null || email === name ? name : `${name}, ${email}`);
}

function writeTerms(doc: Doc, { document }: Agreement, language: Language, words: AgreementWords): void {
  title(doc, words.terms);
  if (document.kind === "end" && document.ends !== null) {
    const about = { language, timeZone: document.workspace.timeZone };
    const day = dayInWords(Date.parse(document.ends), about) ?? "";
    doc.font("text").fontSize(10).fillColor(INK).text(words.endSays(day), LEFT, doc.y, { width: WIDTH });
    doc.moveDown(0.6);
  }
  for (const [label, text] of document.inWords[language]) row(doc, label, text);
}

function writeExample(doc: Doc, example: AgreementExample, language: Language, words: AgreementWords): void {
  title(doc, words.example);
  const price = amountInWords(example.paid, example.currency, language);
  doc.font("text").fontSize(10).fillColor(INK);
  doc.text(words.exampleSays(example.offer, price), LEFT, doc.y, { width: WIDTH });
  for (const { kind, lines } of example.cases) {
    keepTogether(doc, 20 * (lines.length + 2));
    doc.moveDown(0.8);
    doc.font("strong").fontSize(10).fillColor(INK);
    doc.text(kind === "direct" ? words.direct : words.byAffiliate, LEFT, doc.y, { width: WIDTH });
    doc.moveDown(0.3);
    for (const line of lines) {
      const role = words.role[line.role] ?? line.role;
      const who = line.name === "" ? words.some : `${line.name} (${role})`;
      figure(doc, who, amountInWords(line.amount, example.currency, language));
    }
    figure(doc, words.sum, price);
  }
}

function writeSignatures(doc: Doc, agreement: Agreement, language: Language, words: AgreementWords): void {
  const { proposed, accepted, workspace } = agreement.document;
  title(doc, words.signatures);
  const spell = ({ name, email, at }: Signature) => {
    const when = dayInWords(Date.parse(at), { language, timeZone: workspace.timeZone }) ?? "";
    return `${email === null || email === name ? name : `${name}, ${email}`}\n${when}`;
  };
  row(doc, words.proposed, spell(proposed));
  row(doc, words.accepted, spell(accepted));
  row(doc, words.hash, `${agreement.sha256.slice(0, 32)} ${agreement.sha256.slice(32)}\n${words.hashSays}`);
}

function writeUse(doc: Doc, { document }: Agreement, language: Language, words: AgreementWords): void {
  title(doc, words.use(document.termsOfUse.version));
  doc.font("text").fontSize(9).fillColor(INK);
  document.termsOfUse.text[language].forEach((text, index) => {
    doc.text(`${index + 1}. ${text}`, LEFT, doc.y, { width: WIDTH, lineGap: 1.5 });
    doc.moveDown(0.4);
  });
}

function writeFeet(doc: Doc, agreement: Agreement, words: AgreementWords): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    doc.switchToPage(start + index);
    const foot = { lineBreak: false, height: 12 };
    doc.page.margins.bottom = 0;
    doc.font("text").fontSize(8).fillColor(QUIET);
    doc.text(agreement.sha256.slice(0, 16), LEFT, 842 - FOOT, foot);
    doc.text(words.page(index + 1, count), LEFT, 842 - FOOT, { ...foot, width: WIDTH, align: "right" });
  }
}

function title(doc: Doc, text: string): void {
  keepTogether(doc, 80);
  doc.moveDown(1.4);
  doc.font("strong").fontSize(12).fillColor(INK).text(text, LEFT, doc.y, { width: WIDTH });
  doc.moveDown(0.4);
}

function row(doc: Doc, label: string, text: string): void {
  doc.font("text").fontSize(10);
  const height = doc.heightOfString(text, { width: WIDTH - LABEL });
  keepTogether(doc, height + 12);
  const top = rule(doc);
  doc.fillColor(QUIET).text(label, LEFT, top, { width: LABEL - 12 });
  const labelEnds = doc.y;
  doc.fillColor(INK).text(text, LEFT + LABEL, top, { width: WIDTH - LABEL });
  doc.y = Math.max(doc.y, labelEnds) + 6;
}

function figure(doc: Doc, label: string, amount: string): void {
  const top = rule(doc);
  doc
    .font("text")
    .fontSize(10)
    .fillColor(INK)
    .text(label, LEFT, top, { width: WIDTH - 150 });
  const ends = doc.y;
  doc
    .font("digits")
    .fontSize(9)
    .text(amount, LEFT, top + 1, { width: WIDTH, align: "right" });
  doc.y = Math.max(doc.y, ends) + 4;
}

/** A hairline above the next row; answers where the row's text begins. */
function rule(doc: Doc): number {
  const top = doc.y;
  doc
    .moveTo(LEFT, top)
    .lineTo(LEFT + WIDTH, top)
    .lineWidth(0.5)
    .strokeColor(LINE)
    .stroke();
  return top + 5;
}

function keepTogether(doc: Doc, height: number): void {
  if (doc.y + height > 842 - FOOT - 24) doc.addPage();
}
