// The same day in each form that dates can be shown in, so that one chooses what one sees.
// Example: dateSample("iso", "en") → "2026-03-01"; dateSample("numbers", "pt-BR") → "01/03/2026".
const DAY = new Date(Date.UTC(2026, 2, 1));

export function dateSample(style: "words" | "numbers" | "iso", language: string): string {
  if (style === "iso") return DAY.toISOString().slice(0, 10);
  const dateStyle = style === "words" ? "medium" : "short";
  return new Intl.DateTimeFormat(language, { dateStyle, timeZone: "UTC" }).format(DAY);
}
