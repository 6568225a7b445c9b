// That the last payment to an account came back, and why: beside who would be paid there again, before a run
// is proposed and while it waits to be approved. The way to that payout stands where a row is no way itself.
//   <CameBack back={one.cameBack} isLink />;  <CameBackCount count={run.cameBack} to={…} />
import { Link } from "@tanstack/react-router";
import type { Payout } from "../../../data/payouts.ts";
import { When } from "../../../parts/when.tsx";
import css from "../../../payouts/payouts.module.css";
import { whyOf } from "../../../payouts/reason-words.ts";
import { useWords } from "../../../words/words.tsx";
import { payoutAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function CameBack({ back, isLink }: { back: NonNullable<Payout["cameBack"]>; isLink: boolean }) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const reason = whyOf(back.reason, words);
  return (
    <span className={css.cameBack}>
      {say(reason === "" ? "payout.cameBack" : "payout.cameBackWhy", { reason })}{" "}
      <When at={back.at} show="day" />
      {isLink ? (
        <>
          {" · "}
          <Link to={payoutAddress(ws, back.payout)}>{say("payout.lookAtIt")}</Link>
        </>
      ) : null}
    </span>
  );
}

/** Above the act that pays; it leads to them. */
export function CameBackCount({ count, to }: { count: number; to: string }) {
  const { say } = useWords();
  if (count === 0) return null;
  return (
    <p className={css.warn}>
      {say("payout.cameBackCount", { count })} <Link to={to}>{say("payout.cameBackSee", { count })}</Link>
    </p>
  );
}
