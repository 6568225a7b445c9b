// A mail as people read it: a heading, a few sentences, one button, a quiet line on why it came; once as
// plain text and once as HTML that needs no picture, no script and nothing from elsewhere. Whatever people
// typed is written as text, never as markup.
// Example: writeLetter({ to, language: "en", subject: "…", lines: ["…"], button: { name, link }, note: "…" })
// → Mail.
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";

export interface Letter {
  readonly to: string;
  readonly language: Language;
  readonly subject: string;
  /** Said large; the subject where it is left out. */
  readonly title?: string;
  readonly lines: readonly string[];
  /** Label and text, one under the other: what is asked, or what was agreed. */
  readonly rows?: readonly (readonly [string, string])[];
  readonly button?: { readonly name: string; readonly link: string };
  /** Why it came, and what to do if it was not you. */
  readonly note: string;
}

export function writeLetter(letter: Letter): Mail {
  const { to, subject } = letter;
  return { to, subject: oneLine(subject), text: asText(letter), html: asHtml(letter) };
}

function asText({ lines, rows = [], button, note }: Letter): string {
  const parts = lines.flatMap((line) => [line, ""]);
  if (rows.length > 0) parts.push(...rows.map(([label, text]) => `${label}: ${text}`), "");
  if (button) parts.push(`${button.name}:`, button.link, "");
  return [...parts, note, "", "—", "Partage", ""].join("\n");
}

const PAPER = "#FBFAF7";
const INK = "#1C1B19";
const QUIET = "#635E55";
const ACCENT = "#0B6B63";
const SANS = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

function asHtml({ language, subject, title = subject, lines, rows = [], button, note }: Letter): string {
  const said = lines.map((line) => `<p style="margin:0 0 16px">${asMarkupText(line)}</p>`).join("\n");
  const table = rows.length > 0 ? asTable(rows) : "";
  const press = button
    ? `<p style="margin:28px 0 12px"><a href="${asMarkupText(button.link)}" style="display:inline-block;background:${ACCENT};color:#FFFFFF;text-decoration:none;font-weight:600;padding:12px 22px;border-radius:6px">${asMarkupText(button.name)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:${QUIET};word-break:break-all">${asMarkupText(button.link)}</p>`
    : "";
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${asMarkupText(subject)}</title></head>
<body style="margin:0;background:${PAPER};color:${INK};font:16px/1.5 ${SANS}">
<div style="max-width:34rem;margin:0 auto;padding:40px 24px">
<p style="margin:0 0 32px;font-weight:600;color:${ACCENT}">Partage</p>
<h1 style="margin:0 0 20px;font:500 26px/1.25 Georgia,serif">${asMarkupText(title)}</h1>
${said}
${table}
${press}
<p style="margin:28px 0 0;padding-top:16px;border-top:1px solid #E2DED4;font-size:13px;color:${QUIET}">${asMarkupText(note)}</p>
</div></body></html>
`;
}

function asTable(rows: NonNullable<Letter["rows"]>): string {
  const cell = "padding:8px 0;border-top:1px solid #E2DED4;vertical-align:top";
  const said = rows.map(
    ([label, text]) =>
      `<tr><th scope="row" style="${cell};width:9rem;padding-right:16px;text-align:left;font-weight:400;color:${QUIET}">` +
      `${asMarkupText(label)}</th><td style="${cell}">${asMarkupText(text)}</td></tr>`,
  );
  return `<table style="width:100%;border-collapse:collapse;font-size:15px;margin:0 0 16px">${said.join("\n")}</table>`;
}

/** A name may hold anything; a header holds one line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 200);
}

function asMarkupText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
