// Which code is meant where an address was copied: out of a sentence, out of brackets or quotes, with a slash
// or a space behind it. What no code holds is passed over; a full stop may belong to a code, so that the code
// with it comes first, and the one without it only where nobody has that. Knows no link and asks nobody.
// Example: "carla" → carla; "carla%22)" → carla; "carla.," → carla. and else carla; "carla/more" → none.
import { foldCode, isLinkCode } from "./link.ts";

export interface CopiedCode {
  /** In small letters, as it is looked up. */
  readonly code: string;
  /** The code to look for where nobody has the first. */
  readonly else: string | null;
}

const LONGEST_PATH = 400;
/** As much of it as could be a code, and what stands behind that. */
const CODE_AND_REST = /^([A-Za-z0-9][A-Za-z0-9._-]{1,63})(.*)$/s;
/** Marks, spaces and what is not seen: nothing that somebody would have typed as a part of a code. */
const ONLY_MARKS = /^[\p{P}\p{S}\p{Z}\p{Cf}\s]*$/u;
const MARKS_BEHIND = /(?:(?![-_])[\p{P}\p{S}\p{Z}\p{Cf}\s])+$/u;

/** Of a path as a browser sends it. Null: it cannot be a code. */
export function readCode(path: string): CopiedCode | null {
  const text = isLinkCode(path) ? path : codeBefore(path);
  if (text === null) return null;
  const plain = text.endsWith(".") ? withoutMarks(text) : text;
  return { code: foldCode(text), else: plain !== text && isLinkCode(plain) ? foldCode(plain) : null };
}

/** "DAVI)." → "DAVI". A hyphen or an underscore stays: it is a part of a name more often than not. */
export function withoutMarks(text: string): string {
  return text.length > LONGEST_PATH ? text : text.replace(MARKS_BEHIND, "");
}

function codeBefore(path: string): string | null {
  if (path.length > LONGEST_PATH) return null;
  const [, code, rest] = CODE_AND_REST.exec(decoded(path)) ?? [];
  return code !== undefined && ONLY_MARKS.test(rest as string) ? code : null;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
