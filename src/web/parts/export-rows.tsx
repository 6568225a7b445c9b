// Takes the list as it is filtered, whole, as a CSV file: page after page through its cursor, with progress,
// and can be stopped. It never takes only what happens to be on the screen, and keeps no page once it is
// written.
//   <ExportRows name="sales-2026-03" heads={["When", "Paid"]} cellsOf={(sale) => [sale.at, "49.00"]}
//   pageOf={(cursor, signal) => ask(…, { query: { ...filters, limit: 100, cursor } })} />
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../words/words.tsx";
import css from "./export-rows.module.css";
import { Icon } from "./icons.tsx";
import { problemText } from "./problem.tsx";
import { CSV_MARK, type CsvCell, csvLine, type Decimal, decimalOf } from "./write-csv.ts";

export interface RowsPage<R> {
  data: readonly R[];
  nextCursor: string | null;
}

export interface ExportProps<R> {
  /** Of the file, without its ending. */
  name: string;
  heads: readonly string[];
  cellsOf: (row: R) => readonly CsvCell[];
  pageOf: (cursor: string | null, signal: AbortSignal) => Promise<RowsPage<R>>;
}

type State = { kind: "still" } | { kind: "running"; rows: number } | { kind: "failed"; says: string };

export function ExportRows<R>(props: ExportProps<R>) {
  const words = useWords();
  const { say } = words;
  const [state, setState] = useState<State>({ kind: "still" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async () => {
    const stop = new AbortController();
    running.current = stop;
    setState({ kind: "running", rows: 0 });
    try {
      const parts = await readAll(props, decimalOf(words.language), stop.signal, (rows) =>
        setState({ kind: "running", rows }),
      );
      saveFile(`${props.name}.csv`, parts);
      setState({ kind: "still" });
    } catch (error) {
      if (stop.signal.aborted) setState({ kind: "still" });
      else setState({ kind: "failed", says: problemText(error, words) });
    }
  };
  const isRunning = state.kind === "running";
  return (
    <span className={css.export}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={css.button ?? ""}
        leftSection={<Icon name={isRunning ? "close" : "download"} size={15} />}
        onClick={() => (isRunning ? running.current?.abort() : void run())}
      >
        {isRunning ? say("table.stopExport") : say("table.export")}
      </Button>
      <span className={css.says} role="status">
        {isRunning ? say("table.exported", { rows: state.rows }) : null}
        {state.kind === "failed" ? state.says : null}
      </span>
    </span>
  );
}

async function readAll<R>(
  { heads, cellsOf, pageOf }: ExportProps<R>,
  decimal: Decimal,
  signal: AbortSignal,
  tell: (rows: number) => void,
): Promise<Blob[]> {
  const parts = [new Blob([CSV_MARK + csvLine(heads, decimal)])];
  let cursor: string | null = null;
  let rows = 0;
  do {
    const page: RowsPage<R> = await pageOf(cursor, signal);
    signal.throwIfAborted();
    // A blob leaves the page's memory to the browser: a million rows do not weigh on it.
    parts.push(new Blob([page.data.map((row) => csvLine(cellsOf(row), decimal)).join("")]));
    rows += page.data.length;
    tell(rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return parts;
}

/** Hands the file to the browser's downloads. */
export function saveFile(name: string, parts: readonly BlobPart[], type = "text/csv;charset=utf-8"): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
