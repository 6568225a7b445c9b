// A programme's rules as people read them, label and text, one way for all who look: the producer, the
// affiliate, the public. What is announced is said beside what holds. It never decides which rule applies.
//   <RulesList rules={program.rules} next={program.next} /> → "A click counts for: 60 days"
import type { ReactNode } from "react";
import type { ProgramRules } from "../data/programs.ts";
import { Facts } from "../parts/page.tsx";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import css from "./programs.module.css";

interface Props {
  rules: ProgramRules;
  next?: (ProgramRules & { starts: string }) | null;
  /** Before the rules: who may join, the rate. */
  first?: readonly (readonly [string, ReactNode])[];
}

export function RulesList({ rules, next = null, first = [] }: Props) {
  const rowsOf = useRulesInWords();
  const { show } = useWords();
  const ahead = next === null ? [] : rowsOf(next);
  const rows = rowsOf(rules).map(([label, text], at): [string, ReactNode] => {
    const then = ahead[at]?.[1];
    if (next === null || then === undefined || then === text) return [label, text];
    return [
      label,
      <span key={label}>
        {text}
        <span className={css.then}>
          {show("program.from", { at: <When at={next.starts} />, next: then })}
        </span>
      </span>,
    ];
  });
  return <Facts facts={[...first, ...rows]} />;
}

export function useRulesInWords(): (rules: ProgramRules) => [string, string][] {
  const { say } = useWords();
  return ({ windowDays, model, renewals, mayBuyOwn, couponsCredit }) => [
    [
      say("program.window"),
      windowDays === null ? say("program.windowEndless") : say("program.windowDays", { days: windowDays }),
    ],
    [say("program.model"), say(`program.model.${model}`)],
    [say("program.renewals"), say(`program.renewals.${renewals.kind}`, { count: renewals.count ?? 0 })],
    [say("program.own"), say(mayBuyOwn ? "program.own.yes" : "program.own.no")],
    [say("program.coupons"), say(couponsCredit ? "program.coupons.yes" : "program.coupons.no")],
  ];
}
