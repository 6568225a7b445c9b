// How many rows are picked, what they come to, and what can be done with all of them, floating over the end
// of the list: the rows stay where they are. It is not there while nothing is picked.
//   <PickBar picks={picks} total="109.88 USD"><Button size="xs" onClick={…}>Release</Button></PickBar>
import type { ReactNode } from "react";
import { useWords } from "../words/words.tsx";
import { Icon } from "./icons.tsx";
import css from "./pick-bar.module.css";
import type { Picks } from "./use-picks.ts";

interface Props {
  picks: Picks;
  /** What the picked ones come to, a text a currency. */
  total?: string | undefined;
  children: ReactNode;
}

export function PickBar({ picks, total, children }: Props) {
  const { say } = useWords();
  const count = picks.picked.size;
  return (
    <div className={css.place}>
      <span className="only-read" role="status">
        {count === 0 ? "" : say("table.picked", { count })}
      </span>
      {count === 0 ? null : (
        <section className={css.bar} aria-label={say("table.pickedActs")}>
          <span className={css.count}>
            {say("table.picked", { count })}
            {total ? <span className={css.total}>{total}</span> : null}
          </span>
          <span className={css.acts}>{children}</span>
          <button
            type="button"
            className={css.clear}
            aria-label={say("table.pickNone")}
            title={say("table.pickNone")}
            onClick={picks.clear}
          >
            <Icon name="close" size={16} />
          </button>
        </section>
      )}
    </div>
  );
}
