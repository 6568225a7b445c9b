// The lines of a sale as a table: as split, given back, in reserve, what remains; and under each, unfolded,
// its why. Columns without anything in them are left out.
import { Collapse } from "@mantine/core";
import { Fragment, useRef } from "react";
import { sumMinor } from "../../../../base/amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { Money } from "../../../parts/money.tsx";
import type { Colours } from "../../../parts/part-of.ts";
import { useWords } from "../../../words/words.tsx";
import type { SaleDetail, SaleLine } from "../../data/sales.ts";
import { lineKey } from "./sale-lines.ts";
import css from "./sale-table.module.css";
import { WhyLine } from "./why-line.tsx";

interface Props {
  sale: SaleDetail;
  colourOf: Colours;
  chosen: string | null;
  onChoose: (key: string) => void;
}

interface Shown {
  reversed: boolean;
  reserved: boolean;
  atSource: boolean;
}

export function SaleTable({ sale, colourOf, chosen, onChoose }: Props) {
  const { say } = useWords();
  const shown: Shown = {
    reversed: sale.lines.some((line) => line.reversed !== 0),
    reserved: sale.lines.some((line) => line.reserved !== 0),
    atSource: sale.lines.some((line) => line.paidAtSource !== 0),
  };
  const reserved = sumMinor(sale.lines.map((line) => line.reserved));
  const extra = [shown.reversed, shown.reserved, shown.atSource].filter(Boolean).length;
  const span = 3 + extra + (shown.reversed ? 1 : 0);
  const open = useRef<HTMLTableRowElement>(null);
  // While it unfolds it has no height yet: asked from the flow above, it would stay out of sight.
  const show = () => open.current?.scrollIntoView({ block: "nearest" });
  return (
    <table className={css.table}>
      <caption className="only-read">{say("sale.lines")}</caption>
      <Head shown={shown} currency={sale.currency} />
      <tbody>
        {sale.lines.map((line) => {
          const key = lineKey(line);
          const isOpen = chosen === key;
          return (
            <Fragment key={key}>
              <Row
                line={line}
                sale={sale}
                shown={shown}
                colour={colourOf[line.party.id]}
                isOpen={isOpen}
                onPress={() => onChoose(key)}
              />
              <tr ref={isOpen ? open : undefined} className={css.whyRow} hidden={!isOpen}>
                <td colSpan={span}>
                  <Collapse expanded={isOpen} onTransitionEnd={show}>
                    {isOpen ? <WhyLine sale={sale} line={line} /> : null}
                  </Collapse>
                </td>
              </tr>
            </Fragment>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say("sale.buyerPaid")}</th>
          <td>
            <Money amount={sale.paid} currency={sale.currency} withCode={false} zero="digits" />
          </td>
          {shown.reversed ? (
            <td className={css.more}>
              <Money amount={-sale.refunded} currency={sale.currency} withCode={false} />
            </td>
          ) : null}
          {shown.reserved ? (
            <td className={css.more}>
              <Money amount={reserved} currency={sale.currency} withCode={false} tone="pending" />
            </td>
          ) : null}
          {shown.atSource ? <td className={css.more} /> : null}
          {shown.reversed ? (
            <td>
              <Money amount={sale.paid - sale.refunded} currency={sale.currency} withCode={false} />
            </td>
          ) : null}
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

function Head({ shown, currency }: { shown: Shown; currency: string }) {
  const { say } = useWords();
  return (
    <thead>
      <tr>
        <th scope="col">{say("word.party")}</th>
        <th scope="col">{say("line.split", { currency })}</th>
        {shown.reversed ? (
          <th scope="col" className={css.more}>
            {say("line.reversed")}
          </th>
        ) : null}
        {shown.reserved ? (
          <th scope="col" className={css.more}>
            {say("line.reserved")}
          </th>
        ) : null}
        {shown.atSource ? (
          <th scope="col" className={css.more}>
            {say("line.paidAtSource")}
          </th>
        ) : null}
        {shown.reversed ? <th scope="col">{say("line.remains")}</th> : null}
        <th scope="col">
          <span className="only-read">{say("why.title")}</span>
        </th>
      </tr>
    </thead>
  );
}

interface RowProps {
  line: SaleLine;
  sale: SaleDetail;
  shown: Shown;
  colour: string | undefined;
  isOpen: boolean;
  onPress: () => void;
}

function Row({ line, sale, shown, colour, isOpen, onPress }: RowProps) {
  const { say } = useWords();
  const money = (amount: number, tone?: "pending") => (
    <Money amount={amount} currency={sale.currency} withCode={false} {...(tone ? { tone } : {})} />
  );
  return (
    <tr data-open={isOpen || undefined}>
      <th scope="row">
        <span className={css.who}>
          <span className={css.dot} style={{ backgroundColor: colour }} />
          <span>
            <span className={css.name}>{line.party.name}</span>
            <span className={css.role}>{say(`lineRole.${line.role}`)}</span>
          </span>
        </span>
      </th>
      <td>{money(line.amount)}</td>
      {shown.reversed ? <td className={css.more}>{money(-line.reversed)}</td> : null}
      {shown.reserved ? <td className={css.more}>{money(line.reserved, "pending")}</td> : null}
      {shown.atSource ? <td className={css.more}>{money(line.paidAtSource)}</td> : null}
      {shown.reversed ? <td>{money(line.amount - line.reversed)}</td> : null}
      <td className={css.action}>
        <button type="button" className={css.why} aria-expanded={isOpen} onClick={onPress}>
          <span className={css.whyWord}>{say("why.ask")}</span>
          <span className="only-read"> {line.party.name}</span>
          <Icon name="down" size={14} />
        </button>
      </td>
    </tr>
  );
}
