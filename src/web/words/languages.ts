// Which languages there are: one file of messages each, found by its name. A third language is one more file.
// It never guesses a translation; what a reader chose beats what the browser asks for.
// Example: files en.json, pt-BR.json; browser "pt-PT, en" → "pt-BR"; browser "fr" → "en".
import type { Messages } from "./messages.ts";
import { FALLBACK, pickLanguage } from "./pick-language.ts";
import { PSEUDO } from "./pseudo.ts";

const CHOSEN = "partage-language";

const files = import.meta.glob<Messages>("./*.json", { import: "default" });
const BUILDERS = import.meta.env.MODE === "production" ? [] : [PSEUDO];

export const LANGUAGES: readonly string[] = [
  ...Object.keys(files)
    .map((path) => path.slice(2, -".json".length))
    .sort(),
  ...BUILDERS,
];

/** The language's name in itself: "English", "português (Brasil)". */
export function languageName(tag: string): string {
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
}

export function startLanguage(): string {
  const chosen = readChosen();
  return pickLanguage(chosen ? [chosen, ...navigator.languages] : navigator.languages, LANGUAGES);
}

export function keepLanguage(tag: string): void {
  try {
    localStorage.setItem(CHOSEN, tag);
  } catch {
    // A browser that keeps nothing still reads the language for this visit.
  }
}

function readChosen(): string | null {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}

export async function loadMessages(tag: string): Promise<Messages> {
  const load = files[`./${tag === PSEUDO ? FALLBACK : tag}.json`];
  if (!load) throw new Error(`no messages for ${tag}`);
  return load();
}
