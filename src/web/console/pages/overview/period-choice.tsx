// Which period a page speaks of, kept in the address; a row of five on a desk, the phone's own list there.
// It never knows days: period.ts does. Example: /w/ws_…?period=90d.
import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useNarrow } from "../../../parts/filters.tsx";
import { useWords } from "../../../words/words.tsx";
import css from "./overview.module.css";
import { isPeriod, PERIODS, type Period } from "./period.ts";

export function usePeriod(usual: Period): Period {
  const { period } = useSearch({ strict: false }) as { period?: string };
  return isPeriod(period) ? period : usual;
}

export function PeriodChoice({ period, usual }: { period: Period; usual: Period }) {
  const { say } = useWords();
  const narrow = useNarrow();
  const data = PERIODS.map((value) => ({ value, label: say(`period.${value}`) }));
  const choose = (value: string) => narrow({ period: value === usual ? undefined : value });
  return (
    <>
      <SegmentedControl
        className={css.periods ?? ""}
        size="xs"
        aria-label={say("period.name")}
        data={data}
        value={period}
        onChange={choose}
      />
      <NativeSelect
        className={css.periodSelect ?? ""}
        aria-label={say("period.name")}
        data={data}
        value={period}
        onChange={(event) => choose(event.currentTarget.value)}
      />
    </>
  );
}
