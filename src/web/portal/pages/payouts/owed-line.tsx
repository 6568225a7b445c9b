// What a party has in one currency and when it is paid: the next run's day and about how much, or why that
// run would leave it out; asking for it, and taking that back. It never promises what the run would not do.
//   <OwedLine one={details.owed[0]} details={details} />
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { askPayout, type PayoutDetails, takeBackAsk } from "../../../data/payouts.ts";
import { amountText } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { When } from "../../../parts/when.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { useParty } from "../../frame/use-party.ts";
import { ownReasonOf } from "./why-not.ts";

interface OwedLineProps {
  one: PayoutDetails["owed"][number];
  details: PayoutDetails;
}

export function OwedLine({ one, details }: OwedLineProps) {
  const { say } = useWords();
  const { party, mayAccept } = useParty();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: [party, "payouts"] });
  const ask = useMutation({ mutationFn: () => askPayout(party, one.currency), onSuccess });
  const back = useMutation({ mutationFn: () => takeBackAsk(party, one.currency), onSuccess });
  const asked = details.requests.find((request) => request.currency === one.currency);
  const isEnough = one.available > 0 && (one.available >= one.least || details.settings.currency !== null);
  const canAsk = isEnough && details.method !== null && !details.settings.held;
  return (
    <li>
      <div className={css.fileName}>
        <Money amount={one.available} currency={one.currency} size="lg" zero="digits" />
        <WhenPaid one={one} asked={asked} />
        {(ask.error ?? back.error) ? <Problem error={ask.error ?? back.error} /> : null}
      </div>
      {mayAccept && asked && !asked.taken ? (
        <Button variant="subtle" color="gray" loading={back.isPending} onClick={() => back.mutate()}>
          {say("payout.askBack")}
        </Button>
      ) : null}
      {mayAccept && !asked && canAsk ? (
        <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
          {say("payout.ask", { currency: one.currency })}
        </Button>
      ) : null}
    </li>
  );
}

interface WhenPaidProps {
  one: OwedLineProps["one"];
  asked: PayoutDetails["requests"][number] | undefined;
}

function WhenPaid({ one, asked }: WhenPaidProps) {
  const words = useWords();
  const { say, language } = words;
  const minimum = amountText(one.least, one.currency, language);
  const why = one.whyNot === null ? null : ownReasonOf(one.whyNot, words);
  const not = why === null ? null : say(one.nextOn ? "payout.notThen" : "payout.notNow", { why });
  if (asked) {
    return (
      <span className={css.quiet}>
        {say("payout.asked")} <When at={asked.askedAt} />
        {asked.taken ? `. ${say("payout.askedTaken")}` : null}
        {not !== null && !asked.taken ? `. ${not}` : null}
      </span>
    );
  }
  if (!one.nextOn) {
    return <span className={css.quiet}>{not ?? say("payout.onAsking", { minimum })}</span>;
  }
  const isEnough = one.expected !== null && (one.whyNot === null ? one.expected > 0 : false);
  return (
    <span className={css.quiet}>
      {say("payout.nextOn")} <When at={one.nextOn} show="day" />
      {not === null ? ": " : ". "}
      {not ??
        (isEnough
          ? say("payout.expected", { amount: amountText(one.expected ?? 0, one.currency, language) })
          : say("payout.tooLittle", { minimum }))}
    </span>
  );
}
