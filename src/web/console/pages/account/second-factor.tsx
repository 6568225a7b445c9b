// The second factor: turned on by scanning a picture drawn here and typing a first code; recovery codes shown
// once; turned off with the password and a code. The key is never sent anywhere but to the screen.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { beginFactor, type Security } from "../../data/own-account.ts";
import css from "./account.module.css";
import { ProveFactor } from "./prove-factor.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { ScanKey } from "./scan-key.tsx";

type Step =
  | { is: "still" }
  | { is: "scan"; key: string; address: string }
  | { is: "codes"; codes: string[] }
  | { is: "prove"; act: "off" | "codes" };

export function SecondFactor({ facts }: { facts: Security }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>({ is: "still" });
  const { on, since, codesLeft } = facts.secondFactor;
  const refresh = () => queries.invalidateQueries({ queryKey: ["account"] });
  const begin = useMutation({
    mutationFn: beginFactor,
    onSuccess: ({ key, address }) => setStep({ is: "scan", key, address }),
  });
  const showCodes = async (codes: string[]) => {
    setStep({ is: "codes", codes });
    await refresh();
  };
  const still = () => setStep({ is: "still" });
  return (
    <Section
      title={say("factor.title")}
      aside={
        on ? (
          <Status tone="good">{say("factor.on")}</Status>
        ) : (
          <Status tone="quiet">{say("factor.off")}</Status>
        )
      }
    >
      <div className={css.stack}>
        <p>{say("factor.says")}</p>
        {on && since ? (
          <p>
            {say("factor.since")} <When at={since} show="day" />.{" "}
            {say("factor.codesLeft", { count: codesLeft })}
          </p>
        ) : null}
        {begin.error ? <Problem error={begin.error} /> : null}
        {step.is === "scan" ? (
          <ScanKey factorKey={step.key} address={step.address} onDone={showCodes} onClose={still} />
        ) : null}
        {step.is === "codes" ? <RecoveryCodes codes={step.codes} onClose={still} /> : null}
        {step.is === "prove" ? (
          <ProveFactor
            act={step.act}
            hasPassword={facts.hasPassword}
            onCodes={showCodes}
            onOff={async () => {
              still();
              await refresh();
            }}
            onClose={still}
          />
        ) : null}
        {step.is === "still" && !on ? (
          <Button loading={begin.isPending} onClick={() => begin.mutate()}>
            {say("factor.turnOn")}
          </Button>
        ) : null}
        {step.is === "still" && on ? (
          <Button.Group>
            <Button variant="default" onClick={() => setStep({ is: "prove", act: "codes" })}>
              {say("factor.newCodes")}
            </Button>
            <Button variant="default" color="brick" onClick={() => setStep({ is: "prove", act: "off" })}>
              {say("factor.turnOff")}
            </Button>
          </Button.Group>
        ) : null}
      </div>
    </Section>
  );
}
