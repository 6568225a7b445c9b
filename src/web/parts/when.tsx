// A moment as people write it, in the workspace's time zone, with the zone and the second on hover.
// It never shows a relative time alone. Display only: nothing is decided by what it prints.
//   <When at="2026-03-01T12:00:00Z" /> → 1 Mar 2026, 09:00;  hover: Sunday, 1 March 2026 at 09:00:00 GMT-3
import { createContext, useContext } from "react";
import { useWords } from "../words/words.tsx";

const ZoneContext = createContext<string>("UTC");
export const ZoneProvider = ZoneContext.Provider;
/** The business's own zone: what counts as a day there. */
export const useZone = (): string => useContext(ZoneContext);

export type DateStyle = "words" | "numbers" | "iso";

/** How this reader wants to be shown moments; null is as the business and the language do. */
export interface ReaderDates {
  timeZone: string | null;
  dateStyle: DateStyle | null;
}

const ReaderContext = createContext<ReaderDates>({ timeZone: null, dateStyle: null });
export const ReaderDatesProvider = ReaderContext.Provider;

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

const IN_NUMBERS = { day: "2-digit", month: "2-digit", year: "numeric" } as const;

type Shown = NonNullable<Props["show"]> | "full";

function formatOf(language: string, timeZone: string, show: Shown, style: DateStyle | null = null) {
  const key = `${language} ${timeZone} ${show} ${style}`;
  let format = formats.get(key);
  if (!format) {
    const inNumbers = style === "numbers" || style === "iso";
    const options =
      show === "full"
        ? ({ dateStyle: "full", timeStyle: "long" } as const)
        : { ...OPTIONS[show], ...(inNumbers && show !== "time" ? IN_NUMBERS : {}) };
    // Sweden writes days as ISO 8601 does.
    const spoken = style === "iso" && show !== "full" ? "sv-SE" : language;
    format = new Intl.DateTimeFormat(spoken, { ...options, timeZone });
    formats.set(key, format);
  }
  return format;
}

/** A day as text, where there is no place for an element. */
export const dayFormat = (language: string, timeZone: string) => formatOf(language, timeZone, "day");

export function When({ at, show = "minute" }: Props) {
  const { language } = useWords();
  const zone = useZone();
  const reader = useContext(ReaderContext);
  // A bare day has no zone: it is the same day everywhere.
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(at);
  const timeZone = isDay ? "UTC" : (reader.timeZone ?? zone);
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{at}</span>;
  return (
    <time dateTime={at} title={isDay ? undefined : formatOf(language, timeZone, "full").format(date)}>
      {formatOf(language, timeZone, isDay ? "day" : show, reader.dateStyle).format(date)}
    </time>
  );
}
