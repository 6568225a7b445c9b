// What is wrong in a row that the server tells of without having refused anything: a row of an import, a
// message that waits, a file looked at beforehand. By its code, else as the server said it. A page that shows
// such rows asks for the part "problems" with its own words, since no problem has fetched them.
// Example: { code: "not_a_date", message: "is not a date written as iso" } → "This is not a date in the form
// …"
import type { Words } from "../words/speak.ts";
import { sayLine } from "./say-problem.ts";

interface RowProblem {
  code: string;
  message: string;
}

export const sayRow = (one: RowProblem, words: Words): string => sayLine(one, words);
