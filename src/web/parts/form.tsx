// Around the fields of a form: what went wrong above, one primary act below, always in the same place. Enter
// sends; the first wrong field takes the focus; leaving with something unsaved asks first.
// It never knows what it sends: that is useForm's.
//   <Form form={form} act={say("product.save")} leaveTo={productAddress(ws, id)}><TextField form={form} …
//   /></Form>
import { Button } from "@mantine/core";
import { Link, useBlocker } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useWords } from "../words/words.tsx";
import css from "./form.module.css";
import { later } from "./later.tsx";
import { Problem } from "./problem.tsx";
import type { FormState } from "./use-form.ts";

const LeaveDialog = later(() => import("./leave-dialog.tsx"), "LeaveDialog");

interface Props<V extends object> {
  form: FormState<V>;
  /** What the one button does, with its object: "Save Piano in 30 days". */
  act: string;
  /** Where "Cancel" leads; left out, there is none. */
  leaveTo?: string;
  onLeave?: () => void;
  /** Beside the act: what it will do, or a second, quiet act. */
  aside?: ReactNode;
  /** Off until it can be sent at all (never for what is merely wrong: that is said when it is sent). */
  isReady?: boolean;
  /** Quiet where the page has a weightier act, or several forms of equal weight. */
  tone?: "accent" | "danger" | "quiet";
  /** Over a page, where it shall not stop anyone from closing it. */
  isUnguarded?: boolean;
  children: ReactNode;
}

export function Form<V extends object>(props: Props<V>) {
  const { form, act, leaveTo, onLeave, aside, isReady = true, tone = "accent", children } = props;
  const { say } = useWords();
  const frame = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (form.failures === 0) return;
    const wrong = frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    // A group of choices takes no focus itself: its first choice does.
    const field = wrong?.matches("fieldset") ? wrong.querySelector("input") : wrong;
    const problem = frame.current?.querySelector<HTMLElement>("[role=alert]");
    (field ?? problem)?.focus();
    problem?.scrollIntoView({ block: "nearest" });
  }, [form.failures]);
  return (
    <form
      ref={frame}
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) form.submit();
      }}
    >
      {form.error ? <Problem error={form.error} shown={form.shown} /> : null}
      {children}
      <div className={css.foot}>
        <Button
          type="submit"
          loading={form.isWorking}
          disabled={!isReady}
          {...(tone === "danger" ? { color: "brick" } : {})}
          {...(tone === "quiet" ? { variant: "default" } : {})}
        >
          {act}
        </Button>
        {leaveTo ? (
          <Button component={Link} to={leaveTo} variant="subtle" color="gray" className={css.leave ?? ""}>
            {say("action.cancel")}
          </Button>
        ) : null}
        {onLeave ? (
          <Button variant="subtle" color="gray" className={css.leave ?? ""} onClick={onLeave}>
            {say("action.cancel")}
          </Button>
        ) : null}
        {aside ? <div className={css.aside}>{aside}</div> : null}
      </div>
      {props.isUnguarded ? null : <LeaveGuard isChanged={form.isChanged} isDone={form.isDone} />}
    </form>
  );
}

interface PartProps {
  title?: string;
  says?: ReactNode;
  children: ReactNode;
}

/** Fields that belong together, under a line; no title where the form has one part only. */
export function FormPart({ title, says, children }: PartProps) {
  return (
    <fieldset className={css.part}>
      {title ? <legend className={css.partTitle}>{title}</legend> : null}
      {says ? <p className={css.partSays}>{says}</p> : null}
      {children}
    </fieldset>
  );
}

/** Two or three short fields on one line; below one another on a phone. */
export function FormRow({ children }: { children: ReactNode }) {
  return <div className={css.row}>{children}</div>;
}

/** Asks before what was typed is lost: on the way to another page, and when the window is closed. */
export function LeaveGuard({ isChanged, isDone }: { isChanged: boolean; isDone: () => boolean }) {
  const stops = () => isChanged && !isDone();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => stops() && current.pathname !== next.pathname,
    enableBeforeUnload: stops,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return <LeaveDialog onStay={() => blocker.reset()} onLeave={() => blocker.proceed()} />;
}
