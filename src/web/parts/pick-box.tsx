// The box before a row that can be picked, and the one in the head for all that are shown. With Shift a row
// takes all between it and the last one touched. It never acts: the bar below the list does.
//   <PickBox picks={picks} of={{ key: "a", name: "Carla Dias" }} />
import { useWords } from "../words/words.tsx";
import css from "./pick-bar.module.css";
import type { Picks } from "./use-picks.ts";

interface Props {
  picks: Picks;
  /** Of a row; without it, the box is for all that are shown. */
  of?: { key: string; name: string };
}

export function PickBox({ picks, of }: Props) {
  const { say } = useWords();
  if (of === undefined) return <AllBox picks={picks} />;
  return (
    <label className={css.box}>
      <input
        type="checkbox"
        data-pick=""
        aria-label={say("table.pick", { name: of.name })}
        checked={picks.picked.has(of.key)}
        onChange={(event) => {
          const { shiftKey } = event.nativeEvent as unknown as { shiftKey?: boolean };
          picks.toggle(of.key, shiftKey === true);
        }}
      />
    </label>
  );
}

function AllBox({ picks }: { picks: Picks }) {
  const { say } = useWords();
  const { keys, picked } = picks;
  const isAll = keys.length > 0 && picked.size === keys.length;
  return (
    <label className={css.box}>
      <input
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = picked.size > 0 && !isAll;
        }}
        checked={isAll}
        disabled={keys.length === 0}
        onChange={picks.toggleAll}
      />
      <span className={css.all}>{say("table.pickAll")}</span>
    </label>
  );
}
