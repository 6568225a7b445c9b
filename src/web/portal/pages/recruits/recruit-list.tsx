// A manager's affiliates of one product: who applies, who promotes, at which rate; approve, refuse, write to
// all, hand one over to another manager. Handing over counts for later sales only, and says so before.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { decideRecruit, type ManagedProduct, type Recruit } from "../../../data/programs.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useToast } from "../../../parts/toast.tsx";
import { When } from "../../../parts/when.tsx";
import { DecideForm } from "../../../programs/decide-form.tsx";
import { HandOver } from "../../../programs/hand-over.tsx";
import { WriteToAffiliates } from "../../../programs/write-to-affiliates.tsx";
import { useWords } from "../../../words/words.tsx";
import css from "./recruits.module.css";

interface Props {
  party: string;
  managed: ManagedProduct;
  recruits: readonly Recruit[];
  mayAct: boolean;
  isLoading: boolean;
}

const TONES = {
  requested: "pending",
  approved: "good",
  refused: "quiet",
  blocked: "taken",
  suspended: "pending",
  ended: "quiet",
} as const;

type Open = { act: "write" | "hand_over_several" } | { act: "refuse" | "hand_over"; one: Recruit } | null;

export function RecruitList({ party, managed, recruits, mayAct, isLoading }: Props) {
  const { say } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const [open, setOpen] = useState<Open>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: [party, "recruits"] });
  const approve = useMutation({
    mutationFn: (one: Recruit) => decideRecruit(party, one.id, "approve", ""),
    onSuccess: async (_, one) => {
      await refresh();
      toast.tell({ says: say("recruits.approved", { name: one.party.name }) });
    },
  });
  const promoting = recruits.filter((one) => one.state === "approved" || one.state === "suspended");
  const acts = (one: Recruit) => (
    <Acts
      one={one}
      mayHandOver={mayMove}
      isWorking={approve.isPending && approve.variables?.id === one.id}
      onApprove={() => approve.mutate(one)}
      onOpen={(act) => setOpen({ act, one })}
    />
  );
  const mayMove = managed.others.length > 0;
  const columns = useColumns(mayAct ? acts : null);
  const close = () => setOpen(null);
  const done = () => void refresh().then(close);
  if (!isLoading && recruits.length === 0) {
    return <Empty title={say("recruits.nobody")} says={say("recruits.nobodySays")} />;
  }
  return (
    <>
      {mayAct && managed.slug !== null && promoting.length > 0 ? (
        <div className={css.bar}>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="mail" size={15} />}
            onClick={() => setOpen({ act: "write" })}
          >
            {say("program.write")}
          </Button>
          {mayMove && promoting.length > 1 ? (
            <Button size="xs" variant="default" onClick={() => setOpen({ act: "hand_over_several" })}>
              {say("handOver.open")}
            </Button>
          ) : null}
        </div>
      ) : null}
      {approve.isError ? <Problem error={approve.error} /> : null}
      <DataTable
        says={say("recruits.title")}
        rows={recruits}
        columns={columns}
        keyOf={(one) => one.id}
        isLoading={isLoading}
      />
      <Windows {...{ party, managed, open, close, done }} promoting={promoting} />
    </>
  );
}

interface WindowsProps {
  party: string;
  managed: ManagedProduct;
  open: Open;
  promoting: readonly Recruit[];
  close: () => void;
  done: () => void;
}

function Windows({ party, managed, open, promoting, close, done }: WindowsProps) {
  const { say } = useWords();
  const { product } = managed;
  if (open === null) return null;
  if (open.act === "write") {
    return (
      <Dialog title={say("program.writeTitle", { product: product.name })} size="lg" onClose={close}>
        <WriteToAffiliates
          who={{ side: "party", id: party }}
          product={product}
          count={promoting.length}
          onClose={close}
        />
      </Dialog>
    );
  }
  if (open.act === "refuse") {
    const { name } = open.one.party;
    return (
      <Dialog title={say("program.act.refuse", { name })} onClose={close}>
        <DecideForm
          name={name}
          decision="refuse"
          send={(reason) => decideRecruit(party, open.one.id, "refuse", reason)}
          onDone={done}
          onClose={close}
        />
      </Dialog>
    );
  }
  const one = "one" in open ? open.one : null;
  const those = one === null || promoting.includes(one) ? promoting : [one, ...promoting];
  return (
    <Dialog title={say("handOver.title")} onClose={close}>
      <HandOver
        who={{ side: "party", id: party }}
        product={product}
        affiliates={those.map((each) => ({ id: each.id, name: each.party.name }))}
        managers={managed.others}
        mayBeNobody={false}
        start={one === null ? those.map(({ id }) => id) : [one.id]}
        onDone={done}
        onClose={close}
      />
    </Dialog>
  );
}

interface ActsProps {
  one: Recruit;
  mayHandOver: boolean;
  isWorking: boolean;
  onApprove: () => void;
  onOpen: (act: "refuse" | "hand_over") => void;
}

function Acts({ one, mayHandOver, isWorking, onApprove, onOpen }: ActsProps) {
  const { say } = useWords();
  const { name } = one.party;
  if (one.state === "requested") {
    return (
      <span className={css.acts}>
        <Button
          size="compact-sm"
          loading={isWorking}
          aria-label={say("program.act.approve", { name })}
          onClick={onApprove}
        >
          {say("recruits.approve")}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={say("program.act.refuse", { name })}
          onClick={() => onOpen("refuse")}
        >
          {say("recruits.refuse")}
        </Button>
      </span>
    );
  }
  if (!mayHandOver || one.state === "ended") return "–";
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      aria-label={say("recruits.handOver", { name })}
      onClick={() => onOpen("hand_over")}
    >
      {say("recruits.handOverShort")}
    </Button>
  );
}

function useColumns(acts: ((one: Recruit) => ReactNode) | null): Column<Recruit>[] {
  const { say, language } = useWords();
  return [
    {
      key: "party",
      head: say("lineRole.affiliate"),
      card: "title",
      cell: (one) => (
        <span className={css.names}>
          {one.party.name}
          <span className={css.under}>{one.code}</span>
        </span>
      ),
    },
    {
      key: "note",
      head: say("recruits.note"),
      card: "line",
      cell: (one) => <span className={css.under}>{one.reason ?? (one.note || "–")}</span>,
    },
    {
      key: "since",
      head: say("portal.since"),
      card: "under",
      cell: (one) => <When at={one.createdAt} show="day" />,
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => <Status tone={TONES[one.state]}>{say(`promote.state.${one.state}`)}</Status>,
    },
    {
      key: "rate",
      head: say("promote.rate"),
      align: "end",
      card: "figure",
      cell: (one) => <span className={css.rate}>{formatRate(one.rate, language)}</span>,
    },
    ...(acts
      ? [{ key: "acts", head: say("offer.acts"), align: "end" as const, card: "line" as const, cell: acts }]
      : []),
  ];
}
