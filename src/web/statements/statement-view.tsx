// A statement as both sides read it: from opening to closing, by product, every movement with the way to its
// sale, the terms of the time, the calendar and the proof. For what was issued, and for the running period
// alike. It never adds up by itself.
//   <StatementView who={…} statement={found} linesOf={{ statement: found.id }} lineAddress={…} />
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import type {
  LinesOf,
  StatementDetail,
  StatementDraft,
  StatementLine,
  StatementSection,
} from "../data/statements.ts";
import { CopyField } from "../parts/copy.tsx";
import { DataTable } from "../parts/data-table.tsx";
import { Money } from "../parts/money.tsx";
import { Section } from "../parts/page.tsx";
import type { Column } from "../parts/table-column.ts";
import { useWords } from "../words/words.tsx";
import { StatementLines } from "./statement-lines.tsx";
import { StatementReserve } from "./statement-reserve.tsx";
import { CommissionsThen, TermsThen } from "./statement-terms.tsx";
import css from "./statements.module.css";

type Shown = StatementDetail | StatementDraft;

interface Props {
  who: Looker;
  statement: Shown;
  linesOf: LinesOf;
  lineAddress: (line: StatementLine) => string | undefined;
  contractAddress: (contract: string) => string;
  saleAddress: (sale: string) => string;
  statementAddress: (statement: string) => string;
}

export const SECTIONS: readonly StatementSection[] = [
  "sales",
  "refunds",
  "chargebacks",
  "fees",
  "guarantees",
  "adjustments",
  "at_source",
  "payouts",
];

export function StatementView(props: Props) {
  const { who, statement, linesOf, lineAddress, contractAddress, statementAddress } = props;
  const { say } = useWords();
  const [section, setSection] = useState<StatementSection | undefined>();
  const [isReserve, setReserve] = useState(false);
  return (
    <>
      <Section title={say("statement.summary")}>
        <Summary
          statement={statement}
          chosen={section}
          onChoose={setSection}
          address={statementAddress}
          reserve={{ isOpen: isReserve, onToggle: () => setReserve(!isReserve) }}
        />
      </Section>
      {isReserve ? (
        <StatementReserve
          {...{ who, linesOf }}
          lineAddress={({ sale, contract }) =>
            sale !== null
              ? props.saleAddress(sale)
              : contract !== null
                ? contractAddress(contract)
                : undefined
          }
        />
      ) : null}
      {statement.products.length > 0 ? (
        <Section title={say("statement.byProduct")}>
          <ByProduct statement={statement} />
        </Section>
      ) : null}
      <Section title={say("statement.lines")}>
        <StatementLines
          {...{ who, statement, linesOf, section, lineAddress }}
          onAll={() => setSection(undefined)}
        />
      </Section>
      <TermsThen statement={statement} contractAddress={contractAddress} />
      <CommissionsThen statement={statement} />
      <Section title={say("statement.proof")}>
        <p className={css.quiet}>{say("statement.calendar", { zone: statement.timeZone })}</p>
        <p className={css.quiet}>{say("statement.proofSays", { seq: statement.head.seq })}</p>
        <CopyField
          label={say("statement.headHash", { batch: statement.head.batch })}
          value={`${statement.head.batch}:${statement.head.hash}`}
        />
      </Section>
    </>
  );
}

interface SummaryProps {
  statement: Shown;
  chosen: StatementSection | undefined;
  onChoose: (section: StatementSection | undefined) => void;
  /** Of the statement before. */
  address: (statement: string) => string;
  reserve: { isOpen: boolean; onToggle: () => void };
}

/** Each sum opens the lines it is made of; what it began with leads to the statement that ended so. */
function Summary({ statement, chosen, onChoose, address, reserve }: SummaryProps) {
  const { say } = useWords();
  const { before, currency, opening, closing, available, pending, rolling, sections } = statement;
  const shown = SECTIONS.filter((name) => sections[name] !== 0);
  // Of an older statement it is not known what was available on its last day.
  const parts = (
    [["available", available], ["pending", pending], ...heldParts(statement), ["rolling", rolling]] as const
  ).filter(([name, amount]) => amount !== null && (amount !== 0 || name === "available"));
  return (
    <table className={css.summary}>
      <caption className="only-read">{say("statement.summary")}</caption>
      <thead className="only-read">
        <tr>
          <th scope="col">{say("statement.what")}</th>
          <th scope="col">{currency}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">
            <Opening before={before} address={address} />
          </th>
          <td>
            <Money amount={opening} currency={currency} withCode={false} zero="digits" />
          </td>
        </tr>
        {shown.map((name) => (
          <tr key={name}>
            <th scope="row">
              <button
                type="button"
                className={css.pick}
                aria-pressed={chosen === name}
                onClick={() => onChoose(chosen === name ? undefined : name)}
              >
                {say(`statementSection.${name}`)}
              </button>
            </th>
            <td>
              <Money amount={sections[name]} currency={currency} withCode={false} signed />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say("statement.closing")}</th>
          <td>
            <Money amount={closing} currency={currency} zero="digits" size="lg" />
          </td>
        </tr>
        {parts.map(([name, amount]) => (
          <tr key={name} className={css.under}>
            <th scope="row">
              {name === "rolling" ? (
                <Rolling {...reserve} />
              ) : (
                say(name === "available" && (amount ?? 0) < 0 ? "statement.recovered" : `statement.${name}`)
              )}
            </th>
            <td>
              <Money amount={amount ?? 0} currency={currency} withCode={false} />
            </td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}

/** What the rolling reserve holds opens what it is made of. */
function Rolling({ isOpen, onToggle }: SummaryProps["reserve"]) {
  const { say } = useWords();
  return (
    <button type="button" className={css.pick} aria-pressed={isOpen} onClick={onToggle}>
      {say("statement.rolling")}
    </button>
  );
}

function Opening({ before, address }: Pick<Shown, "before"> & Pick<SummaryProps, "address">) {
  const { say } = useWords();
  if (before === null) return say("statement.opening");
  return <Link to={address(before.id)}>{say("statement.openingOf", { number: before.number })}</Link>;
}

/** Older statements do not tell what disputes hold from what is held while a commission is checked. */
function heldParts({ reserved, checked }: Shown) {
  if (checked === null) return [["reserved", reserved]] as const;
  return [
    ["disputed", reserved - checked],
    ["checked", checked],
  ] as const;
}

type ProductRow = Shown["products"][number];

function ByProduct({ statement }: { statement: Shown }) {
  const { say, language } = useWords();
  const { currency } = statement;
  const money = (amount: number) => <Money amount={amount} currency={currency} withCode={false} />;
  const back = (row: ProductRow) => row.sections.refunds + row.sections.chargebacks;
  const columns: Column<ProductRow>[] = [
    {
      key: "product",
      head: say("word.product"),
      card: "title",
      cell: (row) => (row.id === null ? say("statement.noProduct") : row.name),
    },
    {
      key: "count",
      head: say("statement.count"),
      align: "end",
      card: "line",
      cell: (row) => new Intl.NumberFormat(language).format(row.count),
    },
    {
      key: "sales",
      head: say("statementSection.sales"),
      align: "end",
      card: "line",
      cell: (row) => money(row.sections.sales),
    },
    {
      key: "back",
      head: say("statement.takenBack"),
      align: "end",
      card: "line",
      cell: (row) => money(back(row)),
    },
    {
      key: "other",
      head: say("statement.other"),
      align: "end",
      card: "line",
      cell: (row) => money(row.sum - row.sections.sales - back(row)),
    },
    {
      key: "sum",
      head: say("statement.sum", { currency }),
      align: "end",
      card: "figure",
      cell: (row) => money(row.sum),
    },
  ];
  return (
    <DataTable
      says={say("statement.byProduct")}
      rows={statement.products}
      columns={columns}
      keyOf={(row) => row.id ?? ""}
    />
  );
}
