// A manager's affiliates of one product: who applies, who promotes, what each brings and what the manager
// earns by it, as a file too; approve, refuse, write to all, hand some over to another manager. Handing over
// counts for later sales only, and says so before.
import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  allRecruitsQuery,
  decideRecruit,
  type ManagedProduct,
  type Recruit,
  recruitFiguresQuery,
  recruitFile,
} from "../../../data/programs.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { DecideForm } from "../../../programs/decide-form.tsx";
import { useWords } from "../../../words/words.tsx";
import { RecruitActs } from "./recruit-acts.tsx";
import { useRecruitColumns } from "./recruit-columns.tsx";
import { useRecruitFilters } from "./recruit-filter-bar.tsx";
import css from "./recruits.module.css";

const HandOver = later(() => import("../../../programs/hand-over.tsx"), "HandOver");
const WriteToAffiliates = later(
  () => import("../../../programs/write-to-affiliates.tsx"),
  "WriteToAffiliates",
);

interface Props {
  party: string;
  managed: ManagedProduct;
  mayAct: boolean;
}

type Open = { act: "write" | "hand_over_several" } | { act: "refuse" | "hand_over"; one: Recruit } | null;

export function RecruitList({ party, managed, mayAct }: Props) {
  const { say } = useWords();
  const { product, recruits: counts } = managed;
  const { filters, narrow, isNarrowed } = useRecruitFilters();
  const found = useInfiniteQuery(recruitFiguresQuery(party, product.id, filters));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const queries = useQueryClient();
  const toast = useToast();
  const [open, setOpen] = useState<Open>(null);
  const refresh = () =>
    Promise.all(
      ["recruits", "managed-products"].map((key) => queries.invalidateQueries({ queryKey: [party, key] })),
    );
  const approve = useMutation({
    mutationFn: (one: Recruit) => decideRecruit(party, one.id, "approve", ""),
    onSuccess: async (_, one) => {
      await refresh();
      toast.tell({ says: say("recruits.approved", { name: one.party.name }) });
    },
  });
  const promoting = counts.approved + counts.suspended;
  const acts = (one: Recruit) => (
    <RecruitActs
      one={one}
      mayHandOver={mayMove}
      isWorking={approve.isPending && approve.variables?.id === one.id}
      onApprove={() => approve.mutate(one)}
      onOpen={(act) => setOpen({ act, one })}
    />
  );
  const mayMove = managed.others.length > 0;
  const hasActs = rows.some(
    ({ recruit: { state } }) => state === "requested" || (mayMove && state !== "ended"),
  );
  const columns = useRecruitColumns(filters, narrow, mayAct && hasActs ? acts : null);
  const close = () => setOpen(null);
  const done = () => void refresh().then(close);
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isSuccess && rows.length === 0) {
    return isNarrowed ? (
      <p className={css.earns}>{say("recruits.nothingFits")}</p>
    ) : (
      <Empty title={say("recruits.nobody")} says={say("recruits.nobodySays")} />
    );
  }
  return (
    <>
      {mayAct && managed.slug !== null && promoting > 0 ? (
        <Bar mayMove={mayMove && promoting > 1} onOpen={(act) => setOpen({ act })} />
      ) : null}
      {approve.isError ? <Problem error={approve.error} /> : null}
      <DataTable
        says={say("recruits.title")}
        name="recruits"
        rows={rows}
        columns={columns}
        keyOf={(one) => one.recruit.id}
        isLoading={found.isPending}
        hasMore={found.hasNextPage}
        isLoadingMore={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
        fileAt={recruitFile(party, product.id, filters)}
        foot={say(found.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
      />
      <Windows {...{ party, managed, open, close, done }} count={promoting} />
    </>
  );
}

function Bar({
  mayMove,
  onOpen,
}: {
  mayMove: boolean;
  onOpen: (act: "write" | "hand_over_several") => void;
}) {
  const { say } = useWords();
  return (
    <div className={css.bar}>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name="mail" size={15} />}
        onClick={() => onOpen("write")}
      >
        {say("program.write")}
      </Button>
      {mayMove ? (
        <Button size="xs" variant="default" onClick={() => onOpen("hand_over_several")}>
          {say("handOver.open")}
        </Button>
      ) : null}
    </div>
  );
}

interface WindowsProps {
  party: string;
  managed: ManagedProduct;
  open: Open;
  /** Of those who promote. */
  count: number;
  close: () => void;
  done: () => void;
}

function Windows({ party, managed, open, count, close, done }: WindowsProps) {
  const { say } = useWords();
  const { product } = managed;
  if (open === null) return null;
  if (open.act === "write") {
    return (
      <Dialog title={say("program.writeTitle", { product: product.name })} size="lg" onClose={close}>
        <WriteToAffiliates
          who={{ side: "party", id: party }}
          product={product}
          count={count}
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
  return (
    <Dialog title={say("handOver.title")} onClose={close}>
      <Move {...{ party, managed, close, done }} one={"one" in open ? open.one : null} />
    </Dialog>
  );
}

/** Everybody who promotes is there to choose, however many they are. */
function Move({
  party,
  managed: { product, others },
  one,
  close,
  done,
}: Pick<WindowsProps, "party" | "managed" | "close" | "done"> & { one: Recruit | null }) {
  const found = useQuery(allRecruitsQuery(party, product.id));
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Skeleton h={240} />;
  const those = found.data.filter(
    ({ id, state }) => state === "approved" || state === "suspended" || id === one?.id,
  );
  return (
    <HandOver
      who={{ side: "party", id: party }}
      product={product}
      affiliates={those.map((each) => ({ id: each.id, name: each.party.name }))}
      managers={others}
      mayBeNobody={false}
      start={one === null ? those.map(({ id }) => id) : [one.id]}
      onDone={done}
      onClose={close}
    />
  );
}
