// The first steps of a new business: a product with its price, the fees, a colleague, and a sale to try that
// is taken back whole. Each may be put aside; what is done is read from what is there, so that one can go on
// elsewhere.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Icon } from "../../../parts/icons.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { useWords } from "../../../words/words.tsx";
import { newProductAddress, overviewAddress, settingsAddress } from "../../addresses.ts";
import { type FirstRun, type FirstStep, firstRunQuery, skipStep } from "../../data/first-run.ts";
import { ForRole } from "../../frame/for-role.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./first-run.module.css";
import { TestSale } from "./test-sale.tsx";

export function FirstRunPage() {
  const { say } = useWords();
  const { own } = useWorkspace();
  const title = say("firstRun.title", { name: own?.name ?? "" });
  return (
    <ForRole needs="settings" title={title} says={say("firstRun.noAccess")}>
      <FirstSteps />
    </ForRole>
  );
}

function FirstSteps() {
  const { say } = useWords();
  const { ws, own } = useWorkspace();
  const run = useQuery(firstRunQuery(ws));
  const left = run.data?.steps.filter((one) => one.state === "open").length ?? 0;
  return (
    <Page
      title={say("firstRun.title", { name: own?.name ?? "" })}
      lead={run.data ? say("firstRun.lead", { left }) : null}
      back={{ to: overviewAddress(ws), name: say("nav.overview") }}
    >
      {run.isError ? <Problem error={run.error} onRetry={() => void run.refetch()} /> : null}
      {run.data ? <Steps run={run.data} /> : <TextSkeleton lines={8} />}
    </Page>
  );
}

function Steps({ run }: { run: FirstRun }) {
  // Mail is set by whoever runs the server: nothing can be pressed for it here.
  const next = run.steps.find((one) => one.state === "open" && one.step !== "mail");
  return (
    <ol className={css.steps}>
      {run.steps.map((one, at) => (
        <Step
          key={one.step}
          number={at + 1}
          step={one.step}
          state={one.state}
          run={run}
          isNext={one === next}
        />
      ))}
    </ol>
  );
}

interface StepProps {
  number: number;
  step: FirstStep;
  state: FirstRun["steps"][number]["state"];
  run: FirstRun;
  /** The one thing to do now. */
  isNext: boolean;
}

function Step({ number, step, state, run, isNext }: StepProps) {
  const { say } = useWords();
  return (
    <li className={css.step} data-state={state}>
      <span className={css.mark}>
        {state === "done" ? <Icon name="check" size={16} /> : <span aria-hidden="true">{number}</span>}
        <span className="only-read">{say(`firstRun.${state}`)}</span>
      </span>
      <div>
        <h2>{say(`firstRun.${step}`)}</h2>
        <p>
          {say(`firstRun.${step}Says`)}
          {step === "test_sale" && run.product === null ? ` ${say("firstRun.needsProduct")}` : null}
        </p>
      </div>
      <div className={css.acts}>
        {step === "test_sale" ? (
          <TestSale run={run} isNext={isNext} />
        ) : step === "mail" ? null : (
          <Way step={step} isDone={state === "done"} isNext={isNext} />
        )}
        {state === "done" ? null : <Skip step={step} isSkipped={state === "skipped"} />}
      </div>
    </li>
  );
}

function Way({
  step,
  isDone,
  isNext,
}: {
  step: Exclude<FirstStep, "test_sale" | "mail">;
  isDone: boolean;
  isNext: boolean;
}) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const to = {
    product: `${newProductAddress(ws)}?from=first-steps`,
    fee: `${settingsAddress(ws, "fees")}?from=first-steps`,
    team: settingsAddress(ws, "team"),
  }[step];
  return (
    <Button component={Link} to={to} size="xs" variant={isNext ? "filled" : "default"}>
      {say(isDone ? `firstRun.${step}Again` : `firstRun.${step}Way`)}
    </Button>
  );
}

function Skip({ step, isSkipped }: { step: FirstStep; isSkipped: boolean }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const skip = useMutation({
    mutationFn: () => skipStep(ws, step, !isSkipped),
    onSuccess: (run) => queries.setQueryData(firstRunQuery(ws).queryKey, run),
  });
  return (
    <>
      {skip.isError ? <Problem error={skip.error} /> : null}
      <Button variant="subtle" color="gray" size="xs" loading={skip.isPending} onClick={() => skip.mutate()}>
        {say(isSkipped ? "firstRun.takeUp" : "firstRun.skip")}
      </Button>
    </>
  );
}
