// The books for another program: which one, of which days, and what it will find. The browser fetches the
// file; nothing is kept of it here.
import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import { queryText } from "../../../data/ask.ts";
import { Icon } from "../../../parts/icons.tsx";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./ledger.module.css";

const PROGRAMS = ["hledger", "beancount", "ledger", "quickbooks", "xero", "csv", "ndjson"] as const;
const NAMES = {
  hledger: "hledger",
  beancount: "Beancount",
  ledger: "Ledger",
  quickbooks: "QuickBooks",
  xero: "Xero",
  csv: "CSV",
  ndjson: "NDJSON",
} as const;
type Program = (typeof PROGRAMS)[number];

export function Books() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const [program, setProgram] = useState<Program>("hledger");
  const [days, setDays] = useState({ from: "", to: "" });
  const isWrong = days.from !== "" && days.to !== "" && days.to < days.from;
  const address = `/v1/workspaces/${ws}/books${queryText({ program, ...days })}`;
  return (
    <div className={css.books}>
      <p className={css.note}>{say("books.says")}</p>
      <SegmentedControl
        aria-label={say("books.program")}
        className={css.programs ?? ""}
        value={program}
        data={PROGRAMS.map((value) => ({ value, label: NAMES[value] }))}
        onChange={(value) => setProgram(value as Program)}
      />
      <p className={css.note}>{say(`booksOf.${program}`)}</p>
      <div className={css.range}>
        <TextInput
          type="date"
          label={say("books.from")}
          value={days.from}
          onChange={(event) => setDays({ ...days, from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={say("books.to")}
          value={days.to}
          error={isWrong ? say("books.wrongDays") : undefined}
          onChange={(event) => setDays({ ...days, to: event.currentTarget.value })}
        />
      </div>
      <p className={css.note}>{say("books.daysSay")}</p>
      {isWrong ? null : (
        <Button component="a" href={address} download leftSection={<Icon name="download" />}>
          {say("books.act", { program: NAMES[program] })}
        </Button>
      )}
    </div>
  );
}
