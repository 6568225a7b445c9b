// How far a run is: while it is being begun, how many are in the books and how many are left, with a way to
// stop; then how many arrived, are under way and came back. It goes on by itself when nobody looks.
//   <Beginning run={run} />  <HowFar run={run} />
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type PayoutRun, stopRun } from "../../../data/payouts.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { Section } from "../../../parts/page.tsx";
import { Progress } from "../../../parts/progress.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

type State = PayoutRun["sums"][number]["state"];

function countOf({ sums }: PayoutRun, ...states: State[]): number {
  return sums.reduce((all, one) => (states.includes(one.state) ? all + one.count : all), 0);
}

export function Beginning({ run }: { run: PayoutRun }) {
  const { say } = useWords();
  const { may } = useWorkspace();
  const left = countOf(run, "proposed");
  const total = run.sums.reduce((all, one) => all + one.count, 0);
  const done = total - left;
  return (
    <Section
      title={say("payout.beginning")}
      aside={may("sales") ? <Stop run={run} left={left} /> : undefined}
    >
      <p className={css.quiet}>{say("payout.beginningSays")}</p>
      <Progress
        done={done}
        total={total}
        failed={countOf(run, "refused")}
        says={say("payout.begunOf", { done, total, left })}
      />
    </Section>
  );
}

function Stop({ run, left }: { run: PayoutRun; left: number }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const stop = useMutation({
    mutationFn: () => stopRun(ws, run.id),
    onSuccess: () => setAsking(false),
    onSettled: () => queries.invalidateQueries({ queryKey: [ws] }),
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {say("payout.stop")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("payout.stopTitle", { no: run.no })}
        act={say("payout.stopAct", { no: run.no })}
        final={say("payout.stopFinal")}
        isWorking={stop.isPending}
        error={stop.error ?? undefined}
        onConfirm={() => stop.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{say("payout.stopBody", { left })}</p>
      </Confirm>
    </>
  );
}

/** Of what is begun; what was taken out or never begun is no part of it. */
export function HowFar({ run }: { run: PayoutRun }) {
  const { say } = useWords();
  const settled = countOf(run, "settled");
  const back = countOf(run, "failed", "returned");
  const underWay = countOf(run, "in_transit");
  const unknown = countOf(run, "unknown");
  const total = settled + back + underWay + unknown;
  if (total === 0) return null;
  const parts = [
    say("payout.arrivedOf", { done: settled, total }),
    underWay > 0 ? say("payout.underWay", { count: underWay }) : "",
    unknown > 0 ? say("payout.unknownCount", { count: unknown }) : "",
    back > 0 ? say("payout.backCount", { count: back }) : "",
  ];
  return (
    <Section title={say("payout.howFar")}>
      <Progress
        done={settled + back}
        failed={back}
        total={total}
        isRunning={false}
        says={parts.filter((part) => part !== "").join(" · ")}
      />
    </Section>
  );
}
