// The terms of the time of a statement: of contracts each version that was in force, and what a newer one
// changed; as affiliate, by product, each stretch of the period with its rate and rules. As they were frozen.
//   <TermsThen statement={found} contractAddress={…} /><CommissionsThen statement={found} />
import { Link } from "@tanstack/react-router";
import type { StatementDetail, StatementDraft } from "../data/statements.ts";
import { Section } from "../parts/page.tsx";
import { useWords } from "../words/words.tsx";
import css from "./statements.module.css";

type Shown = StatementDetail | StatementDraft;

interface Props {
  statement: Shown;
  contractAddress: (contract: string) => string;
}

/** Frozen texts are in the two languages of the paper. */
function useSpoken(): {
  spoken: "en" | "pt-BR";
  day: (text: string) => string;
  percent: (rate: string) => string;
} {
  const { language } = useWords();
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  const rate = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 4 });
  return {
    spoken: language === "pt-BR" ? "pt-BR" : "en",
    day: (text) => format.format(new Date(`${text}T00:00:00Z`)),
    percent: (text) => rate.format(Number(text)),
  };
}

export function TermsThen({ statement, contractAddress }: Props) {
  const { say } = useWords();
  const { spoken, day } = useSpoken();
  if (statement.terms.length === 0) return null;
  return (
    <Section title={say("statement.terms")}>
      <ul className={css.terms}>
        {statement.terms.map((one) => (
          <li key={`${one.contract} ${one.version}`}>
            <Link to={contractAddress(one.contract)}>
              {say("statement.version", { product: one.product, version: one.version })}
            </Link>
            <span className={css.quiet}>
              {one.ends === null
                ? say("statement.from", { from: day(one.starts) })
                : say("statement.fromTo", { from: day(one.starts), until: day(one.ends) })}
            </span>
            {one.changed === undefined ? (
              <p>{one.words[spoken][0]?.[1]}</p>
            ) : (
              one.changed[spoken].map(([label, was, is]) => (
                <p key={label}>
                  {label}: <del className={css.was}>{was}</del> → {is}
                </p>
              ))
            )}
            <p className={css.quiet}>{say(`statementInvoices.${one.invoices}`)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function CommissionsThen({ statement }: Pick<Props, "statement">) {
  const { say } = useWords();
  const { spoken, day, percent } = useSpoken();
  const { commissions = [] } = statement;
  if (commissions.length === 0) return null;
  return (
    <Section title={say("statement.commissions")}>
      <ul className={css.terms}>
        {commissions.map(({ product, code, accepted, stretches, stated }) => (
          <li key={`${product} ${code}`}>
            <strong>{product}</strong>
            {code === null ? null : <span className={css.quiet}>{say("statement.code", { code })}</span>}
            {stated.map((one) => (
              <p key={one.rate}>{say("statement.stated", { rate: percent(one.rate), count: one.count })}</p>
            ))}
            {stretches.map((one) => (
              <div key={one.from} className={css.stretch}>
                <p className={css.quiet}>{one.days[spoken]}</p>
                {one.words[spoken].map(([label, text]) => (
                  <p key={label}>
                    {label}: {text}
                  </p>
                ))}
              </div>
            ))}
            {accepted === null ? null : (
              <p className={css.quiet}>
                {say("statement.accepted", { version: accepted.version, day: day(accepted.at.slice(0, 10)) })}
              </p>
            )}
          </li>
        ))}
      </ul>
      {commissions.some((one) => one.stretches.length > 0) ? (
        <p className={css.ownWhy}>{say("statement.ownWhy")}</p>
      ) : null}
    </Section>
  );
}
