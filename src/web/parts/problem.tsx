// What went wrong, as the server said it (RFC 9457): what happened, where in the input, what to do. It never
// shows a stack or a code alone; codes we know are said in the reader's language, others as they came.
//   <Problem error={error} onRetry={refetch} />;  fieldErrors(problem) → { "workspace.name": "must not be
//   empty" }
import { Anchor, Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { MessageKey } from "../words/messages.ts";
import type { Words } from "../words/speak.ts";
import { useWords } from "../words/words.tsx";
import { Icon } from "./icons.tsx";
import css from "./problem.module.css";
import { isProblem } from "./problem-facts.ts";

export function problemText(error: unknown, words: Words): string {
  if (!isProblem(error)) return words.say("problem.unknown");
  const key = `problem.code.${error.code}`;
  if (words.has(key)) return words.say(key as MessageKey);
  return error.detail || words.say("problem.unknown");
}

interface Props {
  error: unknown;
  /** Paths that a form already shows at its fields. */
  shown?: readonly string[];
  onRetry?: (() => void) | undefined;
}

export function Problem({ error, shown = [], onRetry }: Props) {
  const words = useWords();
  const problem = isProblem(error) ? error : null;
  const left = problem?.errors.filter((one) => !shown.includes(one.path)) ?? [];
  return (
    <div className={css.problem} role="alert" tabIndex={-1}>
      <span className={css.icon}>
        <Icon name="warning" />
      </span>
      <div className={css.body}>
        <p className={css.title}>{problemText(error, words)}</p>
        {left.length > 0 ? (
          <ul className={css.errors}>
            {left.map((one) => (
              <li key={`${one.path} ${one.code}`}>
                <code>{one.path}</code> {one.message}
              </li>
            ))}
          </ul>
        ) : null}
        {problem?.requestId ? (
          <p className={css.request}>{words.say("problem.request", { id: problem.requestId })}</p>
        ) : null}
        {onRetry ? (
          <Button variant="default" size="xs" mt="sm" onClick={onRetry}>
            {words.say("action.tryAgain")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** A page that this reader's role does not show: what it holds, and who can give access. */
/** `how` where nobody of the workspace can give it. */
export function NoAccess({ says, how, to }: { says: string; how?: ReactNode; to?: string }) {
  const { say } = useWords();
  return (
    <div className={css.problem} data-quiet="true">
      <span className={css.icon}>
        <Icon name="info" />
      </span>
      <div className={css.body}>
        <p className={css.title}>{says}</p>
        <p>{how ?? say("problem.askOwner")}</p>
        {to ? <Anchor href={to}>{say("action.goBack")}</Anchor> : null}
      </div>
    </div>
  );
}
