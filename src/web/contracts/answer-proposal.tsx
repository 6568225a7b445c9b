// The answer to an open proposal: accept with the terms of use read, decline with a word, or take back what
// one's own side asked. Each says what follows. Nothing here accepts without the button.
//   <AnswerProposal who={…} proposal={…} isYours mayAnswer contractAddress={…} />
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import {
  acceptProposal,
  contractsChanged,
  declineProposal,
  type Looker,
  type Proposal,
  termsOfUseQuery,
  withdrawProposal,
} from "../data/contracts.ts";
import { Confirm } from "../parts/confirm.tsx";
import { formatRate } from "../parts/format-amount.ts";
import { Problem } from "../parts/problem.tsx";
import { useToast } from "../parts/toast.tsx";
import type { Words } from "../words/speak.ts";
import { useWords } from "../words/words.tsx";
import { Decline } from "./decline.tsx";
import css from "./proposal-view.module.css";
import { TermsOfUseField } from "./terms-of-use.tsx";

interface Props {
  who: Looker;
  proposal: Proposal;
  isYours: boolean;
  mayAnswer: boolean;
  contractAddress: (contract: string) => string;
}

export function AnswerProposal(props: Props) {
  const { say } = useWords();
  if (!props.mayAnswer) {
    const mayNot = props.who.side === "producer" ? "agree.mayNotAnswerHere" : "agree.mayNotAnswer";
    return <p className={css.follows}>{say(props.isYours ? mayNot : "agree.waits")}</p>;
  }
  return props.isYours ? <Answer {...props} /> : <Withdraw {...props} />;
}

function Answer({ who, proposal, contractAddress }: Props) {
  const words = useWords();
  const { say } = words;
  const use = useQuery(termsOfUseQuery);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { tell } = useToast();
  const [isAccepted, setAccepted] = useState(false);
  const [isTried, setTried] = useState(false);
  const accept = useMutation({
    mutationFn: () => acceptProposal(who, proposal.id, use.data?.version ?? 1),
    onSuccess: async (done) => {
      await contractsChanged(queries, who);
      tell({ says: say("agree.accepted", { product: proposal.product.name }) });
      await navigate({ to: contractAddress(done.contract) });
    },
  });
  const press = () => {
    setTried(true);
    if (isAccepted) accept.mutate();
  };
  return (
    <section className={css.answer} aria-label={say("agree.yourAnswer")}>
      {use.data ? (
        <TermsOfUseField
          use={use.data}
          isAccepted={isAccepted}
          onAccept={setAccepted}
          error={isTried && !isAccepted ? say("agree.useNeeded") : undefined}
        />
      ) : null}
      <p className={css.follows}>{say(`agree.follows.${proposal.kind}`)}</p>
      {accept.isError ? <Problem error={accept.error} /> : null}
      <div className={css.acts}>
        <Button loading={accept.isPending} onClick={press}>
          {acceptWords(proposal, words)}
        </Button>
        <Decline
          proposal={proposal}
          onDecline={(answer) => declineProposal(who, proposal.id, answer)}
          onDone={() => contractsChanged(queries, who)}
        />
      </div>
    </section>
  );
}

/** "Accept 15 % of Piano in 30 days". */
export function acceptWords(proposal: Proposal, { say, language }: Words): string {
  const share = proposal.terms?.share;
  const product = proposal.product.name;
  if (proposal.kind === "end") return say("agree.acceptEnd", { product });
  if (proposal.kind === "fees") return say("agree.acceptFees", { product });
  return typeof share === "string"
    ? say("agree.accept", { share: formatRate(share, language), product })
    : say("agree.acceptTiers", { product });
}

function Withdraw({ who, proposal }: Props) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => withdrawProposal(who, proposal.id),
    onSuccess: async () => {
      setAsking(false);
      await contractsChanged(queries, who);
    },
  });
  return (
    <section className={css.answer} aria-label={say("agree.yourProposal")}>
      <p className={css.follows}>{say(`agree.waitsFor.${proposal.side}`)}</p>
      <div className={css.acts}>
        <Button variant="default" onClick={() => setAsking(true)}>
          {say("agree.withdrawAsk")}
        </Button>
      </div>
      <Confirm
        isOpen={isAsking}
        title={say("agree.withdrawTitle")}
        act={say("agree.withdraw", { product: proposal.product.name })}
        final={say("agree.withdrawSays")}
        isWorking={withdraw.isPending}
        error={withdraw.error ?? undefined}
        onConfirm={() => withdraw.mutate()}
        onClose={() => setAsking(false)}
      >
        {null}
      </Confirm>
    </section>
  );
}
