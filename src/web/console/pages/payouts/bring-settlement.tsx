// A file of what a source sent to the bank: chosen, looked at with its columns named, and only then recorded.
// What cannot be read is listed by row; nothing is booked while a row is wrong.
//   /w/ws_…/payouts/settlements/bring

import { Button, FileButton, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Choice } from "../../../parts/choice.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import { When } from "../../../parts/when.tsx";
import css from "../../../payouts/payouts.module.css";
import { sayRow } from "../../../problems/say-row.ts";
import { useWords } from "../../../words/words.tsx";
import { settlementAddress, settlementsAddress } from "../../addresses.ts";
import {
  bringFile,
  previewFile,
  type SettlementFileIn,
  type SettlementPreview,
} from "../../data/source-settlements.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const FIELDS = [
  "ref",
  "kind",
  "gross",
  "fee",
  "net",
  "currency",
  "originalCurrency",
  "originalGross",
  "settlement",
  "arrivedOn",
  "at",
  "charge",
] as const;
type Mapping = NonNullable<SettlementFileIn["mapping"]>;

interface Chosen {
  name: string;
  text: string;
}

export function BringSettlement() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const own = useQuery(workspaceQuery(ws)).data?.currency ?? "USD";
  const [source, setSource] = useState("stripe");
  const [file, setFile] = useState<Chosen | null>(null);
  const [more, setMore] = useState<Partial<SettlementFileIn>>({});
  const body = (change: Partial<SettlementFileIn> = {}): SettlementFileIn => ({
    ...{ source, text: file?.text ?? "", currency: own, ...more, ...change },
  });
  const look = useMutation({ mutationFn: (wanted: SettlementFileIn) => previewFile(ws, wanted) });
  const change = (some: Partial<SettlementFileIn>) => {
    setMore({ ...more, ...some });
    if (file !== null) look.mutate(body(some));
  };
  const choose = async (chosen: File | null) => {
    if (chosen === null) return;
    const next = { name: chosen.name, text: await chosen.text() };
    setFile(next);
    setMore({});
    look.mutate({ source, text: next.text, currency: own });
  };
  const back = { to: settlementsAddress(ws), name: say("settled.ofSources") };
  return (
    <Page title={say("settled.bring")} lead={say("settled.bringSays")} back={back}>
      <Section title={say("settled.file")}>
        <div className={css.stack}>
          <TextInput
            label={say("settled.source")}
            description={say("settled.sourceHint")}
            value={source}
            maxLength={40}
            onChange={(event) => setSource(event.currentTarget.value.toLowerCase())}
            onBlur={() => (file === null ? undefined : look.mutate(body()))}
          />
          <div className={css.acts}>
            <FileButton onChange={(chosen) => void choose(chosen)} accept=".csv,.json,.txt,text/csv">
              {(props) => (
                <Button {...props} variant={file === null ? "filled" : "default"} loading={look.isPending}>
                  {say(file === null ? "settled.choose" : "settled.chooseOther")}
                </Button>
              )}
            </FileButton>
            {file === null ? null : <span className={css.quiet}>{file.name}</span>}
          </div>
          {look.error ? <Problem error={look.error} /> : null}
        </div>
      </Section>
      {look.data === undefined || file === null ? null : (
        <Looked preview={look.data} body={body()} onChange={change} />
      )}
    </Page>
  );
}

interface LookedProps {
  preview: SettlementPreview;
  body: SettlementFileIn;
  onChange: (some: Partial<SettlementFileIn>) => void;
}

function Looked({ preview, body, onChange }: LookedProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { settlements, problems, mapping } = preview;
  const bring = useMutation({
    mutationFn: () => bringFile(ws, body),
    onSuccess: async ({ settlements: done }) => {
      await queries.invalidateQueries({ queryKey: [ws] });
      const [only] = done;
      const to = done.length === 1 && only ? settlementAddress(ws, only.id) : settlementsAddress(ws);
      await navigate({ to });
    },
  });
  const isNamed = mapping?.columns.settlement !== undefined || preview.format === "stripe";
  const fresh = settlements.filter((one) => !one.isKnown).length;
  return (
    <>
      {mapping === null ? null : (
        <Columns
          headers={preview.headers}
          mapping={mapping as Mapping}
          onChange={(next) => onChange({ mapping: next })}
        />
      )}
      {isNamed && !problems.some((one) => one.code === "no_day") ? null : (
        <Named isNamed={isNamed} body={body} onChange={onChange} />
      )}
      <Problems problems={problems} />
      {settlements.length === 0 ? null : (
        <Section title={say("settled.found")}>
          <Found settlements={settlements} />
          {bring.error ? <Problem error={bring.error} /> : null}
          {problems.length > 0 ? null : (
            <div className={css.acts}>
              <Button loading={bring.isPending} disabled={fresh === 0} onClick={() => bring.mutate()}>
                {say("settled.record", { count: fresh })}
              </Button>
              {fresh === 0 ? <span className={css.quiet}>{say("settled.allKnown")}</span> : null}
            </div>
          )}
        </Section>
      )}
    </>
  );
}

function Columns(props: { headers: string[]; mapping: Mapping; onChange: (next: Mapping) => void }) {
  const { headers, mapping, onChange } = props;
  const { say } = useWords();
  const set = (field: string, header: string | null) => {
    const { [field]: _, ...others } = mapping.columns;
    onChange({ ...mapping, columns: header === null ? others : { ...others, [field]: header } });
  };
  return (
    <Section title={say("settled.columns")}>
      <p className={css.quiet}>{say("settled.columnsSay")}</p>
      <div className={css.fields}>
        {FIELDS.map((field) => (
          <Choice
            key={field}
            label={say(`settled.column.${field}`)}
            placeholder={say("settled.noColumn")}
            data={headers}
            value={mapping.columns[field] ?? null}
            clearable
            onChange={(header) => set(field, header)}
          />
        ))}
        <Choice
          label={say("settled.decimal")}
          data={[
            { value: ".", label: "1234.56" },
            { value: ",", label: "1234,56" },
          ]}
          value={mapping.decimal}
          onChange={(decimal) => onChange({ ...mapping, decimal: decimal as "." })}
        />
        <Choice
          label={say("settled.dates")}
          data={[
            { value: "iso", label: "2026-03-31" },
            { value: "dmy", label: "31/03/2026" },
            { value: "mdy", label: "03/31/2026" },
            { value: "ymd", label: "2026/03/31" },
          ]}
          value={mapping.dateFormat}
          onChange={(format) => onChange({ ...mapping, dateFormat: format as "iso" })}
        />
      </div>
    </Section>
  );
}

function Named({ isNamed, body, onChange }: Omit<LookedProps, "preview"> & { isNamed: boolean }) {
  const { say } = useWords();
  const [id, setId] = useState(body.externalId ?? "");
  return (
    <Section title={say("settled.name")}>
      <p className={css.quiet}>{say("settled.nameSays")}</p>
      <div className={css.fields}>
        {isNamed ? null : (
          <TextInput
            label={say("settled.id")}
            value={id}
            maxLength={200}
            onChange={(event) => setId(event.currentTarget.value)}
            onBlur={() => (id.trim() === "" ? undefined : onChange({ externalId: id.trim() }))}
          />
        )}
        <TextInput
          type="date"
          label={say("settled.arrivedOn")}
          value={body.arrivedOn ?? ""}
          onChange={({ currentTarget: { value } }) =>
            value === "" ? undefined : onChange({ arrivedOn: value })
          }
        />
      </div>
    </Section>
  );
}

function Problems({ problems }: { problems: SettlementPreview["problems"] }) {
  const words = useWords();
  const { say } = words;
  if (problems.length === 0) return null;
  return (
    <Section title={say("settled.problems")}>
      <p className={css.quiet}>{say("settled.problemsSay")}</p>
      <ul className={css.differences}>
        {problems.slice(0, 20).map((one) => (
          <li key={`${one.row} ${one.column} ${one.code}`}>
            {one.row > 0 ? <strong>{say("settled.row", { row: one.row })}</strong> : null}{" "}
            {[one.column, sayRow(one, words)].filter(Boolean).join(": ")}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Found({ settlements }: Pick<SettlementPreview, "settlements">) {
  const { say } = useWords();
  return (
    <DataTable
      says={say("settled.found")}
      rows={settlements}
      keyOf={(one) => `${one.externalId} ${one.currency}`}
      columns={[
        { key: "id", head: say("settled.id"), card: "title", cell: (one) => one.externalId },
        {
          key: "on",
          head: say("settled.arrivedOn"),
          card: "line",
          cell: (one) => <When at={one.arrivedOn} show="day" />,
        },
        { key: "lines", head: say("settled.lines"), align: "end", card: "line", cell: (one) => one.lines },
        {
          key: "known",
          head: say("word.state"),
          card: "underEnd",
          cell: (one) => (
            <Status tone={one.isKnown ? "quiet" : "good"}>
              {say(one.isKnown ? "settled.known" : "settled.new")}
            </Status>
          ),
        },
        {
          key: "fee",
          head: say("settled.fee"),
          align: "end",
          card: "line",
          cell: (one) => <Money amount={one.fee} currency={one.currency} />,
        },
        {
          key: "net",
          head: say("settled.net"),
          align: "end",
          card: "figure",
          cell: (one) => <Money amount={one.net} currency={one.currency} />,
        },
      ]}
    />
  );
}
