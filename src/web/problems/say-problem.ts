// A no of the server in the reader's language, by its code: the whole answer, one field of it, one row of a
// file. The server's own words (English, for readers of the API) stand in only where ours are not there. The
// words are a part of their own, fetched with the first problem: no page carries them beforehand.
// Example: { code: "below_minimum", facts: { minimum: 1000, currency: "USD" } } → "… the least that is paid
// out
//   (10.00 USD)."

import { isProblem, type ProblemFacts, type ProblemLine } from "../parts/problem-facts.ts";
import { type WordsPart, wantWords } from "../words/languages.ts";
import type { MessageKey } from "../words/messages.ts";
import type { Words } from "../words/speak.ts";
import { factsAsText } from "./show-facts.ts";

const PART: WordsPart = "problems";

/** Never fails: without the words the server's own are shown. */
export const fetchProblemWords = () => wantWords(PART).catch(() => undefined);

type Facts = Readonly<Record<string, unknown>>;

function sayFirst(keys: readonly string[], facts: Facts, words: Words): string | undefined {
  const key = keys.find((one) => words.has(one));
  return key === undefined ? undefined : words.say(key as MessageKey, factsAsText(facts, words.language));
}

/** What happened and what to do, as a sentence. */
export function sayProblem(problem: ProblemFacts, words: Words): string | undefined {
  const { code, facts = {} } = problem;
  const says = sayFirst([`problem.code.${code}`, `problem.field.${code}`], facts, words);
  // One of several invitations that are sent together or not at all.
  const isOfSeveral = typeof facts.row === "number" && typeof facts.email === "string";
  return says && isOfSeveral ? words.say("problem.ofSeveral", { email: String(facts.email), says }) : says;
}

/** What is wrong at one field or in one row; `beside` is what the whole answer tells. */
export function sayLine(
  { code, message, facts }: Pick<ProblemLine, "code" | "message" | "facts">,
  words: Words,
  beside: Facts = {},
): string {
  const keys = [`problem.rule.${String(facts?.rule)}`, `problem.field.${code}`, `problem.code.${code}`];
  return sayFirst(keys, { ...beside, ...facts }, words) ?? message;
}

/** The path of each error with what is wrong there, for the fields of a form. */
export function fieldErrors(error: unknown, words: Words): Record<string, string> {
  if (!isProblem(error)) return {};
  const told = error.errors.map((one) => [one.path, sayLine(one, words, error.facts)] as const);
  // The first of a path says it.
  return Object.fromEntries(told.toReversed());
}

/** What the last step of a path is called: "offers[0].price" → "Price". */
export function namePath(path: string, words: Words): string | undefined {
  const last = /([a-zA-Z]+)[^a-zA-Z]*$/.exec(path)?.[1];
  const key = `problem.at.${last}`;
  return last !== undefined && words.has(key) ? words.say(key as MessageKey) : undefined;
}
