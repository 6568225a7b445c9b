// From which day to which: the spans people ask for, or two days of one's own; kept in the address
// (?from=…&to=…). Days are the business's own. It never asks the server: the page reads the address.
//   <DatesFilter /> → Last 30 days;  /sales?from=2026-02-13&to=2026-03-14
import { Button, Popover, TextInput } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "../words/words.tsx";
import {
  type DayRange,
  dayText,
  isDay,
  PRESETS,
  presetOf,
  presetRange,
  rangeText,
  todayIn,
} from "./date-range.ts";
import css from "./filters.module.css";
import { useNarrow } from "./filters.tsx";
import { Icon } from "./icons.tsx";
import { useZone } from "./when.tsx";

interface Props {
  /** Their names in the address. */
  from?: string;
  to?: string;
  /** Said while no day is chosen; "Any time" unless told. */
  any?: string;
}

export function useDayRange({ from = "from", to = "to" }: Props = {}): DayRange {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const day = (text: string | undefined) => (isDay(text) ? text : undefined);
  return { from: day(search[from]), to: day(search[to]) };
}

export function DatesFilter({ from = "from", to = "to", any }: Props) {
  const { say, language } = useWords();
  const narrow = useNarrow();
  const today = todayIn(useZone());
  const range = useDayRange({ from, to });
  const [isOpen, setOpen] = useState(false);
  const preset = presetOf(range, today);
  const anyTime = any ?? say("dates.any");
  const set = (next: DayRange) => narrow({ [from]: next.from, [to]: next.to });
  const text = () => {
    if (preset) return say(`dates.${preset}`);
    if (range.from && range.to) return rangeText(range.from, range.to, language);
    if (range.from) return say("dates.since", { day: dayText(range.from, language) });
    if (range.to) return say("dates.until", { day: dayText(range.to, language) });
    return anyTime;
  };
  const choose = (next: DayRange) => {
    set(next);
    setOpen(false);
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      width={328}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          className={css.dates ?? ""}
          data-any={(!range.from && !range.to) || undefined}
          leftSection={<Icon name="calendar" size={16} />}
          rightSection={<Icon name="down" size={14} />}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="only-read">{say("dates.name")} </span>
          {text()}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say("dates.name")}>
        <Spans range={range} today={today} any={anyTime} onChoose={choose} />
        <OwnDays range={range} onChange={set} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface SpansProps {
  range: DayRange;
  today: string;
  any: string;
  onChoose: (range: DayRange) => void;
}

function Spans({ range, today, any, onChoose }: SpansProps) {
  const { say } = useWords();
  const chosen = presetOf(range, today);
  return (
    <div className={css.presets}>
      {PRESETS.map((preset) => (
        <button
          key={preset}
          type="button"
          className={css.preset}
          aria-pressed={preset === chosen}
          onClick={() => onChoose(presetRange(preset, today))}
        >
          {say(`dates.${preset}`)}
        </button>
      ))}
      <button
        type="button"
        className={css.preset}
        aria-pressed={!range.from && !range.to}
        onClick={() => onChoose({})}
      >
        {any}
      </button>
    </div>
  );
}

function OwnDays({ range, onChange }: { range: DayRange; onChange: (range: DayRange) => void }) {
  const { say } = useWords();
  return (
    <div className={css.own}>
      <TextInput
        type="date"
        size="xs"
        label={say("dates.from")}
        value={range.from ?? ""}
        max={range.to}
        onChange={(event) => onChange({ ...range, from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        size="xs"
        label={say("dates.to")}
        value={range.to ?? ""}
        min={range.from}
        onChange={(event) => onChange({ ...range, to: event.currentTarget.value })}
      />
    </div>
  );
}
