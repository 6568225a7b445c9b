// The first rows of the file as the mapping reads them: one line a sale, the columns in our words.
// It shows the file's own text, so that a wrong column is seen at once; the trial checks the values.
import { Section } from "../../../parts/page.tsx";
import { useWords } from "../../../words/words.tsx";
import type { ImportDetail, ImportField, ImportMapping } from "../../data/imports.ts";
import css from "./import.module.css";
import { NEEDED, OTHERS } from "./import-fields.ts";

export function ImportPreview({ run, mapping }: { run: ImportDetail; mapping: ImportMapping }) {
  const { say } = useWords();
  const { columns, rows } = run.preview;
  const used = [...NEEDED, ...OTHERS].flatMap((field): [ImportField, string][] => {
    const column = mapping.columns[field];
    return column === undefined ? [] : [[field, column]];
  });
  if (used.length === 0) return null;
  return (
    <Section title={say("mapping.preview")} aside={say("mapping.previewAside")}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={css.scroll} aria-label={say("mapping.preview")} tabIndex={0}>
        <table className={css.preview}>
          <thead>
            <tr>
              {used.map(([field, column]) => (
                <th key={field} scope="col">
                  {say(`importField.${field}`)}
                  <span>{column}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 5).map((row) => (
              <tr key={row.join("\u0000")}>
                {used.map(([field, column]) => (
                  <td key={field}>{row[columns.indexOf(column)] ?? ""}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
