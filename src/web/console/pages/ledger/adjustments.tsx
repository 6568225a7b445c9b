// What is put right by hand: each adjustment with its reason, who proposed it and who approved it. Approving
// says before what it posts; whoever proposed one takes it back, and never approves it alone where two must
// look.
import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { later } from "../../../parts/later.tsx";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { Status } from "../../../parts/status.tsx";
import { When } from "../../../parts/when.tsx";
import sharing from "../../../sharing/sharing.module.css";
import { useWords } from "../../../words/words.tsx";
import { entryAddress, partiesAddress, partyAddress, questionAddress } from "../../addresses.ts";
import {
  type Adjustment,
  adjustmentsQuery,
  approveAdjustment,
  declineAdjustment,
} from "../../data/adjustments.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./ledger.module.css";

const WriteOffDays = later(() => import("./write-off-days.tsx"), "WriteOffDays");

const Propose = later(() => import("./propose-adjustment.tsx"), "ProposeAdjustment");
const TONES = { proposed: "pending", posted: "good", declined: "taken", withdrawn: "quiet" } as const;

/** Of one party, or of all. */
export function Adjustments({ party }: { party?: { id: string; name: string } }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const [isProposing, setProposing] = useState(false);
  const found = useInfiniteQuery(adjustmentsQuery(ws, party === undefined ? {} : { party: party.id }));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <p className={css.note}>{say("adjustment.says")}</p>
      {may("disputes") && party !== undefined ? (
        <Button variant="default" mb="md" onClick={() => setProposing(true)}>
          {say("adjustment.propose")}
        </Button>
      ) : null}
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={3} /> : null}
      {found.isSuccess && rows.length === 0 && party === undefined ? (
        <Empty
          title={say("adjustment.none")}
          says={say("adjustment.noneSays")}
          action={<Link to={partiesAddress(ws)}>{say("nav.parties")}</Link>}
        />
      ) : null}
      <ul className={sharing.grants}>
        {rows.map((one) => (
          <Row key={one.id} one={one} withParty={party === undefined} />
        ))}
      </ul>
      {found.hasNextPage ? (
        <Button
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {say("action.showMore")}
        </Button>
      ) : null}
      {party === undefined ? <WriteOffDays /> : null}
      {isProposing && party !== undefined ? (
        <Propose party={party} onClose={() => setProposing(false)} />
      ) : null}
    </>
  );
}

function Row({ one, withParty }: { one: Adjustment; withParty: boolean }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  return (
    <li className={sharing.grant} data-state="given">
      <div className={sharing.what}>
        <Money amount={one.amount} currency={one.currency} signed />{" "}
        {withParty ? <Link to={partyAddress(ws, one.party.id)}>{one.party.name}</Link> : null}
      </div>
      <div className={sharing.state}>
        <Status tone={TONES[one.state]}>{say(`adjustmentState.${one.state}`)}</Status>
      </div>
      <div className={sharing.purpose}>
        {one.kind === "write_off" ? `${say("entryKind.write_off")}: ${one.reason}` : one.reason}
      </div>
      {one.answer === "" ? null : <blockquote className={sharing.purpose}>{one.answer}</blockquote>}
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
        {one.question === null ? null : (
          <Link to={questionAddress(ws, one.question)}>{say("adjustment.question")}</Link>
        )}
        {one.correction === null ? null : <span>{say("adjustment.partOf")}</span>}
        {one.entry === null ? null : (
          <Link to={entryAddress(ws, one.entry)}>{say("entry.open", { seq: one.entry })}</Link>
        )}
      </div>
      {one.state === "proposed" && may("disputes") ? <Acts one={one} /> : null}
    </li>
  );
}

function Acts({ one }: { one: Adjustment }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const onSettled = () => queries.invalidateQueries({ queryKey: [ws] });
  const approve = useMutation({ mutationFn: () => approveAdjustment(ws, one.id), onSettled });
  const decline = useMutation({ mutationFn: () => declineAdjustment(ws, one.id), onSettled });
  const amount = amountText(one.amount, one.currency, language);
  const name = one.party.name;
  const mayApprove = !(one.own && one.fourEyes);
  return (
    <div className={sharing.act}>
      {decline.isError ? <Problem error={decline.error} /> : null}
      {mayApprove ? (
        <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
          {say("adjustment.approve")}
        </Button>
      ) : (
        <span className={css.kind}>{say("adjustment.waits")}</span>
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
        title={say("adjustment.approveTitle", { amount, name })}
        act={say("adjustment.approveAct", { amount })}
        final={say(one.kind === "write_off" ? "adjustment.finalOff" : "adjustment.final", { name })}
        isWorking={approve.isPending}
        error={approve.error}
        onConfirm={() => approve.mutate(undefined, { onSuccess: () => setOpen(false) })}
        onClose={() => setOpen(false)}
      >
        <p>{one.reason}</p>
      </Confirm>
    </div>
  );
}
