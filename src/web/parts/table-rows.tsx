// The rows of a list, a hundred to a chunk. A chunk that is far from what is on the screen stands as an empty
// room of its own measured height, so that a list of many thousands stays quick and nothing jumps.
// It never leaves out a row that has the focus.
import { Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type MouseEvent, useEffect, useRef, useState } from "react";
import css from "./data-table.module.css";
import { PickBox } from "./pick-box.tsx";
import type { Column } from "./table-column.ts";
import type { Picks } from "./use-picks.ts";

export const CHUNK = 100;
/** How far from the screen rows are drawn. */
const NEAR = "1200px 0px";
/** What comes behind these waits until one is near; its height is guessed so long. */
const DRAWN_AT_ONCE = 2 * CHUNK;
const ROW_HEIGHT = 44;

interface ChunkProps<R> {
  rows: readonly R[];
  columns: readonly Column<R>[];
  keyOf: (row: R) => string;
  linkOf: ((row: R) => string | undefined) | undefined;
  isNew: ((row: R) => boolean) | undefined;
  onOpen: (row: R, event: MouseEvent) => void;
  picks: { of: Picks; nameOf: (row: R) => string } | undefined;
  /** Where the list is long: the place of the first row, the head counted. */
  firstIndex: number | undefined;
}

export function RowChunk<R>(props: ChunkProps<R>) {
  const { rows, columns, firstIndex } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const isLong = firstIndex !== undefined;
  const room = useRoom(body, isLong, isLong && firstIndex > DRAWN_AT_ONCE ? rows.length * ROW_HEIGHT : null);
  if (room !== null) {
    return (
      <tbody ref={body} aria-hidden="true">
        <tr>
          <td colSpan={columns.length + (props.picks ? 1 : 0)} style={{ height: room, padding: 0 }} />
        </tr>
      </tbody>
    );
  }
  return (
    <tbody ref={body} className={css.body}>
      {rows.map((row, index) => (
        <Row
          key={props.keyOf(row)}
          {...props}
          row={row}
          index={firstIndex === undefined ? undefined : firstIndex + index}
        />
      ))}
    </tbody>
  );
}

function Row<R>({
  row,
  index,
  columns,
  linkOf,
  isNew,
  picks,
  keyOf,
  onOpen,
}: ChunkProps<R> & { row: R; index: number | undefined }) {
  const to = linkOf?.(row);
  const key = keyOf(row);
  const why = picks?.of.failed.get(key);
  return (
    <tr
      className={css.row}
      aria-rowindex={index}
      data-opens={to === undefined ? undefined : true}
      data-new={isNew?.(row) || undefined}
      data-key={key}
      data-picked={picks?.of.picked.has(key) || undefined}
      onClick={(event) => onOpen(row, event)}
    >
      {picks ? (
        <td className={css.pick} data-card="pick">
          {picks.of.keys.includes(key) ? (
            <PickBox picks={picks.of} of={{ key, name: picks.nameOf(row) }} />
          ) : null}
        </td>
      ) : null}
      {columns.map((column, place) => (
        <td
          key={column.key}
          data-align={column.align}
          data-card={column.card ?? "line"}
          data-head={column.head}
        >
          {to !== undefined && place === 0 ? (
            <Link to={to} className={css.link} data-row-link="">
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
          {why !== undefined && place === 0 ? <span className={css.why}>{why}</span> : null}
        </td>
      ))}
    </tr>
  );
}

/** The height of a chunk that is far away; null while it is to be drawn. */
function useRoom(
  body: React.RefObject<HTMLElement | null>,
  isLong: boolean,
  guess: number | null,
): number | null {
  const [room, setRoom] = useState(guess);
  const isFar = room !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another element is watched when it was put away
  useEffect(() => {
    const element = body.current;
    if (!isLong || !element) return;
    const watch = new IntersectionObserver(
      ([seen]) => {
        const hasFocus = element.contains(document.activeElement);
        if (seen?.isIntersecting || hasFocus) setRoom(null);
        else setRoom((old) => old ?? element.offsetHeight);
      },
      { rootMargin: NEAR },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [body, isLong, isFar]);
  return isLong ? room : null;
}

const PLACES = ["a", "b", "c", "d", "e", "f", "g", "h"];

interface SkeletonProps<R> {
  columns: readonly Column<R>[];
  hasPicks: boolean;
}

export function SkeletonRows<R>({ columns, hasPicks }: SkeletonProps<R>) {
  return (
    <tbody className={css.body}>
      {PLACES.map((place) => (
        <tr key={place} className={css.row}>
          {hasPicks ? <td className={css.pick} data-card="pick" /> : null}
          {columns.map((column, index) => (
            <td key={column.key} data-align={column.align} data-card={column.card ?? "line"}>
              <Skeleton
                height={12}
                my={5}
                width={index === 0 ? "70%" : "55%"}
                className={css.skeleton ?? ""}
              />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
