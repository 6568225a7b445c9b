// Which of the known languages a reader is spoken to in, by what they want, in the order they want it.
// It never looks anywhere: what is wanted and what is known are handed in.
// Example: pickLanguage(["pt-PT", "en"], ["en", "pt-BR"]) → "pt-BR"; ["fr"] → "en"
export const FALLBACK = "en";

export function pickLanguage(wanted: readonly string[], known: readonly string[]): string {
  for (const tag of wanted) {
    const base = tag.split("-")[0];
    const found = known.find((one) => one === tag) ?? known.find((one) => one.split("-")[0] === base);
    if (found) return found;
  }
  return FALLBACK;
}
