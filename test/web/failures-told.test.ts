// No button fails without a word: what a press sends either draws its own error, or leaves the telling to the
// toast (tellFailure). Read from the pages' own source: each useMutation has a name, and its error is looked
// at.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const WEB = join(import.meta.dirname, "../../src/web");

/** The acts of a file whose failure nobody would see. */
function silentActs(source: string): string[] {
  const acts = [...source.matchAll(/const (\w+|\{[^}]*\}) = useMutation(?:<[^(]*>)?\(/g)];
  return acts.flatMap(({ 0: head, 1: name = "", index }) => {
    const options = source.slice(index, endOf(source, index + head.length));
    const isLooked = new RegExp(`\\b${name}\\.(error|isError)\\b`).test(source);
    const isHanded = new RegExp(`[=:(,] ?\\{?${name}\\}?[,;)\\s}>]`).test(source.replace(head, ""));
    const isTold = /\bonError\b|tellFailure/.test(options);
    return isLooked || isHanded || isTold || name.includes("error") ? [] : [name];
  });
}

/** Where the bracket that was opened before `from` is closed. */
function endOf(source: string, from: number): number {
  let depth = 1;
  let at = from;
  while (depth > 0 && at < source.length) {
    if ("({[".includes(source[at] as string)) depth += 1;
    if (")}]".includes(source[at] as string)) depth -= 1;
    at += 1;
  }
  return at;
}

test("every act's failure is drawn or told", () => {
  const silent = readdirSync(WEB, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => silentActs(readFileSync(join(WEB, file), "utf8")).map((act) => `${file}: ${act}`));
  expect(silent).toEqual([]);
});

test("one that is neither is found", () => {
  const press = "<Button onClick={() => stop.mutate()} />";
  expect(silentActs(`const stop = useMutation({ mutationFn: () => end(ws) });\n${press}`)).toEqual(["stop"]);
  expect(
    silentActs(`const stop = useMutation({ ...tellFailure, mutationFn: () => end(ws) });\n${press}`),
  ).toEqual([]);
  expect(silentActs(`const stop = useMutation({ mutationFn: () => end(ws) });\nstop.error;`)).toEqual([]);
});
