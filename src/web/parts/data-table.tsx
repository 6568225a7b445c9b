// A list of rows: figures to the right, arrows to walk, Enter to open, more on demand, columns to choose, the
// whole of it as a file; cards where there is no room for columns. It never loads by itself and keeps no
// filter: rows, "more" and the address belong to the page. Long lists draw only what is near.
//   <DataTable says="Sales" name="sales" rows={sales} columns={[{ key: "at", head: "When", cell: (sale) => …
//   }]} linkOf={…} exportAs={{ name: "sales", pageOf: (cursor, signal) => … }} />
import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useWords } from "../words/words.tsx";
import css from "./data-table.module.css";
import { ExportRows, type RowsPage } from "./export-rows.tsx";
import { FileLink } from "./file-link.tsx";
import { later } from "./later.tsx";
import { PickBox } from "./pick-box.tsx";
import type { Column } from "./table-column.ts";
import { ColumnMenu, useColumnChoice } from "./table-columns.tsx";
import { CHUNK, RowChunk, SkeletonRows } from "./table-rows.tsx";
import type { Picks } from "./use-picks.ts";
import { useTableShape } from "./use-table-shape.ts";
import type { CsvCell } from "./write-csv.ts";

/** Only lists that sort bring it. */
const SortChoice = later(() => import("./sort-choice.tsx"), "SortChoice") as <R>(props: {
  columns: readonly Column<R>[];
}) => ReactNode;

interface Props<R> {
  says: string;
  /** The list's name: with it, columns can be chosen, and the choice is kept. */
  name?: string;
  rows: readonly R[];
  columns: readonly Column<R>[];
  keyOf: (row: R) => string;
  /** Undefined: this row leads nowhere. */
  linkOf?: (row: R) => string | undefined;
  /** Marked for a moment: it came while one was looking. */
  isNew?: (row: R) => boolean;
  isLoading?: boolean;
  hasMore?: boolean;
  isLoadingMore?: boolean;
  onMore?: () => void;
  /** The file of the whole list as it is filtered; columns where it says other things than the screen. */
  exportAs?: {
    name: string;
    pageOf: (cursor: string | null, signal: AbortSignal) => Promise<RowsPage<R>>;
    columns?: readonly { head: string; cell: (row: R) => CsvCell }[];
  };
  /** Where the server has the file of the whole list: instead of exportAs. */
  fileAt?: string;
  /** Left of columns and export: how many there are, a pill of new ones. */
  bar?: ReactNode;
  /** Said when everything is shown: "Showing all 214." */
  foot?: ReactNode;
  /** Rows can be picked: with what is picked, and what a row is called. Space on a row picks it. */
  picks?: { of: Picks; nameOf: (row: R) => string } | undefined;
}

export function DataTable<R>(props: Props<R>) {
  const { says, name, rows, keyOf, linkOf, isNew, picks, isLoading = false } = props;
  const { say } = useWords();
  const table = useRef<HTMLTableElement>(null);
  const navigate = useNavigate();
  const choice = useColumnChoice(name, props.columns);
  const columns = choice.shown;
  const isLong = rows.length > 2 * CHUNK;
  const shown = columns.map((column) => column.key).join(" ");
  const fits = useTableShape(table, shown);
  const widths = useFrozenWidths(table, isLong, `${shown} ${fits}`);

  const open = (row: R, event: MouseEvent) => {
    const pressed = event.target as HTMLElement;
    // A window that a row opened stands elsewhere, and yet its presses come by here.
    if (!linkOf || !event.currentTarget.contains(pressed)) return;
    if (pressed.closest("a, button, input, label, select, textarea")) return;
    if (window.getSelection()?.toString()) return;
    const to = linkOf(row);
    if (to === undefined) return;
    if (event.metaKey || event.ctrlKey) window.open(to, "_blank", "noopener");
    else void navigate({ to });
  };

  return (
    <div className={css.wrap}>
      <Bar {...props} choice={choice} />
      {columns.some((column) => column.sort) ? <SortChoice columns={columns} /> : null}
      {picks && rows.length > 0 ? <PickAll picks={picks.of} /> : null}
      <table
        ref={table}
        className={css.table}
        data-frozen={widths ? true : undefined}
        {...(isLong ? { "aria-rowcount": props.hasMore ? -1 : rows.length + 1 } : {})}
        data-picks={picks ? true : undefined}
        onKeyDown={(event) => {
          if (picks && pickByKey(event, picks.of)) return;
          walk(event, table.current);
        }}
      >
        <caption className="only-read">{says}</caption>
        <Heads {...{ columns, widths }} picks={picks?.of} />
        {isLoading ? (
          <SkeletonRows columns={columns} hasPicks={picks !== undefined} />
        ) : (
          chunksOf(rows).map((chunk, index) => (
            <RowChunk
              key={keyOf(chunk[0] as R)}
              {...{ columns, keyOf, linkOf, isNew, picks }}
              rows={chunk}
              onOpen={open}
              firstIndex={isLong ? index * CHUNK + 2 : undefined}
            />
          ))
        )}
      </table>
      <div className={css.foot} aria-live="polite">
        {props.hasMore ? (
          <Button variant="default" loading={props.isLoadingMore ?? false} onClick={props.onMore}>
            {say("action.showMore")}
          </Button>
        ) : null}
        {!isLoading && props.foot ? <span className={css.footText}>{props.foot}</span> : null}
      </div>
    </div>
  );
}

/** Above the cards of a phone, where no head is. */
function PickAll({ picks }: { picks: Picks }) {
  return (
    <div className={css.pickAll}>
      <PickBox picks={picks} />
    </div>
  );
}

interface HeadsProps<R> {
  columns: readonly Column<R>[];
  widths: readonly string[] | null;
  picks: Picks | undefined;
}

function Heads<R>({ columns, widths, picks }: HeadsProps<R>) {
  const { say } = useWords();
  return (
    <thead className={css.head}>
      <tr>
        {picks ? (
          <th scope="col" className={css.pick} data-pick="">
            <PickBox picks={picks} />
            <span className={css.unsorted}>{say("table.pickAll")}</span>
          </th>
        ) : null}
        {columns.map((column, index) => (
          <th
            key={column.key}
            scope="col"
            data-align={column.align}
            style={{ width: widths?.[index] ?? column.width }}
            aria-sort={column.sort?.is}
          >
            <Head column={column} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Head<R>({ column: { head, sort } }: { column: Column<R> }) {
  if (sort === undefined) return head;
  return (
    <>
      <button type="button" className={css.sort} onClick={sort.onSort}>
        {head}
        <span className={css.way} data-way={sort.is} aria-hidden="true" />
      </button>
      <span className={css.unsorted}>{head}</span>
    </>
  );
}

interface BarProps<R> extends Props<R> {
  choice: ReturnType<typeof useColumnChoice<Column<R>>>;
}

function Bar<R>({ bar, exportAs, fileAt, columns, choice }: BarProps<R>) {
  const isOnlyChoice = !bar && !exportAs && !fileAt;
  if (isOnlyChoice && choice.choosable.length === 0) return null;
  const told =
    exportAs?.columns ?? columns.flatMap(({ head, csv }) => (csv === undefined ? [] : [{ head, cell: csv }]));
  return (
    <div className={css.bar} data-only-choice={isOnlyChoice || undefined}>
      <div className={css.barText}>{bar}</div>
      <ColumnMenu choice={choice} />
      {fileAt ? <FileLink to={fileAt} /> : null}
      {exportAs && told.length > 0 ? (
        <ExportRows<R>
          name={exportAs.name}
          heads={told.map((one) => one.head)}
          cellsOf={(row) => told.map((one) => one.cell(row))}
          pageOf={exportAs.pageOf}
        />
      ) : null}
    </div>
  );
}

function chunksOf<R>(rows: readonly R[]): R[][] {
  const chunks: R[][] = [];
  for (let at = 0; at < rows.length; at += CHUNK) chunks.push(rows.slice(at, at + CHUNK));
  return chunks;
}

/** Where only some rows are drawn, columns keep the width that the first ones gave them. */
function useFrozenWidths(
  table: React.RefObject<HTMLTableElement | null>,
  isLong: boolean,
  of: string,
): string[] | null {
  const [widths, setWidths] = useState<{ of: string; each: string[] } | null>(null);
  useLayoutEffect(() => {
    if (!isLong) setWidths(null);
    const whole = table.current?.offsetWidth ?? 0;
    const areCards = table.current?.parentElement?.dataset.shape === "cards";
    if (!isLong || whole === 0 || areCards) return;
    const heads = [...(table.current?.querySelectorAll<HTMLElement>("thead th:not([data-pick])") ?? [])];
    // Not in whole pixels: a state that lacks a third of one is no more than three dots.
    setWidths({ of, each: heads.map((head) => `${head.getBoundingClientRect().width}px`) });
  }, [table, isLong, of]);
  return widths?.of === of ? widths.each : null;
}

/** Space on a row's link picks the row, with Shift all from the last one to it. */
function pickByKey(event: KeyboardEvent, picks: Picks): boolean {
  const link = event.target as HTMLElement;
  const key = link.closest("tr")?.dataset.key;
  if (event.key !== " " || key === undefined || !link.matches("[data-row-link]")) return false;
  event.preventDefault();
  picks.toggle(key, event.shiftKey);
  return true;
}

/** Up, down, home and end move between the rows' links, or between their boxes where rows lead nowhere. */
function walk(event: KeyboardEvent, table: HTMLElement | null): void {
  const found = (what: string) => [...(table?.querySelectorAll<HTMLElement>(`tbody ${what}`) ?? [])];
  const ways = found("[data-row-link]");
  const links = ways.length > 0 ? ways : found("input[data-pick]");
  const here = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
  const steps: Record<string, number> = {
    ArrowDown: here + 1,
    ArrowUp: here - 1,
    Home: 0,
    End: links.length - 1,
  };
  const next = steps[event.key];
  if (next === undefined || here < 0) return;
  event.preventDefault();
  const field = next < 0 ? document.querySelector<HTMLElement>("[data-page-search]") : null;
  (field ?? links[Math.max(0, Math.min(links.length - 1, next))])?.focus();
}
