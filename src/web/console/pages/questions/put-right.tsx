// Under a question: what was proposed to put it right, with its approval by a second person, and the act that
// proposes it: somebody else credited with the sale, or an amount for the party. It posts nothing unasked.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Question } from "../../../data/questions.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import { When } from "../../../parts/when.tsx";
import sharing from "../../../sharing/sharing.module.css";
import { useWords } from "../../../words/words.tsx";
import {
  approveCorrection,
  type CreditCorrection,
  correctionsQuery,
  declineCorrection,
} from "../../data/credit-corrections.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { CorrectionParts } from "./correction-parts.tsx";
import css from "./put-right.module.css";

const CorrectCredit = later(() => import("./correct-credit.tsx"), "CorrectCredit");
const Propose = later(() => import("../ledger/propose-adjustment.tsx"), "ProposeAdjustment");
const TONES = { proposed: "pending", posted: "good", declined: "taken", withdrawn: "quiet" } as const;

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
          <Row key={one.id} one={one} />
        ))}
      </ul>
      {may("disputes") && isAsked && !waits ? (
        <Button mt="md" variant="default" onClick={() => setOpen(true)}>
          {say(isCredit ? "correction.propose" : "correction.proposeAmount", { name: question.party.name })}
        </Button>
      ) : null}
      {isOpen && isCredit ? <CorrectCredit question={question} onClose={close} /> : null}
      {isOpen && !isCredit ? <Propose party={question.party} question={question.id} onClose={close} /> : null}
    </Section>
  );
}

function Row({ one }: { one: CreditCorrection }) {
  const { say, language } = useWords();
  const { may } = useWorkspace();
  const names = new Intl.ListFormat(language).format(one.credited.map(({ party }) => party.name));
  return (
    <li className={sharing.grant} data-state="given">
      <div className={sharing.what}>
        {one.credited.length === 0 ? say("correction.toNobody") : say("correction.to", { names })}
      </div>
      <div className={sharing.state}>
        <Status tone={TONES[one.state]}>{say(`adjustmentState.${one.state}`)}</Status>
      </div>
      <div className={sharing.purpose}>
        {one.reason}
        <CorrectionParts parts={one.parts} />
      </div>
      <div className={sharing.facts}>
        <span>
          {say("adjustment.by", { name: one.createdBy })} · <When at={one.createdAt} />
        </span>
        {one.answeredAt === null ? null : (
          <span>
            {say(`adjustmentAnswered.${one.state}`, { name: one.answeredBy ?? "" })} ·{" "}
            <When at={one.answeredAt} />
          </span>
        )}
      </div>
      {one.state === "proposed" && may("disputes") ? <Acts one={one} names={names} /> : null}
    </li>
  );
}

function Acts({ one, names }: { one: CreditCorrection; names: string }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const onSettled = () => queries.invalidateQueries({ queryKey: [ws] });
  const approve = useMutation({ mutationFn: () => approveCorrection(ws, one.id), onSettled });
  const decline = useMutation({ mutationFn: () => declineCorrection(ws, one.id), onSettled });
  return (
    <div className={sharing.act}>
      {decline.isError ? <Problem error={decline.error} /> : null}
      {one.own && one.fourEyes ? (
        <span className={css.note}>{say("adjustment.waits")}</span>
      ) : (
        <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
          {say("adjustment.approve")}
        </Button>
      )}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        loading={decline.isPending}
        onClick={() => decline.mutate()}
      >
        {say(one.own ? "adjustment.takeBack" : "adjustment.decline")}
      </Button>
      <Confirm
        isOpen={isOpen}
        title={
          one.credited.length === 0
            ? say("correction.approveNobody")
            : say("correction.approveTitle", { names })
        }
        act={say("correction.approveAct")}
        final={say("correction.final")}
        isWorking={approve.isPending}
        error={approve.error}
        onConfirm={() => approve.mutate(undefined, { onSuccess: () => setOpen(false) })}
        onClose={() => setOpen(false)}
      >
        <CorrectionParts parts={one.parts} />
      </Confirm>
    </div>
  );
}
