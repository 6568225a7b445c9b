// Listens to what happens in the workspace while the page is looked at, and tells in small words: how many
// sales, what kinds of things. It sleeps while the page is hidden and goes on where it was; after a break it
// waits longer each time, up to a minute. It never carries the things themselves: whoever needs them asks
// again.
//   const stop = watchNews("ws_1", { onNews: ({ sales }) => …, onEnd: () => … })
import type { News } from "../../../wire/live.ts";

export type { News };

interface Listener {
  onNews: (news: News) => void;
  /** The session or the role that read here is gone. */
  onEnd: () => void;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** The page was read before its stream stood: what came in between is told too. */
const RECENT_S = 20;

export function watchNews(ws: string, { onNews, onEnd }: Listener): () => void {
  let source: EventSource | null = null;
  let last: number | null = null;
  let wait = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  const open = () => {
    clearTimeout(timer);
    if (isOver || source !== null || document.visibilityState === "hidden") return;
    const from = last === null ? `recent=${RECENT_S}` : `after=${last}`;
    source = new EventSource(`/v1/workspaces/${ws}/events/live?${from}`);
    source.addEventListener("news", (event) => {
      const news = JSON.parse(event.data) as News;
      wait = FIRST_WAIT_MS;
      last = news.seq;
      if (news.sales > 0 || Object.keys(news.types).length > 0) onNews(news);
    });
    source.addEventListener("end", () => {
      stop();
      onEnd();
    });
    // The browser would try at once and for ever: we try ourselves, later each time.
    source.addEventListener("error", () => {
      close();
      timer = setTimeout(open, wait * (0.75 + Math.random() / 2));
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    });
  };
  const close = () => {
    source?.close();
    source = null;
  };
  const onSight = () => (document.visibilityState === "hidden" ? close() : open());
  const stop = () => {
    isOver = true;
    clearTimeout(timer);
    close();
    document.removeEventListener("visibilitychange", onSight);
  };
  document.addEventListener("visibilitychange", onSight);
  open();
  return stop;
}
