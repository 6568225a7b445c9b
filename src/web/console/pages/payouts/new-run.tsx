// A run before it is proposed: when the bank shall execute it, the rates for those paid in another currency
// than earned, who would be paid what, and why the others not; anybody can be left out, or paid alone. It
// never moves anything.
//   /w/ws_…/payouts/new?currency=EUR&q=bruno
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type NewPayoutRun, type PayoutPreview, previewQuery, proposeRun } from "../../../data/payouts.ts";
import { todayIn } from "../../../parts/date-range.ts";
import { useFilters } from "../../../parts/filters.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { useZone } from "../../../parts/when.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { payoutsAddress, runAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { PickPayouts, scopeOf } from "./pick-payouts.tsx";
import { LeftOut, Sums } from "./proposal.tsx";
import { type Rate, RateLine } from "./rate-line.tsx";

const NOBODY: ReadonlySet<string> = new Set();

export function NewRun() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const today = todayIn(useZone());
  const [executesOn, setDay] = useState(today);
  const [rates, setRates] = useState<readonly Rate[]>([]);
  const [out, setOut] = useState(NOBODY);
  const { currency } = useFilters(["currency"]).filters;
  const found = useQuery({ ...previewQuery(ws, { rates: [...rates] }), placeholderData: (old) => old });
  const scope = scopeOf(found.data?.payouts ?? [], out, currency);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const propose = useMutation({
    mutationFn: () => {
      const wanted: NewPayoutRun = { rates: [...rates], executesOn, ...scope.wanted };
      return proposeRun(ws, wanted);
    },
    onSuccess: async (run) => {
      await navigate({ to: runAddress(ws, run.id) });
      await queries.invalidateQueries({ queryKey: [ws, "payouts"] });
    },
  });
  const { picked } = scope;
  const act =
    may("sales") && (found.data?.payouts.length ?? 0) > 0 ? (
      <Button loading={propose.isPending} disabled={picked.length === 0} onClick={() => propose.mutate()}>
        {picked.length === 0 ? say("payout.pickNone") : say("payout.propose", { count: picked.length })}
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
            {picked.length > 0 ? <Sums payouts={picked} /> : null}
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
          <PickPayouts payouts={found.data.payouts} out={out} onOut={setOut} mayPick={may("sales")} />
          <NotPaid preview={found.data} currency={currency} />
        </>
      ) : null}
    </Page>
  );
}

function NotPaid({ preview, currency }: { preview: PayoutPreview; currency: string | undefined }) {
  const { say } = useWords();
  const rows = preview.leftOut.filter((one) => currency === undefined || one.currency === currency);
  if (rows.length === 0) return null;
  return (
    <Section title={say("payout.leftOut")}>
      <LeftOut rows={rows} />
    </Section>
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
          last={preview.lastRates.find((one) => one.from === pair.from && one.to === pair.to)}
          onGive={(given) =>
            onChange([...rates.filter((one) => one.from !== pair.from || one.to !== pair.to), given])
          }
        />
      ))}
    </Section>
  );
}
