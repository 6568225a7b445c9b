// A whole list, page after page: for choices in which nobody may be missing. Never for what is only looked
// at: that comes a page at a time. Stops at fifty pages, and says so by what is missing of it.
//   readWhole((cursor, signal) => readRecruits(…, cursor, signal), signal) → all 340 of them
import type { PageOf } from "./ask.ts";

const MOST_PAGES = 50;

export async function readWhole<T>(
  read: (cursor: string | null, signal: AbortSignal) => Promise<PageOf<T>>,
  signal: AbortSignal,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page: PageOf<T> = await read(cursor, signal);
    all.push(...page.data);
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  return all;
}
