// The files of a statement, in the reader's language: the paper, the same bytes for ever, in parts where it
// has many movements, and every line as a table for a spreadsheet. It opens nothing by itself.
//   <StatementFiles who={…} id="statement_…" parts={1} />
import { Button, Menu } from "@mantine/core";
import type { Looker } from "../data/contracts.ts";
import { statementFile } from "../data/statements.ts";
import { Icon } from "../parts/icons.tsx";
import { useWords } from "../words/words.tsx";
import css from "./statements.module.css";

interface Props {
  who: Looker;
  id: string;
  parts: number;
}

export function StatementFiles({ who, id, parts }: Props) {
  const { say, language } = useWords();
  const paper = (part: number) => statementFile(who, id, "statement.pdf", language, part);
  return (
    <div className={css.files}>
      <Button component="a" href={statementFile(who, id, "lines.csv", language)} variant="default" download>
        {say("statement.csv")}
      </Button>
      {parts === 1 ? (
        <Button component="a" href={paper(1)} leftSection={<Icon name="download" />} download>
          {say("statement.pdf")}
        </Button>
      ) : (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button leftSection={<Icon name="download" />}>
              {say("statement.pdfParts", { count: parts })}
            </Button>
          </Menu.Target>
          <Menu.Dropdown className={css.partList ?? ""}>
            {Array.from({ length: parts }, (_, index) => (
              <Menu.Item key={paper(index + 1)} component="a" href={paper(index + 1)} download>
                {say("statement.pdfPart", { part: index + 1, of: parts })}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
