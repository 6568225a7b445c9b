// What waits for somebody: parked messages, an import that runs or failed, a party below zero. Nothing when
// nothing does. It never asks for what this role may not see.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useWords } from "../../../words/words.tsx";
import { importAddress, parkedAddress } from "../../addresses.ts";
import { deliveriesQuery } from "../../data/deliveries.ts";
import { importsQuery } from "../../data/imports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./overview.module.css";

export function Attention() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const enabled = may("imports");
  const parked = useInfiniteQuery({ ...deliveriesQuery(ws, { state: "parked" }), enabled }).data?.pages[0];
  const imports = useInfiniteQuery({ ...importsQuery(ws), enabled }).data?.pages[0]?.data ?? [];
  const waiting = imports.filter((run) => run.state === "running" || run.state === "failed").slice(0, 3);
  const count = parked?.data.length ?? 0;
  if (count === 0 && waiting.length === 0) return null;
  return (
    <ul className={css.attention} aria-label={say("attention.name")}>
      {count > 0 ? (
        <li>
          {say("attention.parked", { count, more: parked?.nextCursor ? "yes" : "no" })}
          <Link to={parkedAddress(ws)}>{say("attention.look")}</Link>
        </li>
      ) : null}
      {waiting.map((run) => (
        <li key={run.id}>
          {run.state === "running"
            ? say("attention.running", { file: run.fileName, done: run.rowsDone })
            : say("attention.failed", { file: run.fileName })}
          <Link to={importAddress(ws, run.id)}>{say("attention.look")}</Link>
        </li>
      ))}
    </ul>
  );
}
