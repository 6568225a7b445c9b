// What a shape that does not fit is called, in plain words, for one line of a problem's `errors`. zod's own
// messages speak of types; a person who filled in a field wants to know what to write there.
// Example: { code: "invalid_type", expected: "string" } of nothing at all → { code: "missing", message: "is
// missing" }.
import type { z } from "zod";
import type { ProblemError } from "../wire/problem.ts";
import { spell } from "../wire/strict-json.ts";
import { ruleOf } from "./shape-rules.ts";

const TYPES: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  record: "an object",
  array: "a list",
  null: "null",
  undefined: "left out",
};

/** One line for each unknown key; of a union, the branch that came nearest. */
export function errorsOf(issue: z.core.$ZodIssue, before: readonly PropertyKey[] = []): ProblemError[] {
  const path = [...before, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const message = "is not a key that is known here";
    return issue.keys.map((key) => ({ path: spell([...path, key]), code: "unknown_key", message }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, one) => (one.length < best.length ? one : best));
    return nearest.flatMap((inner) => errorsOf(inner, path));
  }
  if (issue.code === "invalid_key" && issue.issues[0]) {
    const { message } = describe(issue.issues[0]);
    return [{ path: spell(path), code: "invalid_key", message: `is a key that ${message}` }];
  }
  return [{ path: spell(path), ...describe(issue) }];
}

function describe(issue: z.core.$ZodIssue): Omit<ProblemError, "path"> {
  const { code } = issue;
  const isOurs = !/^(Invalid|Too (small|big)|Unrecognized)/.test(issue.message);
  if (isOurs) {
    const rule = ruleOf(issue.message);
    const facts = rule === undefined ? {} : { facts: { rule } };
    return { code: code === "custom" ? "invalid_value" : code, message: issue.message, ...facts };
  }
  switch (issue.code) {
    case "invalid_type":
      if (issue.message.endsWith("received undefined")) return { code: "missing", message: "is missing" };
      return { code, message: `must be ${TYPES[issue.expected] ?? issue.expected}` };
    case "invalid_value":
      return {
        code,
        message: `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.join(", ")}`,
      };
    case "too_small":
      return { code, ...size(issue.origin, issue.minimum, "least") };
    case "too_big":
      return { code, ...size(issue.origin, issue.maximum, "most") };
    case "invalid_union":
      return { code: "invalid_value", message: "is none of the kinds that are known here" };
    case "invalid_format":
      return { code, message: "has not the form that is asked for" };
    default:
      return { code, message: issue.message };
  }
}

function size(
  origin: string,
  bound: number | bigint,
  side: "least" | "most",
): Pick<ProblemError, "message" | "facts"> {
  const said = (unit: string, message: string) => ({ message, facts: { bound: Number(bound), unit } });
  if (origin === "string") {
    const characters = bound === 1 ? "character" : "characters";
    return said("characters", `must have at ${side} ${bound} ${characters}`);
  }
  if (["array", "set", "object", "record"].includes(origin)) {
    return said("entries", `must have at ${side} ${bound} entries`);
  }
  return said("number", `must be at ${side} ${bound}`);
}
