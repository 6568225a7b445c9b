// A moment as people write it, in the workspace's time zone, with the zone and the second on hover.
// It never shows a relative time alone. Display only: nothing is decided by what it prints.
//   <When at="2026-03-01T12:00:00Z" /> → 1 Mar 2026, 09:00;  hover: Sunday, 1 March 2026 at 09:00:00 GMT-3
import { createContext, useContext } from "react";
import { useWords } from "../words/words.tsx";

const ZoneContext = createContext<string>("UTC");
export const ZoneProvider = ZoneContext.Provider;
export const useZone = (): string => useContext(ZoneContext);

interface Props {
  at: string;
  show?: "day" | "minute" | "time";
}

const OPTIONS: Record<NonNullable<Props["show"]>, Intl.DateTimeFormatOptions> = {
  day: { day: "numeric", month: "short", year: "numeric" },
  minute: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  time: { hour: "2-digit", minute: "2-digit" },
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: string, timeZone: string, show: NonNullable<Props["show"]> | "full") {
  const key = `${language} ${timeZone} ${show}`;
  let format = formats.get(key);
  if (!format) {
    const options = show === "full" ? ({ dateStyle: "full", timeStyle: "long" } as const) : OPTIONS[show];
    format = new Intl.DateTimeFormat(language, { ...options, timeZone });
    formats.set(key, format);
  }
  return format;
}

/** A day as text, where there is no place for an element. */
export const dayFormat = (language: string, timeZone: string) => formatOf(language, timeZone, "day");

export function When({ at, show = "minute" }: Props) {
  const { language } = useWords();
  const zone = useZone();
  // A bare day has no zone: it is the same day everywhere.
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(at);
  const timeZone = isDay ? "UTC" : zone;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{at}</span>;
  return (
    <time
      dateTime={at}
      title={isDay ? undefined : formatOf(language, timeZone, "full").format(date)}
      style={{ whiteSpace: "nowrap" }}
    >
      {formatOf(language, timeZone, isDay ? "day" : show).format(date)}
    </time>
  );
}
