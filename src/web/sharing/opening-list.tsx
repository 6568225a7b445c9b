// Opening balances as both sides read them: how much, as of when, where the figure comes from, and what was
// answered.
//   <OpeningList openings={openings} act={(one) => <Confirm … />} />
import type { ReactNode } from "react";
import type { Opening } from "../data/openings.ts";
import { Money } from "../parts/money.tsx";
import { Status } from "../parts/status.tsx";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import css from "./sharing.module.css";

interface Props {
  openings: readonly Opening[];
  act?: (one: Opening) => ReactNode;
}

const TONES = { open: "pending", confirmed: "good", objected: "taken", withdrawn: "quiet" } as const;

export function OpeningList({ openings, act }: Props) {
  const { say } = useWords();
  return (
    <ul className={css.grants}>
      {openings.map((one) => (
        <li key={one.id} className={css.grant} data-state="given">
          <div className={css.what}>
            <Money amount={one.amount} currency={one.currency} />
          </div>
          <div className={css.state}>
            <Status tone={TONES[one.state]}>{say(`opening.state.${one.state}`)}</Status>
          </div>
          <div className={css.purpose}>{one.note}</div>
          {one.answer === "" ? null : <blockquote className={css.purpose}>{one.answer}</blockquote>}
          <div className={css.facts}>
            <span>
              {say("opening.asOf")} <When at={one.asOf} show="day" />
            </span>
            <span>
              {one.createdBy} · <When at={one.createdAt} show="day" />
            </span>
            {one.answeredAt === null ? null : (
              <span>
                {one.answeredBy} · <When at={one.answeredAt} show="day" />
              </span>
            )}
            {one.entry === null ? null : <span>{say("opening.entry", { seq: one.entry })}</span>}
          </div>
          {one.state === "open" && act ? <div className={css.act}>{act(one)}</div> : null}
        </li>
      ))}
    </ul>
  );
}
