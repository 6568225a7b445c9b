// What a browser is shown when a link leads nowhere: a plain page, in the reader's language, that gives
// nothing away and loads nothing. Example: /l/nobody → 404 "This link leads nowhere".
import { hash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { languageOf } from "../../notices/mail-language.ts";

const WORDS = {
  en: {
    unknown: ["This link leads nowhere", "It may be mistyped. Ask whoever gave it to you for a new one."],
    away: ["This link cannot be opened right now", "Please try again in a minute."],
  },
  "pt-BR": {
    unknown: [
      "Este link não leva a lugar nenhum",
      "Talvez haja um erro de digitação. Peça um novo a quem o enviou.",
    ],
    away: ["Este link não pode ser aberto agora", "Tente de novo em um minuto."],
  },
} as const;

const STYLE =
  ":root{font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}" +
  "body{max-width:32rem;margin:20vh auto;padding:0 1rem}h1{font-size:1.4rem}";
/** The one style that the page's own policy lets through. */
const STYLE_HASH = hash("sha256", STYLE, "base64");

export function sendLost(request: IncomingMessage, response: ServerResponse, why: "unknown" | "away"): void {
  const language = languageOf(request.headers["accept-language"]);
  const [title, text] = WORDS[language][why];
  const page = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style><h1>${title}</h1><p>${text}</p>\n`;
  response.writeHead(why === "unknown" ? 404 : 503, {
    "content-type": "text/html; charset=utf-8",
    "content-length": Buffer.byteLength(page),
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
    "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'`,
    ...(why === "away" ? { "retry-after": "30" } : {}),
  });
  response.end(page);
}
