// What becomes of the messages that waited for a product, from the moment it was mapped: how many are posted,
// how many still wait and why. Looks again by itself until none is in the queue.
//   <MappedResult parked={piano} mapped={{ queued: 14, … }} /> → 14 of 14 rows · 14 messages are posted
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { Problem } from "../../../parts/problem.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { Status } from "../../../parts/status.tsx";
import { useWords } from "../../../words/words.tsx";
import { salesAddress } from "../../addresses.ts";
import { type MappedParked, type ParkedProduct, progressQuery } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./parked.module.css";
import { reasonName } from "./reasons.ts";

interface Props {
  parked: ParkedProduct;
  mapped: MappedParked;
}

export function MappedResult({ parked, mapped }: Props) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const progress = useQuery(progressQuery(ws, parked));
  const outcomes = progress.data?.outcomes ?? [];
  const left = outcomes.find((one) => one.state === "stored")?.count ?? 0;
  const done = progress.isSuccess ? Math.max(0, mapped.queued - left) : 0;
  const isOver = progress.isSuccess && left === 0;
  const isOfThese = (state: string) => state === "parked" || state === "refused";
  const stuck = outcomes.filter((one) => isOfThese(one.state));
  const posted = Math.max(0, mapped.queued - left - stuck.reduce((sum, one) => sum + one.count, 0));
  useEffect(() => {
    if (!isOver) return;
    for (const key of ["deliveries", "sales", "balances", "sources"]) {
      void queries.invalidateQueries({ queryKey: [ws, key] });
    }
  }, [isOver, queries, ws]);
  return (
    <div className={css.result} role="status">
      {isOver ? null : <Progress done={done} total={mapped.queued} />}
      {isOver ? (
        <Status tone={stuck.length === 0 ? "good" : "pending"}>
          {say("parked.posted", { count: posted })}
        </Status>
      ) : null}
      {isOver
        ? stuck.map((one) => (
            <Status key={`${one.state} ${one.reason}`} tone={one.state === "parked" ? "pending" : "taken"}>
              {say("parked.stuck", { count: one.count })}{" "}
              {reasonName({ reason: one.reason, message: null }, words)}
            </Status>
          ))
        : null}
      {isOver && posted > 0 ? (
        <p>
          <Link to={`${salesAddress(ws)}?product=${mapped.product}`}>{say("parked.seeSales")}</Link>
        </p>
      ) : null}
      {progress.isError ? <Problem error={progress.error} /> : null}
    </div>
  );
}
