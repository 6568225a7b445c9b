// A run before it is proposed: when the bank shall execute it, the rates for those paid in another currency
// than earned, who would be paid what, and why the others not. It never moves anything.
//   /w/ws_…/payouts/new
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type NewPayoutRun, type PayoutPreview, previewQuery, proposeRun } from "../../../data/payouts.ts";
import { todayIn } from "../../../parts/date-range.ts";
import { Empty } from "../../../parts/empty.tsx";
import { FormRow } from "../../../parts/form.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { useZone } from "../../../parts/when.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { payoutsAddress, runAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { LeftOut, Sums, Wanted } from "./proposal.tsx";

type Rate = NonNullable<NewPayoutRun["rates"]>[number];

export function NewRun() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const today = todayIn(useZone());
  const [executesOn, setDay] = useState(today);
  const [rates, setRates] = useState<readonly Rate[]>([]);
  const wanted: NewPayoutRun = { rates: [...rates], executesOn };
  const found = useQuery({ ...previewQuery(ws, { rates: [...rates] }), placeholderData: (old) => old });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const propose = useMutation({
    mutationFn: () => proposeRun(ws, wanted),
    onSuccess: async (run) => {
      await navigate({ to: runAddress(ws, run.id) });
      await queries.invalidateQueries({ queryKey: [ws, "payouts"] });
    },
  });
  const payouts = found.data?.payouts ?? [];
  const act =
    may("sales") && payouts.length > 0 ? (
      <Button loading={propose.isPending} onClick={() => propose.mutate()}>
        {say("payout.propose", { count: payouts.length })}
      </Button>
    ) : null;
  return (
    <Page
      title={say("payout.newTitle")}
      lead={say("payout.newLead")}
      back={{ to: payoutsAddress(ws), name: say("nav.payouts") }}
      action={act}
    >
      {propose.error ? <Problem error={propose.error} /> : null}
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <FiguresSkeleton count={2} /> : null}
      {found.data ? (
        <>
          <div className={css.stack}>
            {payouts.length > 0 ? <Sums payouts={payouts} /> : null}
            <TextInput
              className={css.narrow ?? ""}
              type="date"
              label={say("payout.executesOn")}
              min={today}
              value={executesOn}
              onChange={(event) => setDay(event.currentTarget.value || today)}
            />
          </div>
          <Rates preview={found.data} rates={rates} onChange={setRates} />
          <Lists preview={found.data} />
        </>
      ) : null}
    </Page>
  );
}

function Lists({ preview: { payouts, leftOut } }: { preview: PayoutPreview }) {
  const { say } = useWords();
  return (
    <>
      {payouts.length > 0 ? (
        <Section title={say("payout.wanted")}>
          <Wanted payouts={payouts} />
        </Section>
      ) : (
        <Empty title={say("payout.nobody")} says={say("payout.nobodySays")} />
      )}
      {leftOut.length > 0 ? (
        <Section title={say("payout.leftOut")}>
          <LeftOut rows={leftOut} />
        </Section>
      ) : null}
    </>
  );
}

interface RatesProps {
  preview: PayoutPreview;
  rates: readonly Rate[];
  onChange: (rates: readonly Rate[]) => void;
}

/** One line for each pair that a party wants and nobody gave. */
function Rates({ preview, rates, onChange }: RatesProps) {
  const { say } = useWords();
  const asked = preview.leftOut
    .filter((one) => one.reason === "no_rate")
    .map((one) => ({ from: String(one.facts.from), to: String(one.facts.to) }));
  const pairs = new Map([...rates, ...asked].map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  if (pairs.size === 0) return null;
  return (
    <Section title={say("payout.rates")}>
      <p className={css.quiet}>{say("payout.ratesSay")}</p>
      {[...pairs.values()].map((pair) => (
        <RateLine
          key={`${pair.from} ${pair.to}`}
          pair={pair}
          onGive={(given) =>
            onChange([...rates.filter((one) => one.from !== pair.from || one.to !== pair.to), given])
          }
        />
      ))}
    </Section>
  );
}

function RateLine({ pair, onGive }: { pair: { from: string; to: string }; onGive: (rate: Rate) => void }) {
  const { say } = useWords();
  const [rate, setRate] = useState("");
  const [source, setSource] = useState("");
  const spelt = rate.trim().replace(",", ".");
  const isRate = /^(0|[1-9][0-9]{0,9})(\.[0-9]{1,10})?$/.test(spelt) && /[1-9]/.test(spelt);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isRate && source.trim() !== "") {
          onGive({ ...pair, rate: spelt, source: source.trim(), at: new Date().toISOString() });
        }
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
        <Button type="submit" variant="default" disabled={!isRate || source.trim() === ""} mt={28}>
          {say("payout.rateUse")}
        </Button>
      </FormRow>
    </form>
  );
}
