// What happened in the workspace reaches the screen: figures are read again in their place, at most every
// second and a half; lists are left as they are, because one is reading them, and say that there is more
// (new-rows.tsx). What is not on the screen is only marked old. Switching workspace ends it.
import { type Query, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { unreadQuery } from "../../data/inbox.ts";
import { readSessionAfresh } from "../../data/session.ts";
import { watchNews } from "../data/live.ts";

const TOGETHER_MS = 1_500;
const BELL_MS = 3_000;

/**
 * How often sales were told of since the page was opened: whoever shows a list of them looks when it moves.
 */
let ticks = 0;
const watchers = new Set<() => void>();

export function useSalesTick(): number {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => ticks,
  );
}

/**
 * A list that grows page by page. A query may say by meta.live that it is read again all the same, or never.
 */
const isList = (query: Query): boolean =>
  typeof query.state.data === "object" && query.state.data !== null && "pages" in query.state.data;

export function staysAsItIs(query: Query): boolean {
  const { live } = query.meta ?? {};
  return live === undefined ? isList(query) : live === false;
}

export function useLive(ws: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (ws === "") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let bell: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      const isOurs = (query: Query) => query.queryKey[0] === ws && !staysAsItIs(query);
      void queries.invalidateQueries({ predicate: isOurs });
    };
    // Notices of it are written right behind the event.
    const ring = () => {
      bell = undefined;
      void queries.invalidateQueries({ queryKey: unreadQuery.queryKey });
    };
    const stop = watchNews(ws, {
      onNews: ({ sales }) => {
        timer ??= setTimeout(refresh, TOGETHER_MS);
        bell ??= setTimeout(ring, BELL_MS);
        if (sales === 0) return;
        ticks += 1;
        for (const watcher of watchers) watcher();
      },
      // Whatever is asked next is refused, and says so; a session that ended leads to the door.
      onEnd: async () => {
        await readSessionAfresh().catch(() => undefined);
        await queries.invalidateQueries();
      },
    });
    return () => {
      clearTimeout(timer);
      clearTimeout(bell);
      stop();
    };
  }, [ws, queries]);
}
