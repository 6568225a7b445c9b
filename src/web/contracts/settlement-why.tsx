// Why a guarantee or bonus was settled as it was: every entry of the period with its derivation, to the last
// unit. It never explains by itself: the steps come from the server, recomputed from the kept terms.
//   <SettlementWhy who={who} contract="contract_…" one={march} onClose={close} />
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Looker } from "../data/contracts.ts";
import { type Settlement, settlementWhyQuery } from "../data/settlements.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Problem } from "../parts/problem.tsx";
import { TextSkeleton } from "../parts/skeletons.tsx";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import { periodName, settlementRows } from "./settlement-words.ts";
import css from "./settlements.module.css";
import { WhyRows } from "./why-table.tsx";

interface Props {
  who: Looker;
  contract: string;
  one: Settlement;
  onClose: () => void;
  entryAddress?: (seq: number) => string;
}

export function SettlementWhy({ who, contract, one, onClose, entryAddress }: Props) {
  const words = useWords();
  const { say } = words;
  const title = say("settled.whyTitle", {
    what: say(`lineRole.${one.kind}`),
    period: periodName(one.period, words),
  });
  return (
    <Dialog title={title} onClose={onClose}>
      {one.entries.map(({ seq, at }) => (
        <section key={seq}>
          <h3 className={css.entry}>
            <When at={at} />
            {entryAddress ? <Link to={entryAddress(seq)}>{say("entry.number", { seq })}</Link> : null}
          </h3>
          <Derivation {...{ who, contract, one, seq }} />
        </section>
      ))}
    </Dialog>
  );
}

function Derivation({ who, contract, one, seq }: Omit<Props, "onClose" | "entryAddress"> & { seq: number }) {
  const words = useWords();
  const why = useQuery(settlementWhyQuery(who, contract, seq));
  if (why.isError) return <Problem error={why.error} onRetry={() => void why.refetch()} />;
  if (why.isPending) return <TextSkeleton lines={4} />;
  const says = words.say("settled.steps", { seq });
  return (
    <>
      <WhyRows says={says} rows={settlementRows(why.data, one, words)} currency={one.currency} />
      <p className={css.plan}>
        {words.say("settled.recomputed", { plan: (why.data.plan ?? "").slice(0, 12), version: one.version })}
      </p>
    </>
  );
}
