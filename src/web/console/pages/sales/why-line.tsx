// Why one party gets what it gets of a sale: a column of figures that a person can follow to the last unit.
// It never explains by itself: the steps come from the server, recomputed from the sale and its frozen plan.
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import css from "../../../contracts/why-table.module.css";
import { WhyTable } from "../../../contracts/why-table.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { type SaleDetail, type SaleLine, whyQuery } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

interface Props {
  sale: SaleDetail;
  line: SaleLine;
}

export function WhyLine({ sale, line }: Props) {
  const words = useWords();
  const { ws } = useWorkspace();
  const why = useQuery(whyQuery(ws, sale.id));
  const place = useRef<HTMLDivElement>(null);
  // Asked from the flow above, the answer may stand below the edge of the screen.
  useEffect(() => {
    if (why.isSuccess) place.current?.scrollIntoView({ block: "nearest" });
  }, [why.isSuccess]);
  if (why.isError) {
    return (
      <div className={css.why}>
        <Problem error={why.error} onRetry={() => void why.refetch()} />
      </div>
    );
  }
  if (why.isPending) {
    return (
      <div className={css.why} aria-hidden="true">
        {["a", "b", "c", "d"].map((place) => (
          <Skeleton key={place} height={12} my={12} />
        ))}
      </div>
    );
  }
  return (
    <div className={css.why} ref={place}>
      <WhyTable why={why.data} line={line} sale={sale} />
      <p className={css.plan}>{words.say("why.recomputed", { plan: sale.plan.slice(0, 12) })}</p>
    </div>
  );
}
