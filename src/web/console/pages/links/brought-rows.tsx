// The rows of a file that could not be brought in: each with its number, its field and its reason, a hundred
// at most on the screen, all of them as a file. It never hides how many there are.
import { DataTable } from "../../../parts/data-table.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { sayRow } from "../../../problems/say-row.ts";
import type { MessageKey } from "../../../words/messages.ts";
import { useWords } from "../../../words/words.tsx";
import type { FailedRow } from "../../data/programme-import.ts";

const MOST = 100;

export function BroughtRows({ rows }: { rows: readonly FailedRow[] }) {
  const words = useWords();
  const { say } = words;
  if (rows.length === 0) return null;
  const fieldOf = ({ field }: FailedRow) => {
    const key = `programmeField.${field}`;
    return words.has(key) ? say(key as MessageKey) : (field ?? "–");
  };
  const whyOf = ({ code, message }: FailedRow) => sayRow({ code: code ?? "", message: message ?? "" }, words);
  const columns: Column<FailedRow>[] = [
    {
      key: "row",
      head: say("programme.row"),
      width: "5rem",
      cell: (one) => say("number", { n: one.row }),
      csv: (one) => one.row,
    },
    { key: "field", head: say("programme.field"), card: "line", cell: fieldOf, csv: fieldOf },
    {
      key: "message",
      head: say("programme.why"),
      card: "title",
      cell: whyOf,
      csv: whyOf,
    },
  ];
  return (
    <DataTable
      says={say("programme.why")}
      rows={rows.slice(0, MOST)}
      columns={columns}
      keyOf={(one) => String(one.row)}
      exportAs={{
        name: "failed-rows",
        pageOf: async () => ({ data: [...rows], nextCursor: null }),
      }}
      foot={rows.length > MOST ? say("programme.firstOf", { shown: MOST, count: rows.length }) : undefined}
    />
  );
}
