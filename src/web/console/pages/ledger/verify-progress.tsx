// How far a running verification is, in entries; it can be left and found again.
// It never guesses a time: 5,000 of 9,994 entries.
import { Progress } from "../../../parts/progress.tsx";
import { useWords } from "../../../words/words.tsx";
import type { Verification } from "../../data/ledger.ts";
import css from "./ledger.module.css";

export function VerifyProgress({ run }: { run: Verification }) {
  const { say } = useWords();
  return (
    <div className={css.progress}>
      <p className={css.note}>{say("verify.runningSays")}</p>
      <Progress done={run.entries.done} total={run.entries.total} />
    </div>
  );
}
