// How a list stands in the room it has: whole; crowded, its words broken where they have to be; or as cards,
// on a phone, on paper, and wherever not even that is enough. It is tried out on the list itself, because
// only the browser knows how wide its words are. What comes meanwhile never takes it back to columns: only
// another width does, other columns, other letters.
//   useTableShape(table, "at product paid");   // sets data-shape on what the table stands in
import { type RefObject, useLayoutEffect } from "react";

/** As in the style of every page. */
const PHONE = "(max-width: 48em)";

/** `shown` names the columns. */
export function useTableShape(table: RefObject<HTMLTableElement | null>, shown: string): void {
  useLayoutEffect(() => {
    if (isTooWide(table.current)) shape(table.current);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns are tried out anew
  useLayoutEffect(() => {
    const room = table.current?.parentElement;
    if (!table.current || !room) return;
    const again = () => shape(table.current);
    again();
    let width = room.clientWidth;
    const observer = new ResizeObserver(() => {
      // What a cell fetched may be wider than what stood in for it.
      if (room.clientWidth === width && !isTooWide(table.current)) return;
      width = room.clientWidth;
      again();
    });
    observer.observe(room);
    observer.observe(table.current);
    const onPaper = () => {
      room.dataset.shape = "cards";
    };
    // Words are as wide as their letters, and these may come after the list.
    document.fonts.addEventListener("loadingdone", again);
    window.addEventListener("beforeprint", onPaper);
    window.addEventListener("afterprint", again);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener("loadingdone", again);
      window.removeEventListener("beforeprint", onPaper);
      window.removeEventListener("afterprint", again);
    };
  }, [table, shown]);
}

function shape(table: HTMLTableElement | null): void {
  const room = table?.parentElement;
  if (!table || !room) return;
  if (window.matchMedia(PHONE).matches) {
    room.dataset.shape = "cards";
    return;
  }
  // A long list holds its columns at the widths they had.
  table.style.tableLayout = "auto";
  delete room.dataset.shape;
  if (isTooWide(table)) room.dataset.shape = "crowded";
  if (isTooWide(table)) room.dataset.shape = "cards";
  table.style.tableLayout = "";
}

const isTooWide = (table: HTMLTableElement | null) =>
  table?.parentElement != null && table.offsetWidth > table.parentElement.clientWidth;
