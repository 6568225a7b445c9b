// Who asks to promote a product, with what they wrote: approve with one press, refuse with a reason that they
// read, or block; several at once by picking them. Nobody is refused by waiting.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Affiliation, applicantsQuery, decide } from "../../../data/programs.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { PickBar } from "../../../parts/pick-bar.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useToast } from "../../../parts/toast.tsx";
import { type Picks, usePicks } from "../../../parts/use-picks.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Product, productChanged } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./program.module.css";

const DecideApplicants = later(() => import("./decide-applicants.tsx"), "DecideApplicants");
const DecideForm = later(() => import("../../../programs/decide-form.tsx"), "DecideForm");

interface Asked {
  one: Affiliation;
  decision: "refuse" | "block";
}

export function ProgramApplicants({ product, mayDecide }: { product: Product; mayDecide: boolean }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const [asked, setAsked] = useState<Asked | null>(null);
  const found = useQuery(applicantsQuery(ws, product.id));
  const rows = found.data ?? [];
  const approve = useMutation({
    mutationFn: (one: Affiliation) => decide(ws, one.id, "approve", ""),
    onSuccess: async (_, one) => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: say("programTab.approved", { name: one.party.name }) });
    },
  });
  const acts = (one: Affiliation) => (
    <Acts
      one={one}
      isWorking={approve.isPending && approve.variables?.id === one.id}
      onApprove={() => approve.mutate(one)}
      onAsk={(decision) => setAsked({ one, decision })}
    />
  );
  const columns = useColumns(mayDecide ? acts : null);
  const picks = usePicks(rows.map((one) => one.id));
  if (found.isSuccess && rows.length === 0) return null;
  const close = () => setAsked(null);
  const changed = async () => {
    await productChanged(queries, ws, product.id);
    close();
  };
  return (
    <Section title={say("programTab.applicants", { count: rows.length })}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {approve.isError ? <Problem error={approve.error} /> : null}
      <DataTable
        says={say("programTab.applicants", { count: rows.length })}
        rows={rows}
        columns={columns}
        keyOf={(one) => one.id}
        picks={mayDecide && rows.length > 1 ? { of: picks, nameOf: (one) => one.party.name } : undefined}
        isLoading={found.isPending}
      />
      <PickedApplicants product={product.id} applicants={rows} picks={picks} />
      {asked ? (
        <Dialog title={say(`program.act.${asked.decision}`, { name: asked.one.party.name })} onClose={close}>
          <DecideForm
            name={asked.one.party.name}
            decision={asked.decision}
            send={(reason) => decide(ws, asked.one.id, asked.decision, reason)}
            onDone={() => void changed()}
            onClose={close}
          />
        </Dialog>
      ) : null}
    </Section>
  );
}

interface PickedProps {
  product: string;
  applicants: readonly Affiliation[];
  picks: Picks;
}

/** Approved or refused together. */
function PickedApplicants({ product, applicants, picks }: PickedProps) {
  const { say } = useWords();
  const [decision, setDecision] = useState<"approve" | "refuse" | null>(null);
  return (
    <>
      <PickBar picks={picks}>
        <Button size="xs" onClick={() => setDecision("approve")}>
          {say("programTab.approve")}
        </Button>
        <Button size="xs" variant="default" onClick={() => setDecision("refuse")}>
          {say("programTab.refuse")}
        </Button>
      </PickBar>
      {decision ? (
        <DecideApplicants
          {...{ product, decision }}
          applicants={applicants.filter((one) => picks.picked.has(one.id))}
          onSettled={picks.settle}
          onClose={() => setDecision(null)}
        />
      ) : null}
    </>
  );
}

interface ActsProps {
  one: Affiliation;
  isWorking: boolean;
  onApprove: () => void;
  onAsk: (decision: Asked["decision"]) => void;
}

function Acts({ one, isWorking, onApprove, onAsk }: ActsProps) {
  const { say } = useWords();
  const { name } = one.party;
  return (
    <span className={css.acts}>
      <Button
        size="compact-sm"
        loading={isWorking}
        aria-label={say("program.act.approve", { name })}
        onClick={onApprove}
      >
        {say("programTab.approve")}
      </Button>
      {(["refuse", "block"] as const).map((decision) => (
        <Button
          key={decision}
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={say(`program.act.${decision}`, { name })}
          onClick={() => onAsk(decision)}
        >
          {say(`programTab.${decision}`)}
        </Button>
      ))}
    </span>
  );
}

function useColumns(acts: ((one: Affiliation) => React.ReactNode) | null): Column<Affiliation>[] {
  const { say } = useWords();
  return [
    {
      key: "party",
      head: say("programTab.applicant"),
      card: "title",
      cell: (one) => (
        <span className={css.names}>
          <span className={css.name}>{one.party.name}</span>
          <span className={css.under}>{one.code}</span>
        </span>
      ),
    },
    {
      key: "note",
      head: say("programTab.note"),
      card: "line",
      cell: (one) => <span className={css.note}>{one.note || "–"}</span>,
    },
    {
      key: "recruited",
      head: say("affiliates.recruitedBy"),
      card: "line",
      cell: (one) => one.recruitedBy?.name ?? "–",
    },
    {
      key: "at",
      head: say("programTab.asked"),
      card: "under",
      cell: (one) => <When at={one.createdAt} show="day" />,
    },
    ...(acts
      ? [{ key: "acts", head: say("offer.acts"), align: "end" as const, card: "line" as const, cell: acts }]
      : []),
  ];
}
