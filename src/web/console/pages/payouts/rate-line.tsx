// One exchange rate for a run: the number, where it comes from and of which day, beside the one that was used
// last and how far the two are apart. It never looks a rate up.
//   <RateLine pair={{ from: "USD", to: "BRL" }} last={last} onGive={give} />
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { NewPayoutRun, PayoutPreview } from "../../../data/payouts.ts";
import { todayIn } from "../../../parts/date-range.ts";
import { FormRow } from "../../../parts/form.tsx";
import { useZone, When } from "../../../parts/when.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";

export type Rate = NonNullable<NewPayoutRun["rates"]>[number];
type Last = PayoutPreview["lastRates"][number];

/** Beyond this a person looks again: a digit too many, or the other way round. */
const FAR = 0.1;

interface Props {
  pair: { from: string; to: string };
  last: Last | undefined;
  onGive: (rate: Rate) => void;
}

export function RateLine({ pair, last, onGive }: Props) {
  const { say } = useWords();
  const today = todayIn(useZone());
  const [rate, setRate] = useState("");
  const [source, setSource] = useState(last?.source ?? "");
  const [day, setDay] = useState(today);
  const spelt = rate.trim().replace(",", ".");
  const isRate = /^(0|[1-9][0-9]{0,9})(\.[0-9]{1,10})?$/.test(spelt) && /[1-9]/.test(spelt);
  const isReady = isRate && source.trim() !== "" && day !== "" && day <= today;
  return (
    <form
      className={css.rateLine}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        const at = day === today ? new Date().toISOString() : `${day}T12:00:00Z`;
        onGive({ ...pair, rate: spelt, source: source.trim(), at });
      }}
    >
      <FormRow>
        <TextInput
          label={say("payout.rateOf", pair)}
          inputMode="decimal"
          value={rate}
          onChange={(event) => setRate(event.currentTarget.value)}
        />
        <TextInput
          label={say("payout.rateSource")}
          maxLength={120}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={say("payout.rateDay")}
          max={today}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!isReady} mt={25}>
          {say("payout.rateUse")}
        </Button>
      </FormRow>
      {last ? <Beside last={last} rate={isRate ? Number(spelt) : null} /> : null}
    </form>
  );
}

function Beside({ last, rate }: { last: Last; rate: number | null }) {
  const { say, language } = useWords();
  const by = rate === null ? null : rate / Number(last.rate) - 1;
  const per = new Intl.NumberFormat(language, {
    ...{ style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" },
  } as Intl.NumberFormatOptions);
  const shown = new Intl.NumberFormat(language, { maximumSignificantDigits: 10 }).format(Number(last.rate));
  return (
    <p className={css.quiet} aria-live="polite">
      {say("payout.rateLast", { rate: shown, source: last.source })} <When at={last.at} show="day" />
      {by === null ? null : ` · ${per.format(by)}`}
      {by !== null && Math.abs(by) > FAR ? (
        <strong className={css.far}> {say("payout.rateFar")}</strong>
      ) : null}
    </p>
  );
}
