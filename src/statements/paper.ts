// A4 paper for a statement: headings, rows, figures and tables that break over pages. Knows no words and no
// money; draws what it is told with the fonts that lie beside the program.
// Example: paper.figure("Closing balance", "179.67", "strong") → a ruled line, digits at the right.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type PdfKit from "pdfkit";

const require = createRequire(import.meta.url);
const FONTS = join(dirname(require.resolve("dejavu-fonts-ttf/package.json")), "ttf");
const INK = "#1C1B19";
const QUIET = "#635E55";
const LINE = "#D8D3C8";
const ACCENT = "#0B6B63";
const LEFT = 56;
const WIDTH = 595 - 2 * LEFT;
const BOTTOM = 842 - 84;
const LABEL = 120;

type Doc = InstanceType<typeof PdfKit>;

/** A part of the width; amounts stand at its end. */
export interface PaperColumn {
  width: number;
  isEnd?: boolean;
  /** A text without spaces is never broken: it is set smaller, and cut in its middle where that is not enough. */
  isWhole?: boolean;
}

export class Paper {
  static readonly setting = {
    size: "A4",
    margins: { top: 56, bottom: 84, left: LEFT, right: LEFT },
    bufferPages: true,
  };
  readonly #doc: Doc;
  readonly #parts: Buffer[] = [];
  readonly #done: Promise<Buffer>;
  /** Of the table that is being written: set again on each page it goes on to. */
  #head: readonly [readonly PaperColumn[], readonly string[]] | null = null;

  constructor(doc: Doc) {
    this.#doc = doc;
    this.#done = new Promise((resolve, reject) => {
      doc.on("data", (part: Buffer) => this.#parts.push(part));
      doc.on("end", () => resolve(Buffer.concat(this.#parts)));
      doc.on("error", reject);
    });
    doc.registerFont("text", join(FONTS, "DejaVuSerifCondensed.ttf"));
    doc.registerFont("strong", join(FONTS, "DejaVuSerifCondensed-Bold.ttf"));
    doc.registerFont("digits", join(FONTS, "DejaVuSansMono.ttf"));
  }

  small(text: string): void {
    this.#doc.font("strong").fontSize(9).fillColor(ACCENT).text(text, LEFT, this.#doc.y, { width: WIDTH });
  }

  /** The title at the left, what tells it from others at the right of the same line. */
  heading(text: string, aside: string): void {
    const doc = this.#doc;
    doc.moveDown(0.4);
    const top = doc.y;
    doc.font("text").fontSize(22).fillColor(INK).text(text, LEFT, top, { width: WIDTH });
    const ends = doc.y;
    doc
      .fontSize(14)
      .fillColor(QUIET)
      .text(aside, LEFT, top + 8, { width: WIDTH, align: "right" });
    doc.y = ends + 10;
  }

  title(text: string): void {
    this.#keepTogether(70);
    const doc = this.#doc;
    doc.moveDown(1.2);
    doc.font("strong").fontSize(11).fillColor(INK).text(text, LEFT, doc.y, { width: WIDTH });
    doc.moveDown(0.4);
  }

  text(text: string): void {
    const doc = this.#doc;
    doc.font("text").fontSize(9);
    this.#keepTogether(doc.heightOfString(text, { width: WIDTH }) + 6);
    doc.moveDown(0.2);
    doc.fillColor(QUIET).text(text, LEFT, doc.y, { width: WIDTH, lineGap: 1.5 });
  }

  strong(text: string): void {
    this.#keepTogether(30);
    const doc = this.#doc;
    doc.moveDown(0.5);
    doc.font("strong").fontSize(9).fillColor(INK).text(text, LEFT, doc.y, { width: WIDTH });
  }

  /** Between a strong line and its texts. */
  term(text: string): void {
    this.#keepTogether(24);
    const doc = this.#doc;
    doc.moveDown(0.3);
    doc.font("text").fontSize(9).fillColor(INK).text(text, LEFT, doc.y, { width: WIDTH });
  }

  digits(text: string): void {
    const doc = this.#doc;
    doc.moveDown(0.4);
    doc.font("digits").fontSize(8).fillColor(INK).text(text, LEFT, doc.y, { width: WIDTH });
  }

  row(label: string, text: string): void {
    const doc = this.#doc;
    doc.font("text").fontSize(9.5);
    this.#keepTogether(doc.heightOfString(text, { width: WIDTH - LABEL }) + 12);
    const top = this.#rule();
    doc.fillColor(QUIET).text(label, LEFT, top, { width: LABEL - 10 });
    const ends = doc.y;
    doc.fillColor(INK).text(text, LEFT + LABEL, top, { width: WIDTH - LABEL });
    doc.y = Math.max(doc.y, ends) + 4;
  }

  figure(label: string, amount: string, weight: "text" | "strong" = "text"): void {
    this.#keepTogether(22);
    const doc = this.#doc;
    const top = this.#rule();
    doc.font(weight).fontSize(9.5).fillColor(INK);
    doc.text(label, LEFT, top, { width: WIDTH - 140 });
    const ends = doc.y;
    doc
      .font("digits")
      .fontSize(9)
      .text(amount, LEFT, top + 1, { width: WIDTH, align: "right" });
    doc.y = Math.max(doc.y, ends) + 3;
  }

  tableHead(columns: readonly PaperColumn[], cells: readonly string[]): void {
    this.#head = null;
    this.#keepTogether(40);
    this.#cells(columns, cells, QUIET);
    this.#head = [columns, cells];
  }

  tableRow(columns: readonly PaperColumn[], cells: readonly string[]): void {
    this.#cells(columns, cells, INK);
  }

  /** Writes the feet, two texts a page, and answers the file. */
  end(foot: (page: number, of: number) => readonly [string, string]): Promise<Buffer> {
    const doc = this.#doc;
    const { start, count } = doc.bufferedPageRange();
    for (let index = 0; index < count; index++) {
      doc.switchToPage(start + index);
      doc.page.margins.bottom = 0;
      const [left, right] = foot(index + 1, count);
      doc.font("text").fontSize(8).fillColor(QUIET);
      doc.text(left, LEFT, 842 - 56, { lineBreak: false, width: WIDTH - 90, height: 12, ellipsis: true });
      doc.text(right, LEFT, 842 - 56, { lineBreak: false, width: WIDTH, height: 12, align: "right" });
    }
    doc.end();
    return this.#done;
  }

  #cells(columns: readonly PaperColumn[], cells: readonly string[], color: string): void {
    const doc = this.#doc;
    const font = (column: PaperColumn) =>
      doc.font(column.isEnd && color === INK ? "digits" : "text").fontSize(column.isEnd ? 7.5 : 8.5);
    const wide = (column: PaperColumn) => WIDTH * column.width - 6;
    const set = columns.map((column, i) => {
      const text = cells[i] ?? "";
      font(column);
      const fitted = column.isWhole && !/\s/.test(text) ? this.#fit(text, wide(column)) : { text, size: 0 };
      return { ...fitted, height: doc.heightOfString(fitted.text, { width: wide(column) }) };
    });
    const height = Math.max(...set.map((one) => one.height));
    if (this.#keepTogether(height + 8) && this.#head !== null) this.tableHead(...this.#head);
    const top = this.#rule();
    let left = LEFT;
    columns.forEach((column, i) => {
      const { text = "", size = 0 } = set[i] ?? {};
      const place = column.isEnd
        ? { x: left + 6, align: "right" as const }
        : { x: left, align: "left" as const };
      font(column);
      if (size > 0) doc.fontSize(size);
      const lower = size > 0 ? (8.5 - size) * 0.8 : 0;
      doc.fillColor(color).text(text, place.x, top + lower, { width: wide(column), align: place.align });
      left += WIDTH * column.width;
    });
    doc.y = top + height + 3;
  }

  /** In the font that is set: on one line, down to the smallest size that still reads well. */
  #fit(whole: string, width: number): { text: string; size: number } {
    const doc = this.#doc;
    for (const size of [8.5, 8, 7.5, 7, 6.5]) {
      doc.fontSize(size);
      if (doc.widthOfString(whole) <= width) return { text: whole, size };
    }
    let text = whole;
    for (let kept = whole.length - 1; kept > 4 && doc.widthOfString(text) > width; kept--) {
      const tail = Math.floor(kept / 2);
      text = `${whole.slice(0, kept - tail)}…${whole.slice(-tail)}`;
    }
    return { text, size: 6.5 };
  }

  /** A hairline above the next row; answers where the row's text begins. */
  #rule(): number {
    const top = this.#doc.y;
    this.#doc
      .moveTo(LEFT, top)
      .lineTo(LEFT + WIDTH, top)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke();
    return top + 4;
  }

  /** True where it began a page for it. */
  #keepTogether(height: number): boolean {
    if (this.#doc.y + height <= BOTTOM) return false;
    this.#doc.addPage();
    return true;
  }
}
