// The data grants of one co-producer and product, for both sides alike: what, for which purpose, until when,
// how often it was looked at. It never shows what was seen.
//   <GrantList grants={grants} act={(grant) => <Withdraw … />} />
import type { ReactNode } from "react";
import type { DataGrant } from "../data/data-grants.ts";
import { Status } from "../parts/status.tsx";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import css from "./sharing.module.css";

interface Props {
  grants: readonly DataGrant[];
  act?: (grant: DataGrant) => ReactNode;
}

const TONES = { given: "good", over: "quiet", withdrawn: "taken" } as const;

export function GrantList({ grants, act }: Props) {
  const { say } = useWords();
  return (
    <ul className={css.grants}>
      {grants.map((one) => (
        <li key={one.id} className={css.grant} data-state={one.state}>
          <div className={css.what}>
            {[
              ...one.fields.map((field) => say(`shared.field.${field}`)),
              ...(one.seesOthers ? [say("shared.others")] : []),
            ].join(" · ")}
          </div>
          <div className={css.state}>
            <Status tone={TONES[one.state]}>{say(`shared.state.${one.state}`)}</Status>
          </div>
          <div className={css.purpose}>{one.purpose}</div>
          <div className={css.facts}>
            {one.withdrawnAt === null ? (
              <span>
                {say("shared.until")} <When at={one.until} show="day" />
              </span>
            ) : (
              <span>
                {one.withdrawnBy} · <When at={one.withdrawnAt} show="day" />
              </span>
            )}
            <span>
              {one.givenBy} · <When at={one.givenAt} show="day" />
            </span>
            {one.fields.length > 0 ? <span>{say("shared.looks", { count: one.looks })}</span> : null}
          </div>
          {one.state === "given" && act ? <div className={css.act}>{act(one)}</div> : null}
        </li>
      ))}
    </ul>
  );
}
