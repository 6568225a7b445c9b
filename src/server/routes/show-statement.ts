// Statements as answers: the row, the whole of it with names and terms as they were frozen, a draft, a line,
// a run. Never renders anew what was frozen.
// Example: showStatement(found) → { number: 12, closing: 17967, … }.
import type { Composed } from "../../flows/compose-statements.ts";
import type { StatementLine as Line } from "../../statements/list-lines.ts";
import {
  availableOf,
  type ProductSums,
  SECTIONS,
  type Sections,
  type Statement,
} from "../../statements/statement.ts";
import { partsOf } from "../../statements/statement-pdf.ts";
import type { StatementRun as Run } from "../../statements/statement-runs.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import type {
  Statement as Shown,
  StatementDetail,
  StatementDraft,
  StatementLine,
  StatementRun,
} from "../../wire/statement.ts";
import { showSubject } from "./show-subject.ts";

type Sums = Omit<Shown, "id" | "number" | "parts" | "issuedAt" | "issuedBy">;

function showSums(one: Composed): Sums {
  return {
    party: { id: showId("party", one.party), name: one.document.party.name },
    currency: one.currency,
    from: one.fromDay,
    until: one.untilDay,
    opening: one.opening,
    sections: sectionsOf(one),
    closing: one.closing,
    reserved: one.reserved,
    checked: one.checked,
    available: availableOf(one),
    pending: one.pending,
    rolling: one.rolling,
    lines: one.lines,
    late: one.late,
  };
}

export function showStatement(one: Statement): Shown {
  return {
    id: showId("statement", one.id),
    number: one.number,
    ...showSums(one),
    parts: partsOf(one),
    issuedAt: showInstant(one.issuedAt),
    issuedBy: one.issuedName,
  };
}

/** The statement before it, in the same currency. */
type Before = Pick<Statement, "id" | "number"> | null;

export function showStatementDetail(one: Statement, before: Before): StatementDetail {
  return { ...showStatement(one), ...detailsOf(one, before) };
}

export function showDraft(one: Composed, before: Before, asOf: number): StatementDraft {
  return { ...showSums(one), ...detailsOf(one, before), asOf: showInstant(new Date(asOf)) };
}

function detailsOf({ document, headSeq, headBatch, headHash }: Composed, before: Before) {
  const { name, legalName, taxId, address, timeZone } = document.workspace;
  return {
    timeZone,
    before: before === null ? null : { id: showId("statement", before.id), number: before.number },
    business: { name, legalName, taxId, address },
    taxId: document.party.taxId,
    products: document.products.map(showProductSums),
    terms: document.terms,
    ...(document.commissions === undefined ? {} : { commissions: document.commissions }),
    head: { seq: headSeq, batch: headBatch, hash: headHash },
  };
}

function showProductSums(one: ProductSums): StatementDetail["products"][number] {
  const sections = sectionsOf(one);
  const sum = SECTIONS.reduce((total, section) => total + one[section], 0);
  return { id: showId("product", one.id), name: one.name, count: one.count, sections, sum };
}

function sectionsOf(one: Sections): Sections {
  return Object.fromEntries(SECTIONS.map((section) => [section, one[section]])) as Sections;
}

/** `names`: products as they were called then. */
export function showLine(one: Line, names: ReadonlyMap<string | null, string>): StatementLine {
  return {
    seq: one.seq,
    line: one.line,
    section: one.section,
    kind: one.kind,
    at: showInstant(one.at),
    late: one.isLate,
    ...showSubject(one.kind, one.subject),
    product: one.product === null ? null : (names.get(one.product) ?? null),
    amount: one.amount,
    held: one.held,
    availableOn: one.availableOn,
    about: one.about,
  };
}

export function showRun(one: Run): StatementRun {
  return {
    id: showId("statementrun", one.id),
    until: one.untilDay,
    state: one.state,
    total: one.total,
    done: one.done,
    issued: one.issued,
    message: one.message,
    startedBy: one.startedName,
    startedAt: showInstant(one.startedAt),
    finishedAt: showInstant(one.finishedAt),
  };
}
