// How a list stands in the room it has: whole; crowded, its words broken where they have to be; or as cards,
// on a phone, on paper, and wherever not even that is enough. It is tried out on the list itself, because
// only the browser knows how wide its words are. What comes meanwhile never takes it back to columns: only
// another width does, other columns, other letters.
//   useTableShape(table, "at product paid");   // sets data-shape on what the table stands in
import { type RefObject, useCallback, useLayoutEffect, useState } from "react";

/** As in the style of every page. */
const PHONE = "(max-width: 48em)";

/**
 * `shown` names the columns. The answer is another one whenever the list was tried out in another room: what
 * was measured before does not fit it any more.
 */
export function useTableShape(table: RefObject<HTMLTableElement | null>, shown: string): string {
  const [fits, setFits] = useState("");
  const again = useCallback(() => setFits(shape(table.current)), [table]);
  useLayoutEffect(() => {
    if (isTooWide(table.current)) again();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns are tried out anew
  useLayoutEffect(() => {
    const room = table.current?.parentElement;
    if (!table.current || !room) return;
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
  }, [table, shown, again]);
  return fits;
}

/** Says the shape that was found, and the room it was found in. */
function shape(table: HTMLTableElement | null): string {
  const room = table?.parentElement;
  if (!table || !room) return "";
  delete room.dataset.shape;
  if (window.matchMedia(PHONE).matches) room.dataset.shape = "cards";
  else {
    const holdAgain = letGo(table);
    if (isTooWide(table)) room.dataset.shape = "crowded";
    if (isTooWide(table)) room.dataset.shape = "cards";
    holdAgain();
  }
  return `${room.dataset.shape ?? "columns"} ${room.clientWidth}`;
}

/** A long list holds its columns at the widths they had, which say nothing of what there is room for. */
function letGo(table: HTMLTableElement): () => void {
  const heads = [...table.querySelectorAll<HTMLElement>("thead th")].map((head) => ({
    head,
    width: head.style.width,
  }));
  for (const { head } of heads) head.style.width = "";
  table.style.tableLayout = "auto";
  return () => {
    for (const { head, width } of heads) head.style.width = width;
    table.style.tableLayout = "";
  };
}

const isTooWide = (table: HTMLTableElement | null) =>
  table?.parentElement != null && table.offsetWidth > table.parentElement.clientWidth;
