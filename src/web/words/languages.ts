// Which languages there are: one file of messages each, found by its name. A third language is one more file.
// It never guesses a translation; what a reader chose beats what the browser asks for. A catalogue is fetched
// in parts, each with the first page that says its words (tools/split-words.ts cuts it).
// Example: files en.json, pt-BR.json; browser "pt-PT, en" → "pt-BR"; browser "fr" → "en".
import type { Messages } from "./messages.ts";
import { FALLBACK, pickLanguage } from "./pick-language.ts";
import { PSEUDO } from "./pseudo.ts";

const CHOSEN = "partage-language";

const files = {
  common: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=common" }),
  settings: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=settings" }),
  door: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=door" }),
  operator: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=operator" }),
  sources: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=sources" }),
  products: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=products" }),
  preview: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=preview" }),
  programme: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=programme" }),
  overview: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=overview" }),
  sales: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=sales" }),
  parties: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=parties" }),
  ledger: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=ledger" }),
  payments: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=payments" }),
  answers: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=answers" }),
  promoting: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=promoting" }),
  portal: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=portal" }),
  inbox: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=inbox" }),
  agreements: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=agreements" }),
  palette: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=palette" }),
  problems: import.meta.glob<Messages>("./*.json", { import: "default", query: "?part=problems" }),
};
export type WordsPart = keyof typeof files;

const wanted = new Set<WordsPart>(["common"]);
/** Grown part by part: whoever holds one sees what comes. */
const kept = new Map<string, Messages>();
let spoken = FALLBACK;

const BUILDERS = import.meta.env.MODE === "production" ? [] : [PSEUDO];

export const LANGUAGES: readonly string[] = [
  ...Object.keys(files.common)
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

/** Everything wanted so far, in a language that is spoken from now on. */
export async function loadMessages(tag: string): Promise<Messages> {
  const name = tag === PSEUDO ? FALLBACK : tag;
  const path = `./${name}.json`;
  if (!files.common[path]) throw new Error(`no messages for ${tag}`);
  const messages = kept.get(name) ?? ({} as Messages);
  kept.set(name, messages);
  await Promise.all([...wanted].map(async (part) => Object.assign(messages, await files[part][path]?.())));
  spoken = name;
  return messages;
}

/** Before a page that says them is drawn; at once where they are there. */
export async function wantWords(...parts: readonly WordsPart[]): Promise<void> {
  if (parts.every((part) => wanted.has(part)) && kept.has(spoken)) return;
  for (const part of parts) wanted.add(part);
  await loadMessages(spoken);
}

/** Code that is fetched later, with the words it says: withWords(import("./tab.tsx"), "promoting"). */
export async function withWords<M>(file: Promise<M>, ...parts: readonly WordsPart[]): Promise<M> {
  const [fetched] = await Promise.all([file, wantWords(...parts)]);
  return fetched;
}

/** For a word that came before its part: all of them. */
export const wantAllWords = () => wantWords(...(Object.keys(files) as WordsPart[]));
