// Of an entry that puts something right by hand: for whom, why, who proposed it and who approved it. Where
// one may not read it, nothing.
//   <Adjusted id="adjustment_…" /> → "Promised at the launch", proposed by Ana, approved by Fay
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Facts, Section } from "../../../parts/page.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { partyAddress, questionAddress } from "../../addresses.ts";
import { adjustmentQuery } from "../../data/adjustments.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./ledger.module.css";

export function Adjusted({ id }: { id: string }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const one = useQuery(adjustmentQuery(ws, id)).data;
  if (one === undefined) return null;
  const who = (name: string | null, at: string | null): ReactNode => (
    <>
      {name} {at === null ? null : <When at={at} />}
    </>
  );
  const party = (
    <Link key="party" to={partyAddress(ws, one.party.id)}>
      {one.party.name}
    </Link>
  );
  const facts: [string, ReactNode][] = [
    [say("word.party"), party],
    [say("adjustment.reason"), one.reason],
    [say("adjustment.proposedBy"), who(one.createdBy, one.createdAt)],
    [say("adjustment.approvedBy"), who(one.answeredBy, one.answeredAt)],
  ];
  if (one.question !== null) {
    const link = (
      <Link key="question" to={questionAddress(ws, one.question)}>
        {say("adjustment.toQuestion")}
      </Link>
    );
    facts.push([say("adjustment.question"), link]);
  }
  return (
    <Section title={say("adjustment.why")}>
      <div className={css.facts}>
        <Facts facts={facts} />
      </div>
    </Section>
  );
}
