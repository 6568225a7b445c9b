// The books for another program: which one, of which days, and what it will find. The browser fetches the
// file; nothing is kept of it here.
import { Button, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queryText } from "../../../data/ask.ts";
import { todayIn } from "../../../parts/date-range.ts";
import { Icon } from "../../../parts/icons.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { type BookQuery, bookPartsQuery, trialBalanceQuery } from "../../data/ledger.ts";
import { workspaceQuery } from "../../data/workspace.ts";
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

/** Of some days, those of plain text begin with what stood before. */
const HAS_OPENING: readonly Program[] = ["hledger", "beancount", "ledger"];

export function Books() {
  const { say } = useWords();
  const zone = useZone();
  const [program, setProgram] = useState<Program>("hledger");
  const [days, setDays] = useState({ from: "", to: "" });
  // Journals are brought month by month; what is chosen already stays.
  const choose = (next: Program) => {
    setProgram(next);
    if ((next === "quickbooks" || next === "xero") && days.from === "" && days.to === "") {
      setDays(monthBefore(todayIn(zone)));
    }
  };
  const isWrong = days.from !== "" && days.to !== "" && days.to < days.from;
  return (
    <div className={css.books}>
      <p className={css.note}>{say("books.says")}</p>
      <SegmentedControl
        aria-label={say("books.program")}
        className={css.programs ?? ""}
        value={program}
        data={PROGRAMS.map((value) => ({ value, label: NAMES[value] }))}
        onChange={(value) => choose(value as Program)}
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
      <p className={css.note}>
        {say("books.daysSay")} {HAS_OPENING.includes(program) ? say("books.openingSays") : null}
      </p>
      {isWrong ? null : program === "quickbooks" || program === "xero" ? (
        <Journals key={program} program={program} days={days} />
      ) : (
        <Download program={program} query={days} />
      )}
    </div>
  );
}

/** "2026-11-22" → from 2026-10-01 to 2026-10-31. */
function monthBefore(today: string): { from: string; to: string } {
  const first = Date.parse(`${today.slice(0, 7)}-01T00:00:00Z`);
  const to = new Date(first - 86_400_000).toISOString().slice(0, 10);
  return { from: `${to.slice(0, 7)}-01`, to };
}

interface DownloadProps {
  program: Program;
  query: object;
  /** Which of several files. */
  name?: string;
}

function Download({ program, query, name }: DownloadProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  return (
    <Button
      component="a"
      href={`/v1/workspaces/${ws}/books${queryText({ program, ...query })}`}
      download
      leftSection={<Icon name="download" />}
    >
      {name ?? say("books.act", { program: NAMES[program] })}
    </Button>
  );
}

interface JournalsProps {
  program: BookQuery["program"];
  days: { from: string; to: string };
}

/** What their importers ask beside, and as many files as they need. */
function Journals({ program, days }: JournalsProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const currencies = (useQuery(trialBalanceQuery(ws)).data?.totals ?? []).map((one) => one.currency);
  const home = useQuery(workspaceQuery(ws)).data?.currency ?? "";
  const isXero = program === "xero";
  const [asked, setAsked] = useState({ currency: "", dates: "month_first", taxRate: "Tax Exempt" });
  const own = currencies.includes(home) ? home : (currencies[0] ?? "");
  const currency = asked.currency || (isXero ? own : "");
  const wanted = { program, ...days, currency };
  const files = useQuery(bookPartsQuery(ws, wanted));
  const parts = files.data?.parts ?? 0;
  const form = isXero ? { taxRate: asked.taxRate } : { dates: asked.dates };
  return (
    <>
      <div className={css.range}>
        <NativeSelect
          label={say("books.currency")}
          description={isXero ? say("books.currencyHint") : undefined}
          data={[...(isXero ? [] : [{ value: "", label: say("books.anyCurrency") }]), ...currencies]}
          value={currency}
          onChange={(event) => setAsked({ ...asked, currency: event.currentTarget.value })}
        />
        {isXero ? (
          <TextInput
            label={say("books.taxRate")}
            description={say("books.taxRateHint")}
            maxLength={100}
            value={asked.taxRate}
            onChange={(event) => setAsked({ ...asked, taxRate: event.currentTarget.value })}
          />
        ) : (
          <NativeSelect
            label={say("books.dates")}
            data={[
              { value: "month_first", label: say("books.monthFirst") },
              { value: "day_first", label: say("books.dayFirst") },
            ]}
            value={asked.dates}
            onChange={(event) => setAsked({ ...asked, dates: event.currentTarget.value })}
          />
        )}
      </div>
      {files.isError ? <Problem error={files.error} onRetry={() => void files.refetch()} /> : null}
      {parts > 1 ? <p className={css.note}>{say("books.partsSay")}</p> : null}
      <div className={css.range}>
        {Array.from({ length: parts }, (_, i) => i + 1).map((part) => (
          <Download
            key={part}
            program={program}
            query={{ ...days, currency, ...form, ...(part > 1 ? { part } : {}) }}
            {...(parts > 1 ? { name: say("books.part", { part, parts }) } : {})}
          />
        ))}
      </div>
    </>
  );
}
