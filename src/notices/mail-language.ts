// Which language a mail is written in: the reader's own where it is known, else what the browser asks for.
// Never a third one. Example: languageOf("pt-PT,pt;q=0.9") → "pt-BR"; languageOf("fr") → "en".
export type Language = "en" | "pt-BR";

/** What the browser asks for first, as far as we speak it. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*pt\b/i.test(acceptLanguage ?? "") ? "pt-BR" : "en";
}

export function toLanguage(text: string | null | undefined): Language {
  return text === "pt-BR" ? "pt-BR" : "en";
}
