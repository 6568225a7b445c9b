// A view as of the end of a day of the past, kept in the address as `at`; today is the present and stands in
// no address. It asks nobody: the page reads the address and asks.
//   const day = useAsOf(); … <AsOfFilter /> … {day ? <AsOfNote day={day} /> : null}
import { Button, TextInput } from "@mantine/core";
import { useWords } from "../words/words.tsx";
import css from "./as-of-filter.module.css";
import { dayText, isDay, todayIn } from "./date-range.ts";
import { useFilters } from "./filters.tsx";
import { useZone } from "./when.tsx";

const NAMES = ["at"] as const;

/** The day looked at; undefined: now. */
export function useAsOf(): string | undefined {
  const { filters } = useFilters(NAMES);
  return isDay(filters.at) ? filters.at : undefined;
}

export function AsOfFilter() {
  const { say } = useWords();
  const { narrow } = useFilters(NAMES);
  const today = todayIn(useZone());
  return (
    <TextInput
      type="date"
      aria-label={say("asOf.label")}
      title={say("asOf.label")}
      leftSection={<span className={css.label}>{say("asOf.short")}</span>}
      leftSectionWidth="3.25rem"
      max={today}
      value={useAsOf() ?? ""}
      onChange={(event) => {
        const next = event.currentTarget.value;
        narrow({ at: next >= today ? undefined : next });
      }}
    />
  );
}

/** What one looks at, and the way back to now. */
export function AsOfNote({ day }: { day: string }) {
  const { say, language } = useWords();
  const { narrow } = useFilters(NAMES);
  return (
    <p className={css.past} role="status">
      <span>{say("asOf.note", { day: dayText(day, language) })}</span>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={css.now ?? ""}
        onClick={() => narrow({ at: undefined })}
      >
        {say("asOf.now")}
      </Button>
    </p>
  );
}
