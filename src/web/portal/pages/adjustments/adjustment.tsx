// What was put right by hand of this partner's money: how much, why, who proposed it and who approved it; and
// the question that it answers. It cannot be changed; what is wrong is put right by another one.
//   /partner/party_…/adjustments/adjustment_…
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { OwnAdjustment } from "../../../../wire/adjustment.ts";
import { Money } from "../../../parts/money.tsx";
import { Facts, Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { questionAddress, statementsAddress } from "../../addresses.ts";
import { ownAdjustmentQuery } from "../../data/adjustments.ts";
import { useParty } from "../../frame/use-party.ts";

export function AdjustmentPage() {
  const { say } = useWords();
  const { party } = useParty();
  const { adjustment: id = "" } = useParams({ strict: false }) as { adjustment?: string };
  const found = useQuery(ownAdjustmentQuery(party, id));
  return (
    <Page
      title={say(`entryKind.${found.data?.kind ?? "adjustment"}`)}
      back={{ to: statementsAddress(party), name: say("nav.statements") }}
      lead={say("adjustment.ownSays")}
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={4} /> : null}
      {found.data ? <Told one={found.data} /> : null}
    </Page>
  );
}

function Told({ one }: { one: OwnAdjustment }) {
  const { say } = useWords();
  const { party } = useParty();
  const who = (name: string, at: string): ReactNode => (
    <>
      {name} · <When at={at} />
    </>
  );
  const facts: (readonly [string, ReactNode])[] = [
    [say("word.amount"), <Money key="amount" amount={one.amount} currency={one.currency} signed />],
    [say("adjustment.reason"), one.reason],
    [say("adjustment.proposedBy"), who(one.proposedBy, one.proposedAt)],
    [say("adjustment.approvedBy"), who(one.approvedBy, one.approvedAt)],
  ];
  const { question } = one;
  if (question !== null) {
    const link = (
      <Link key="question" to={questionAddress(party, question)}>
        {say("adjustment.toQuestion")}
      </Link>
    );
    facts.push([say("adjustment.question"), link]);
  }
  return <Facts facts={facts} />;
}
