// A correction of who is credited with a sale: what it changes for whom, who proposed it, what became of it,
// and, while it waits, the way to approve or decline it. Under a question and on the sale's page.
//   <CorrectionRow one={one} />
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import { When } from "../../../parts/when.tsx";
import sharing from "../../../sharing/sharing.module.css";
import { useWords } from "../../../words/words.tsx";
import {
  approveCorrection,
  type CreditCorrection,
  declineCorrection,
} from "../../data/credit-corrections.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { CorrectionParts } from "./correction-parts.tsx";
import css from "./put-right.module.css";

const TONES = { proposed: "pending", posted: "good", declined: "taken", withdrawn: "quiet" } as const;

export function CorrectionRow({ one }: { one: CreditCorrection }) {
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
        <CorrectionParts parts={one.parts} producer={one.producer} />
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
        <CorrectionParts parts={one.parts} producer={one.producer} />
      </Confirm>
    </div>
  );
}
