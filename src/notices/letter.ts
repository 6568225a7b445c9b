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
  /** Where one says which mails one wants. */
  readonly foot?: { readonly name: string; readonly link: string };
}

export function writeLetter(letter: Letter): Mail {
  const { to, subject } = letter;
  return { to, subject: oneLine(subject), text: asText(letter), html: asHtml(letter) };
}

function asText({ lines, rows = [], button, note, foot }: Letter): string {
  const parts = lines.flatMap((line) => [line, ""]);
  if (rows.length > 0) parts.push(...rows.map(([label, text]) => `${label}: ${text}`), "");
  if (button) parts.push(`${button.name}:`, button.link, "");
  const last = foot ? [`${foot.name}:`, foot.link, ""] : [];
  return [...parts, note, "", ...last, "—", "Partage", ""].join("\n");
}

const SANS = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Written at each element, for programs that drop a style sheet; the dark ones read the sheet below. */
const LIGHT = {
  paper: "#FBFAF7",
  ink: "#1C1B19",
  quiet: "#635E55",
  accent: "#0B6B63",
  on: "#FFFFFF",
  line: "#E2DED4",
};
const DARK = {
  paper: "#141412",
  ink: "#ECE9E2",
  quiet: "#A8A296",
  accent: "#4FB3A6",
  on: "#0F1413",
  line: "#33312C",
};

function darkSheet(): string {
  const { paper, ink, quiet, accent, on, line } = DARK;
  const rules = [
    `.paper{background:${paper}!important;color:${ink}!important}`,
    `.quiet,.quiet a{color:${quiet}!important}`,
    `.accent{color:${accent}!important}`,
    `.press{background:${accent}!important;color:${on}!important}`,
    `.line{border-color:${line}!important}`,
  ].join("");
  // Outlook's own dark mode names what it changed.
  const outlook = rules.replace(/(^|\})\./g, "$1[data-ogsc] .").replaceAll(",.quiet", ",[data-ogsc] .quiet");
  return `:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){${rules}}${outlook}`;
}

const HEAD = `<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<style>${darkSheet()}</style>`;

function asHtml(letter: Letter): string {
  const { language, subject, title = subject, lines, rows = [], button, note, foot } = letter;
  const { paper, ink, quiet, accent, on, line } = LIGHT;
  const said = lines.map((one) => `<p style="margin:0 0 16px">${asMarkupText(one)}</p>`).join("\n");
  const table = rows.length > 0 ? asTable(rows) : "";
  const press = button
    ? `<p style="margin:28px 0 12px"><a class="press" href="${asMarkupText(button.link)}" style="display:inline-block;background:${accent};color:${on};text-decoration:none;font-weight:600;padding:12px 22px;border-radius:6px">${asMarkupText(button.name)}</a></p>
<p class="quiet" style="margin:0 0 16px;font-size:13px;color:${quiet};word-break:break-all">${asMarkupText(button.link)}</p>`
    : "";
  const last = foot
    ? ` <a class="quiet" href="${asMarkupText(foot.link)}" style="color:${quiet}">${asMarkupText(foot.name)}</a>`
    : "";
  return `<!doctype html>
<html lang="${language}"><head>${HEAD}
<title>${asMarkupText(subject)}</title></head>
<body class="paper" style="margin:0;background:${paper};color:${ink};font:16px/1.5 ${SANS}">
<div class="paper" style="max-width:34rem;margin:0 auto;padding:40px 24px;background:${paper};color:${ink}">
<p class="accent" style="margin:0 0 32px;font-weight:600;color:${accent}">Partage</p>
<h1 style="margin:0 0 20px;font:500 26px/1.25 Georgia,serif">${asMarkupText(title)}</h1>
${said}
${table}
${press}
<p class="quiet line" style="margin:28px 0 0;padding-top:16px;border-top:1px solid ${line};font-size:13px;color:${quiet}">${asMarkupText(note)}${last}</p>
</div></body></html>
`;
}

function asTable(rows: NonNullable<Letter["rows"]>): string {
  const { quiet, line } = LIGHT;
  const cell = `padding:8px 0;border-top:1px solid ${line};vertical-align:top`;
  const said = rows.map(
    ([label, text]) =>
      `<tr><th class="quiet line" scope="row" style="${cell};width:9rem;padding-right:16px;text-align:left;font-weight:400;color:${quiet}">` +
      `${asMarkupText(label)}</th><td class="line" style="${cell};white-space:pre-line">${asMarkupText(text)}</td></tr>`,
  );
  return `<table style="width:100%;border-collapse:collapse;font-size:15px;margin:0 0 16px">${said.join("\n")}</table>`;
}

/** A name may hold anything; a header holds one line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 200);
}

function asMarkupText(text: string): string {
  return (
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;")
      // An amount never parts from its currency.
      .replace(/(\d) (?=[A-Z]{3}\b)/g, "$1&nbsp;")
  );
}
