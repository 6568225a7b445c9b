// The two files of a statement, in the reader's language: the paper, the same bytes for ever, and every line
// as a table for a spreadsheet. It opens nothing by itself.
//   <StatementFiles who={…} id="statement_…" />
import { Button } from "@mantine/core";
import type { Looker } from "../data/contracts.ts";
import { statementFile } from "../data/statements.ts";
import { Icon } from "../parts/icons.tsx";
import { useWords } from "../words/words.tsx";
import css from "./statements.module.css";

export function StatementFiles({ who, id }: { who: Looker; id: string }) {
  const { say, language } = useWords();
  return (
    <div className={css.files}>
      <Button component="a" href={statementFile(who, id, "lines.csv", language)} variant="default" download>
        {say("statement.csv")}
      </Button>
      <Button
        component="a"
        href={statementFile(who, id, "statement.pdf", language)}
        leftSection={<Icon name="download" />}
        download
      >
        {say("statement.pdf")}
      </Button>
    </div>
  );
}
