// What a change of who shares a product touches today, as a list to go through before it is sent or accepted:
// each leads to what it speaks of, where this side has a page for it. It never changes any of it.
//   <TouchedList touched={impact.touched} about={{ product: "product_…", party: "party_…", … }} leadsTo={…}
//   />
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ContractStory, Impact } from "../data/contracts.ts";
import { Money } from "../parts/money.tsx";
import { useWords } from "../words/words.tsx";
import css from "./touched.module.css";

export type TouchedWhat =
  | "affiliates"
  | "links"
  | "coupons"
  | "subscriptions"
  | "imports"
  | "sources"
  | "unpaid"
  | "statements"
  | "running"
  | "support";

export interface TouchedAbout {
  product: string;
  /** Null of somebody who is not known here yet. */
  party: string | null;
  partyName: string;
}

export function aboutOf({ product, party }: Pick<ContractStory, "product" | "party">): TouchedAbout {
  return { product: product.id, party: party.id, partyName: party.name };
}

/** Where a side's own page about it is; null where it has none. */
export type TouchedPlaces = (what: TouchedWhat, about: TouchedAbout, currency?: string) => string | null;

interface Props {
  touched: Impact["touched"];
  about: TouchedAbout;
  leadsTo: TouchedPlaces;
  /** Beside a form what is typed stays: pages open in a tab of their own. */
  isBesideForm?: boolean;
}

export function TouchedList({ touched, about, leadsTo, isBesideForm = false }: Props) {
  const { say } = useWords();
  const { partyName: name } = about;
  const counted = (["affiliates", "links", "coupons", "subscriptions", "imports"] as const)
    .filter((what) => touched[what] > 0)
    .map((what) => ({ what, says: say(`touched.${what}`, { count: touched[what] }) }));
  const { statements, sources, support } = touched;
  const rows: { what: TouchedWhat; says: ReactNode; currency?: string }[] = [
    ...counted,
    ...(sources.length > 0
      ? [{ what: "sources" as const, says: say("touched.sources", { names: sources.join(", ") }) }]
      : []),
    ...touched.unpaid.map(({ currency, amount }) => ({
      what: "unpaid" as const,
      currency,
      says: (
        <>
          {say("touched.unpaid", { name })} <Money amount={amount} currency={currency} />
        </>
      ),
    })),
    ...(statements.issued > 0
      ? [{ what: "statements" as const, says: say("touched.statements", { name, count: statements.issued }) }]
      : []),
    ...statements.running.map((currency) => ({
      what: "running" as const,
      currency,
      says: say("touched.running", { name, currency }),
    })),
    {
      what: "support" as const,
      says: support === null ? say("touched.noSupport") : say("touched.support", { name: support }),
    },
  ];
  return (
    <div className={css.touched}>
      <h3 className={css.title}>{say("touched.title")}</h3>
      <p className={css.quiet}>{say("touched.says")}</p>
      <ul className={css.rows}>
        {rows.map(({ what, says, currency }) => (
          <Row
            key={`${what} ${currency ?? ""}`}
            to={leadsTo(what, about, currency)}
            says={says}
            isBesideForm={isBesideForm}
          />
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  to: string | null;
  says: ReactNode;
  isBesideForm: boolean;
}

function Row({ to, says, isBesideForm }: RowProps) {
  const { say } = useWords();
  if (to === null) return <li>{says}</li>;
  if (!isBesideForm)
    return (
      <li>
        <Link to={to}>{says}</Link>
      </li>
    );
  return (
    <li>
      <a href={to} target="_blank" rel="noopener">
        {says}
        <span className="only-read"> {say("touched.newTab")}</span>
      </a>
    </li>
  );
}
