// A period in words: a whole month by its name, anything else by its first and last day.
//   periodName({ from: "2026-03-01", until: "2026-03-31" }, "en") → "March 2026"
// It may stand inside a sentence; words/capital.ts makes it open a line.
export function periodName({ from, until }: { from: string; until: string }, language: string): string {
  const start = new Date(`${from}T00:00:00Z`);
  const end = new Date(`${until}T00:00:00Z`);
  const isMonth = from.endsWith("-01") && from.slice(0, 7) === until.slice(0, 7) && isLastOfMonth(end);
  if (isMonth) {
    const month = new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" });
    return month.format(start);
  }
  const day = new Intl.DateTimeFormat(language, {
    ...{ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" },
  });
  return day.formatRange(start, end);
}

function isLastOfMonth(day: Date): boolean {
  return new Date(day.getTime() + 86_400_000).getUTCDate() === 1;
}

/** The last days of the months that are over, newest first. */
export function monthsBefore(today: string, count: number): string[] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 0)).toISOString().slice(0, 10),
  );
}
