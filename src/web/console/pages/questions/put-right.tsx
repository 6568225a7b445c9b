// Under a question: what was proposed to put it right, with its approval by a second person, and the act that
// proposes it: somebody else credited with the sale, or an amount for the party. It posts nothing unasked.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Question } from "../../../data/questions.ts";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import sharing from "../../../sharing/sharing.module.css";
import { useWords } from "../../../words/words.tsx";
import { correctionsQuery } from "../../data/credit-corrections.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { CorrectionRow } from "./correction-row.tsx";
import css from "./put-right.module.css";

const CorrectCredit = later(() => import("./correct-credit.tsx"), "CorrectCredit");
const Propose = later(() => import("../ledger/propose-adjustment.tsx"), "ProposeAdjustment");

export function PutRight({ question }: { question: Question }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const found = useQuery(correctionsQuery(ws, { question: question.id }));
  const rows = found.data?.data ?? [];
  const isCredit = question.topic === "attribution" && question.about.kind === "sale";
  const waits = rows.some((one) => one.state === "proposed");
  const isAsked = question.decision === "will_be_corrected";
  const close = () => setOpen(false);
  if (!isAsked && rows.length === 0) return null;
  return (
    <Section title={say("correction.section")}>
      {isAsked && question.correctedAt === null && !waits ? (
        <p className={css.says}>{say(isCredit ? "correction.says" : "correction.saysAmount")}</p>
      ) : null}
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      <ul className={sharing.grants}>
        {rows.map((one) => (
          <CorrectionRow key={one.id} one={one} />
        ))}
      </ul>
      {may("disputes") && isAsked && !waits ? (
        <Button mt="md" variant="default" onClick={() => setOpen(true)}>
          {say(isCredit ? "correction.propose" : "correction.proposeAmount", { name: question.party.name })}
        </Button>
      ) : null}
      {isOpen && isCredit ? (
        <CorrectCredit
          sale={{ id: question.about.id, product: question.product }}
          asker={question.party}
          question={question.id}
          onClose={close}
        />
      ) : null}
      {isOpen && !isCredit ? <Propose party={question.party} question={question.id} onClose={close} /> : null}
    </Section>
  );
}
