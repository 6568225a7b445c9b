// Where a party is paid to, as everybody may see it: the kind and a hint, who set it, and until when a change
// waits. <MethodShown method={details.method} none="Nobody said yet where to pay Bruno." />
import type { ReactNode } from "react";
import type { PayoutDetails } from "../data/payouts.ts";
import { Status } from "../parts/status.tsx";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import css from "./payouts.module.css";

interface Props {
  method: PayoutDetails["method"];
  none: ReactNode;
  acts?: ReactNode;
}

export function MethodShown({ method, none, acts }: Props) {
  const { say } = useWords();
  if (method === null) {
    return (
      <div className={css.card}>
        <p className={css.quiet}>{none}</p>
        {acts}
      </div>
    );
  }
  const isWaiting = new Date(method.usableAt).getTime() > Date.now();
  return (
    <div className={css.card}>
      <div className={css.fileName}>
        <span>
          {say(`payout.kind.${method.kind}`)} · <span className={css.mono}>{method.hint}</span>
        </span>
        <span className={css.quiet}>
          {say("payout.method.setBy", { name: method.setBy })} · <When at={method.setAt} />
        </span>
        {isWaiting ? (
          <span>
            <Status tone="pending">{say("payout.method.waitsUntil")}</Status> <When at={method.usableAt} />
          </span>
        ) : null}
      </div>
      {acts}
    </div>
  );
}
