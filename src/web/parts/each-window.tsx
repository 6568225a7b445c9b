// The window behind confirm-each.tsx, fetched when the first one is opened. While it works it cannot be
// closed by accident: it stops after the one under way, and says what is done.
//   <EachWindow title="Release 3 commissions?" items={picked} each={(one) => release(one)} … />
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useWords } from "../words/words.tsx";
import confirm from "./confirm.module.css";
import { DialogWindow } from "./dialog-window.tsx";
import type { EachProps } from "./each-props.ts";
import css from "./each-window.module.css";
import { problemText } from "./problem.tsx";
import { Progress } from "./progress.tsx";

/** So many names are told; of the others how many. */
const NAMED = 6;
/** What is over sooner needs no line that says how far it is. */
const LONG = 1000;

interface Failure<T> {
  item: T;
  says: string;
}

interface Run<T> {
  total: number;
  done: number;
  failures: readonly Failure<T>[];
  isRunning: boolean;
  isLong: boolean;
}

export function EachWindow<T>(props: EachProps<T>) {
  const { say } = useWords();
  const { isGrave = false } = props;
  // What was picked when it opened: rows that are done leave the list, not this window.
  const [items] = useState(props.items);
  const { run, begin, stop } = useEach(props);
  const failures = run?.failures ?? [];
  const isOver = run !== null && !run.isRunning;
  const isRunning = run?.isRunning ?? false;
  const left = isOver ? failures.map(({ item }) => item) : items;
  // What is done and only being read again is nothing to stop.
  const close = run?.isRunning && run.done < run.total ? stop : props.onClose;
  return (
    <DialogWindow title={props.title} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void begin(left);
        }}
      >
        {run?.isLong || isOver ? null : (
          <>
            <Names {...props} items={items} />
            {props.children}
            <p className={confirm.final}>{props.final}</p>
          </>
        )}
        {run && (run.isLong || isOver) ? (
          <div className={css.run}>
            <Progress
              done={run.done}
              total={run.total}
              failed={failures.length}
              isRunning={isRunning}
              says={say("each.doneOf", { done: run.done, total: run.total })}
            />
          </div>
        ) : null}
        {failures.length > 0 ? <Failures {...props} failures={failures} /> : null}
        <div className={confirm.foot}>
          {run?.isLong && isRunning ? null : (
            <Button
              type="submit"
              loading={isRunning}
              {...(isGrave ? { color: "brick" } : {})}
              disabled={props.isReady === false}
              fullWidth
            >
              {isOver ? say("each.again", { count: left.length }) : props.act}
            </Button>
          )}
          <Button variant="subtle" color="gray" className={confirm.leave ?? ""} onClick={close} fullWidth>
            {say(isRunning ? "each.stop" : isOver ? "action.close" : "action.cancel")}
          </Button>
        </div>
      </form>
    </DialogWindow>
  );
}

function useEach<T>({ each, keyOf, onSettled, onClose }: EachProps<T>) {
  const words = useWords();
  const [run, setRun] = useState<Run<T> | null>(null);
  const isStopped = useRef(false);
  const begin = async (items: readonly T[]) => {
    isStopped.current = false;
    const failures: Failure<T>[] = [];
    let done = 0;
    const began = Date.now();
    const show = (isRunning: boolean) =>
      setRun({
        total: items.length,
        done,
        failures: [...failures],
        isRunning,
        isLong: Date.now() - began > LONG,
      });
    show(true);
    for (const item of items) {
      if (isStopped.current) break;
      try {
        await each(item);
      } catch (error) {
        failures.push({ item, says: problemText(error, words) });
      }
      done += 1;
      show(true);
    }
    const tried = items.slice(0, done).map(keyOf);
    await onSettled(tried, new Map(failures.map(({ item, says }) => [keyOf(item), says])));
    if (failures.length === 0) onClose();
    else show(false);
  };
  const stop = () => {
    isStopped.current = true;
  };
  return { run, begin, stop };
}

function Names<T>({ items, keyOf, nameOf }: EachProps<T>) {
  const { say } = useWords();
  const more = items.length - NAMED;
  return (
    <ul className={css.names}>
      {items.slice(0, NAMED).map((item) => (
        <li key={keyOf(item)}>{nameOf(item)}</li>
      ))}
      {more > 0 ? <li className={css.more}>{say("each.more", { count: more })}</li> : null}
    </ul>
  );
}

function Failures<T>({ failures, keyOf, nameOf }: EachProps<T> & { failures: readonly Failure<T>[] }) {
  const { say } = useWords();
  return (
    <div role="alert">
      <p className={css.failedHead}>{say("each.failed", { count: failures.length })}</p>
      <ul className={css.failures}>
        {failures.map(({ item, says }) => (
          <li key={keyOf(item)}>
            <strong>{nameOf(item)}</strong>
            <span>{says}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
