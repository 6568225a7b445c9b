// One payout: to whom, where to, under which reference, and everything that became of it, in order, with the
// entries in the books. Where the bank answers nothing, a person says what happened.
//   /w/ws_…/payouts/payout_…

import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { endPayout, type PayoutDetail, payoutQuery } from "../../../data/payouts.ts";
import { Choice } from "../../../parts/choice.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { Timeline } from "../../../parts/timeline.tsx";
import { When } from "../../../parts/when.tsx";
import { PAYOUT_TONES, PayoutState } from "../../../payouts/payout-state.tsx";
import css from "../../../payouts/payouts.module.css";
import { whyOf } from "../../../payouts/reason-words.ts";
import { useWords } from "../../../words/words.tsx";
import { entryAddress, partyAddress, payoutsAddress, runAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { CameBack } from "./came-back.tsx";

export function PayoutPage() {
  const { say, language } = useWords();
  const { ws, may } = useWorkspace();
  const { payout: id = "" } = useParams({ strict: false }) as { payout?: string };
  const found = useQuery(payoutQuery(ws, id));
  const payout = found.data;
  const back =
    payout === undefined
      ? { to: payoutsAddress(ws), name: say("nav.payouts") }
      : { to: runAddress(ws, payout.run.id), name: say("payout.runNo", { no: payout.run.no }) };
  if (payout === undefined) {
    return (
      <Page title={say("payout.one")} back={back}>
        {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.isPending ? <FiguresSkeleton count={2} /> : null}
      </Page>
    );
  }
  const amount = amountText(payout.amount, payout.currency, language);
  return (
    <Page
      title={say("payout.oneTitle", { amount, name: payout.party.name })}
      lead={<PayoutState state={payout.state} />}
      back={back}
    >
      <PayoutFacts payout={payout} />
      <Section
        title={say("payout.story")}
        aside={may("sales") ? <End payout={payout} amount={amount} /> : null}
      >
        <Story payout={payout} />
      </Section>
    </Page>
  );
}

function PayoutFacts({ payout }: { payout: PayoutDetail }) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const { party, rail, method, reference, owed, rate, externalId, reason, entries, cameBack } = payout;
  const facts: [string, ReactNode][] = [
    [
      say("word.party"),
      <Link key="party" to={partyAddress(ws, party.id)}>
        {party.name}
      </Link>,
    ],
    [say("payout.to"), `${say(`payout.rail.${rail}`)} · ${method.hint}`],
    [
      say("payout.reference"),
      <span key="ref" className={css.mono}>
        {reference}
      </span>,
    ],
  ];
  if (rate !== null) {
    facts.push([say("payout.owed"), <Money key="owed" amount={owed.amount} currency={owed.currency} />]);
    facts.push([
      say("payout.rate"),
      <span key="rate">
        {rate.rate} · {rate.source} · <When at={rate.at} />
      </span>,
    ]);
  }
  if (cameBack !== null) {
    facts.push([say("payout.cameBackHead"), <CameBack key="back" back={cameBack} isLink />]);
  }
  if (reason !== "") facts.push([say("payout.whyHead"), whyOf(reason, words)]);
  if (externalId !== null) facts.push([say("payout.externalId"), externalId]);
  const seqs = [entries.begun, entries.settled, entries.back].filter((seq) => seq !== null);
  if (seqs.length > 0) {
    facts.push([
      say("payout.entries"),
      <span key="entries">
        {seqs.map((seq, i) => (
          <span key={seq}>
            {i > 0 ? " · " : ""}
            <Link to={entryAddress(ws, seq)}>{say("payout.entry", { seq })}</Link>
          </span>
        ))}
      </span>,
    ]);
  }
  return <Facts facts={facts} />;
}

function Story({ payout }: { payout: PayoutDetail }) {
  const words = useWords();
  const { say } = words;
  return (
    <Timeline
      moments={payout.steps.map((one, i) => ({
        key: String(i),
        title: say(`payout.step.${one.step}` as "payout.step.sent"),
        at: one.at,
        aside: one.by ?? say("payout.byItself"),
        tone: PAYOUT_TONES[one.step as keyof typeof PAYOUT_TONES] ?? "quiet",
        ...(one.note === "" ? {} : { body: whyOf(one.note, words) }),
      }))}
    />
  );
}

type How = "settled" | "failed" | "returned";

function End({ payout, amount }: { payout: PayoutDetail; amount: string }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const isOut = payout.state === "in_transit" || payout.state === "unknown";
  const options: readonly How[] = isOut
    ? ["settled", "failed"]
    : payout.state === "settled"
      ? ["returned"]
      : [];
  const [chosen, setChosen] = useState<How | null>(null);
  const how = chosen !== null && options.includes(chosen) ? chosen : options[0];
  const [reason, setReason] = useState("");
  const end = useMutation({
    mutationFn: () => endPayout(ws, payout.id, how ?? "", how === "settled" ? "" : reason),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: [ws] });
    },
  });
  if (how === undefined) return null;
  const name = payout.party.name;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)} w="fit-content">
        {say("payout.end")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("payout.endTitle", { amount, name })}
        act={say(`payout.endAct.${how}`, { amount })}
        final={say(`payout.endFinal.${how}`, { name })}
        isWorking={end.isPending}
        error={end.error ?? undefined}
        onConfirm={() => end.mutate()}
        onClose={() => setAsking(false)}
      >
        <Choice
          label={say("payout.endHow")}
          data={options.map((value) => ({ value, label: say(`payout.state.${value}`) }))}
          value={how}
          mb="md"
          onChange={(value) => setChosen(value as How)}
        />
        {how === "settled" ? null : (
          <TextInput
            label={say("payout.endWhy")}
            maxLength={400}
            value={reason}
            mb="md"
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Confirm>
    </>
  );
}
