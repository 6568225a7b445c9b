// The first rows of the file as the mapping reads them now: when, what, how much, in our own terms, with what
// is wrong in a row beside it. Asked of the server with every change that leaves it whole; it never reads a
// cell itself.
//   <ImportPreview id={run.id} mapping={mapping} />
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../../parts/data-table.tsx";
import { Money } from "../../../parts/money.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { isProblem } from "../../../parts/problem-facts.ts";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { sayRow } from "../../../problems/say-row.ts";
import { useWords } from "../../../words/words.tsx";
import { type ImportField, type ImportMapping, type ImportRow, rowsQuery } from "../../data/imports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./import.module.css";
import { NEEDED } from "./import-fields.ts";

export function ImportPreview({ id, mapping }: { id: string; mapping: ImportMapping }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const [settled] = useDebouncedValue(mapping, 300);
  const isWhole = isComplete(settled);
  const found = useQuery({ ...rowsQuery(ws, id, settled), enabled: isWhole });
  const rows = found.data?.rows ?? [];
  const columns = useColumns().filter(({ key }) => !OPTIONAL.has(key) || rows.some((one) => has(one, key)));
  const isRefused = isProblem(found.error) && found.error.code === "invalid_mapping";
  const isMissing = !isWhole || isRefused;
  return (
    <Section title={say("mapping.preview")} aside={say("mapping.previewAside")}>
      {found.isError && isWhole && !isRefused ? <Problem error={found.error} /> : null}
      {isMissing ? <p className={css.note}>{say("mapping.previewMissing")}</p> : null}
      {found.isError || isMissing ? null : (
        <DataTable
          says={say("mapping.preview")}
          rows={rows}
          columns={columns}
          keyOf={(one) => String(one.row)}
          isLoading={found.isPending}
        />
      )}
    </Section>
  );
}

/** Can it be asked at all? What every sale needs has a column, and a currency is known. */
function isComplete({ source, columns, currency }: ImportMapping): boolean {
  const has = (field: ImportField) => columns[field] !== undefined;
  const rest = NEEDED.filter((field) => field !== "currency");
  return source.trim() !== "" && rest.every(has) && (currency !== undefined || has("currency"));
}

/** Shown where a row has them. */
const OPTIONAL = new Set(["buyer", "affiliate", "fee"]);

function has(row: ImportRow, key: string): boolean {
  return row[key as "buyer" | "affiliate" | "fee"] !== null;
}

function useColumns(): Column<ImportRow>[] {
  const words = useWords();
  const { say } = words;
  return [
    {
      key: "product",
      head: say("word.product"),
      card: "title",
      cell: (one) =>
        one.problem ? (
          <Status tone="taken">
            {one.problem.cell ? `“${one.problem.cell}”: ` : null}
            {sayRow(one.problem, words)}
          </Status>
        ) : one.kind === "sale" ? (
          (one.product ?? "–")
        ) : (
          say(`importRow.${one.kind}`)
        ),
    },
    { key: "id", head: say("importField.externalId"), cell: (one) => one.externalId ?? "–", card: "none" },
    {
      key: "at",
      head: say("word.when"),
      cell: (one) => (one.at ? <When at={one.at} /> : "–"),
      card: "under",
    },
    { key: "buyer", head: say("word.buyer"), cell: (one) => one.buyer ?? "–", card: "none" },
    {
      key: "affiliate",
      head: say("importField.affiliate"),
      cell: (one) => one.affiliate ?? "–",
      card: "none",
    },
    {
      key: "fee",
      head: say("importField.fee"),
      align: "end",
      card: "none",
      cell: (one) => (one.fee === null ? "–" : <Money amount={one.fee} currency={one.currency ?? "USD"} />),
    },
    {
      key: "paid",
      head: say("word.paid"),
      align: "end",
      card: "figure",
      cell: (one) =>
        one.paid === null ? "–" : <Money amount={one.paid} currency={one.currency ?? "USD"} zero="digits" />,
    },
  ];
}
