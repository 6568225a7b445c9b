// What went wrong, as the server said it (RFC 9457): what happened, where in the input, what to do. What a
// role does not allow is no failure: it says who can give it, and nothing to try again. It never shows a
// stack, a code alone, or the name of a field as programs spell it where a label says it.
//   <Problem error={error} onRetry={refetch} />
import { Anchor, Button } from "@mantine/core";
import type { ReactNode } from "react";
import { namePath, sayLine, sayProblem } from "../problems/say-problem.ts";
import type { Words } from "../words/speak.ts";
import { useWords } from "../words/words.tsx";
import { Icon } from "./icons.tsx";
import css from "./problem.module.css";
import { isProblem, type ProblemFacts } from "./problem-facts.ts";

export function problemText(error: unknown, words: Words): string {
  if (!isProblem(error)) return words.say("problem.unknown");
  // The one that no other words can be fetched for.
  if (error.code === "unreachable") return words.say("problem.unreachable");
  return sayProblem(error, words) ?? (error.detail || words.say("problem.unknown"));
}

interface Props {
  error: unknown;
  /** Paths that a form already shows at its fields. */
  shown?: readonly string[];
  onRetry?: (() => void) | undefined;
}

interface Line {
  name: string | undefined;
  says: string;
}

/** The sentence above and what is left to list: nothing that a field, or the sentence, says already. */
function partsOf(problem: ProblemFacts, shown: readonly string[], words: Words): [string, Line[]] {
  const title = problemText(problem, words);
  const said = problem.errors.map((one) => ({ ...one, says: sayLine(one, words, problem.facts) }));
  const atFields = said.filter(({ path }) => shown.includes(path));
  const left = said.filter(({ path, says }) => !shown.includes(path) && says !== title);
  const lines = new Map(
    left.map(({ path, says }) => [`${path} ${says}`, { name: namePath(path, words), says }]),
  );
  const isSaidBelow = lines.size === 0 && atFields.some(({ says }) => says === title);
  const general = { ...problem, code: "invalid_request" };
  return [isSaidBelow ? problemText(general, words) : title, [...lines.values()]];
}

export function Problem({ error, shown = [], onRetry }: Props) {
  const words = useWords();
  const problem = isProblem(error) ? error : null;
  if (problem?.code === "not_permitted") return <NoAccess says={problemText(error, words)} />;
  const [title, lines] = problem ? partsOf(problem, shown, words) : [problemText(error, words), []];
  return (
    <div className={css.problem} role="alert" tabIndex={-1}>
      <span className={css.icon}>
        <Icon name="warning" />
      </span>
      <div className={css.body}>
        <p className={css.title}>{title}</p>
        {lines.length > 0 ? (
          <ul className={css.errors}>
            {lines.map(({ name, says }) => (
              <li key={`${name} ${says}`}>
                {name === undefined ? null : <strong>{name}: </strong>}
                {says}
              </li>
            ))}
          </ul>
        ) : null}
        {problem?.requestId && problem.status >= 500 ? (
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
    <div className={css.problem} data-quiet="true" role="status">
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
