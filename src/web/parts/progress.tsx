// Long work in rows: how many are done of how many, how many failed, and that it can be left.
// It never invents a percentage: without a total it shows the count alone.
//   <Progress done={3120} total={9994} failed={2} /> → 3,120 of 9,994 rows · 2 failed
import { useWords } from "../words/words.tsx";
import css from "./progress.module.css";

interface Props {
  done: number;
  total: number | null;
  failed?: number;
  isRunning?: boolean;
  /** Instead of "3,120 of 9,994 rows". */
  says?: string;
}

export function Progress({ done, total, failed = 0, isRunning = true, says }: Props) {
  const { say } = useWords();
  const rows =
    total === null
      ? say("progress.rows", { done })
      : say("progress.rowsOf", { done, total: Math.max(total, done) });
  const text = says ?? rows;
  return (
    <div className={css.progress}>
      <div
        className={css.track}
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        {...(total === null ? {} : { "aria-valuemax": total, "aria-valuenow": done })}
        aria-valuetext={text}
      >
        <span
          className={css.done}
          data-running={isRunning || undefined}
          style={{ flexGrow: done - failed }}
        />
        <span className={css.failed} style={{ flexGrow: failed }} />
        <span style={{ flexGrow: Math.max(0, (total ?? done) - done) }} />
      </div>
      <div className={css.text}>
        <span>{text}</span>
        {failed > 0 ? <span className={css.failedText}>{say("progress.failed", { failed })}</span> : null}
      </div>
    </div>
  );
}
