// How one party is paid: where to, masked, and how often; set or changed by finance, held with a reason; and
// what was paid so far. It never shows a whole account number.
//   <PartyPayouts party={party} />
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { detailsQuery, type PayoutDetails, payoutsQuery, readPayouts } from "../../../data/payouts.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { later } from "../../../parts/later.tsx";
import { Facts, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FactsSkeleton } from "../../../parts/skeletons.tsx";
import { Status } from "../../../parts/status.tsx";
import { firstKind } from "../../../payouts/first-kind.ts";
import { MethodShown } from "../../../payouts/method-shown.tsx";
import { minimumText } from "../../../payouts/minimum-text.ts";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { PayoutTable } from "../payouts/payout-table.tsx";
import { HoldPayouts } from "./hold-payouts.tsx";

const MethodForm = later(() => import("../../../payouts/method-form.tsx"), "MethodForm");
const PaidHow = later(() => import("./paid-how.tsx"), "PaidHow");
const RemoveMethod = later(() => import("../../../payouts/remove-method.tsx"), "RemoveMethod");

interface Props {
  party: { id: string; name: string };
}

export function PartyPayouts({ party }: Props) {
  const { say } = useWords();
  const { ws, own, may } = useWorkspace();
  const queries = useQueryClient();
  const who = { side: "producer" as const, ws, party: party.id };
  const found = useQuery(detailsQuery(who));
  const [open, setOpen] = useState<"method" | "settings" | null>(null);
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  const details = found.data;
  if (details === undefined) return <FactsSkeleton count={2} />;
  const close = () => setOpen(null);
  const changed = async () => {
    await queries.invalidateQueries({ queryKey: [ws, "payouts"] });
    close();
  };
  const acts = may("sales") ? (
    <span className={css.acts}>
      <Button variant="default" onClick={() => setOpen("settings")}>
        {say("payout.howPaid")}
      </Button>
      <Button variant="default" onClick={() => setOpen("method")}>
        {say(details.method === null ? "payout.method.set" : "payout.method.change")}
      </Button>
      <HoldPayouts party={party} settings={details.settings} onDone={changed} />
    </span>
  ) : null;
  return (
    <Section title={say("nav.payouts")} aside={acts}>
      <MethodShown
        method={details.method}
        none={say("payout.method.noneOf", { name: party.name })}
        acts={
          may("sales") && details.method !== null ? (
            <RemoveMethod who={who} name={party.name} hint={details.method.hint} onDone={changed} />
          ) : null
        }
      />
      <How details={details} />
      {details.settings.held ? (
        <p>
          <Status tone="taken">{say("payout.heldNow")}</Status> {details.settings.heldWhy}
        </p>
      ) : null}
      <Paid party={party.id} />
      {open === "method" ? (
        <Dialog title={say("payout.method.titleOf", { name: party.name })} onClose={close}>
          <MethodForm
            who={who}
            name={party.name}
            isChange={details.method !== null}
            first={firstKind({
              method: details.method,
              currency: details.settings.currency ?? own?.currency ?? "",
            })}
            onDone={changed}
            onLeave={close}
          />
        </Dialog>
      ) : null}
      {open === "settings" ? (
        <PaidHow details={details} onDone={changed} onClose={close} party={party} />
      ) : null}
    </Section>
  );
}

function How({ details: { settings, policy } }: { details: PayoutDetails }) {
  const { say, language } = useWords();
  const { own } = useWorkspace();
  const schedule = settings.schedule ?? policy.schedule;
  const minimum = settings.minimum ?? policy.minimum;
  const facts: [string, string][] = [
    [say("payout.schedule"), say(`payout.schedule.${schedule}`)],
    [
      say("payout.minimum"),
      say("payout.minimumIs", { amount: minimumText(minimum, own?.currency ?? "USD", language) }),
    ],
    ...(settings.currency === null
      ? []
      : ([[say("payout.currency"), settings.currency]] as [string, string][])),
    ...(settings.rail === null
      ? []
      : ([[say("payout.railHead"), say(`payout.rail.${settings.rail}`)]] as [string, string][])),
  ];
  return <Facts facts={facts} />;
}

function Paid({ party }: { party: string }) {
  const { ws } = useWorkspace();
  const found = useInfiniteQuery(payoutsQuery(ws, { party }));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  if (rows.length === 0) return null;
  return (
    <div className={css.apart}>
      <PayoutTable
        rows={rows}
        withParty={false}
        hasMore={found.hasNextPage}
        isLoadingMore={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
        exportAs={{ name: "payouts", pageOf: (cursor, signal) => readPayouts(ws, { party }, cursor, signal) }}
      />
    </div>
  );
}
