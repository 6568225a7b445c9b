// A list of rows: figures to the right, arrows to walk, Enter to open, more on demand; cards on a phone.
// It never loads by itself and keeps no filter: rows, "more" and the address belong to the page.
//   <DataTable says="Sales" rows={sales} columns={[{ key: "at", head: "When", cell: (sale) => … }]}
//   linkOf={…} />
import { Button, Skeleton } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef } from "react";
import { useWords } from "../words/words.tsx";
import css from "./data-table.module.css";

export interface Column<R> {
  key: string;
  head: string;
  cell: (row: R) => ReactNode;
  align?: "end";
  /** A phone's card: its title and figure, two facts under them, a line with its name, or not at all. */
  card?: "title" | "figure" | "under" | "underEnd" | "line" | "none";
  width?: string;
}

interface Props<R> {
  says: string;
  rows: readonly R[];
  columns: readonly Column<R>[];
  keyOf: (row: R) => string;
  linkOf?: (row: R) => string;
  isLoading?: boolean;
  hasMore?: boolean;
  isLoadingMore?: boolean;
  onMore?: () => void;
  /** Said when everything is shown: "Showing all 214." */
  foot?: ReactNode;
}

export function DataTable<R>(props: Props<R>) {
  const { says, rows, columns, keyOf, linkOf, isLoading = false } = props;
  const { say } = useWords();
  const body = useRef<HTMLTableSectionElement>(null);
  const navigate = useNavigate();

  const open = (row: R, event: MouseEvent) => {
    if (!linkOf || (event.target as HTMLElement).closest("a, button, input")) return;
    if (window.getSelection()?.toString()) return;
    const to = linkOf(row);
    if (event.metaKey || event.ctrlKey) window.open(to, "_blank", "noopener");
    else void navigate({ to });
  };

  return (
    <div className={css.wrap}>
      <table className={css.table}>
        <caption className="only-read">{says}</caption>
        <thead className={css.head}>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-align={column.align} style={{ width: column.width }}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} className={css.body} onKeyDown={(event) => walk(event, body.current)}>
          {isLoading
            ? PLACES.map((place) => <SkeletonRow key={place} columns={columns} />)
            : rows.map((row) => (
                <tr
                  key={keyOf(row)}
                  className={css.row}
                  data-opens={linkOf ? true : undefined}
                  onClick={(event) => open(row, event)}
                >
                  {columns.map((column, index) => (
                    <td
                      key={column.key}
                      data-align={column.align}
                      data-card={column.card ?? "line"}
                      data-head={column.head}
                    >
                      {linkOf && index === 0 ? (
                        <Link to={linkOf(row)} className={css.link} data-row-link="">
                          {column.cell(row)}
                        </Link>
                      ) : (
                        column.cell(row)
                      )}
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
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

const PLACES = ["a", "b", "c", "d", "e", "f", "g", "h"];

function SkeletonRow<R>({ columns }: { columns: readonly Column<R>[] }) {
  return (
    <tr className={css.row}>
      {columns.map((column, index) => (
        <td key={column.key} data-align={column.align} data-card={column.card ?? "line"}>
          <Skeleton height={12} my={5} width={index === 0 ? "70%" : "55%"} className={css.skeleton ?? ""} />
        </td>
      ))}
    </tr>
  );
}

/** Up, down, home and end move between the rows' links. */
function walk(event: KeyboardEvent, body: HTMLElement | null): void {
  const links = [...(body?.querySelectorAll<HTMLElement>("[data-row-link]") ?? [])];
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
  links[Math.max(0, Math.min(links.length - 1, next))]?.focus();
}
