// Text as banks take it: the Latin letters, digits and marks of the SEPA character set, or plain ASCII for US
// files; accents fall off, letters that have none are spelt out, the rest becomes a dot or a space. Pure.
// Example: sepaText("Müller & Søn™", 70) → "Muller + Son."
const SPELT: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  ł: "l",
  Ł: "L",
  ð: "d",
  Ð: "D",
  þ: "th",
  Þ: "Th",
  ı: "i",
  "&": "+",
  "@": "(at)",
  _: "-",
  "’": "'",
  "–": "-",
  "—": "-",
};

function plain(text: string): string {
  const spelt = [...text].map((letter) => SPELT[letter] ?? letter).join("");
  return spelt.normalize("NFD").replace(/\p{M}/gu, "");
}

/** EPC217-08: what every SEPA bank must take. Never begins or ends with a slash, never holds two. */
export function sepaText(text: string, most: number): string {
  const kept = plain(text)
    .replace(/\s+/g, " ")
    .replace(/[^a-zA-Z0-9/\-?:().,'+ ]/g, ".")
    .replace(/\/{2,}/g, "/")
    .replace(/^\/+|\/+$/g, "");
  return kept.trim().slice(0, most).trim() || "NOTPROVIDED";
}

/** Capital or small ASCII letters, digits, space and harmless marks; padded to a field. */
export function asciiField(text: string, width: number): string {
  const kept = plain(text)
    .replace(/[^ -~]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return kept.slice(0, width).padEnd(width, " ");
}
