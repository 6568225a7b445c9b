// Lines of a settlement that differ alike, answered in one go: booked on the producer, with what that costs
// said before, or explained with one reason. How many are left stands in the dialog while it goes.
//   <AlikeDifferences settlement={settlement} />
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Progress } from "../../../parts/progress.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { answerAlike, type SourceSettlement } from "../../data/source-settlements.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { saysWhy, WhyField } from "./why-field.tsx";

type Sums = SourceSettlement["differences"][number];

const BOOKABLE = new Set(["amount_differs", "fee_differs", "not_a_sale"]);

export function AlikeDifferences({ settlement }: { settlement: SourceSettlement }) {
  const { say } = useWords();
  const { may } = useWorkspace();
  const groups = Object.groupBy(settlement.differences, (one) => one.difference);
  const alike = Object.values(groups).filter((sums) => sums.reduce((all, one) => all + one.lines, 0) > 1);
  if (alike.length === 0 || !may("sales")) return null;
  return (
    <ul className={css.files} aria-label={say("settled.alike")}>
      {alike.map((sums) => (
        <Alike key={sums[0]?.difference} sums={sums} settlement={settlement} />
      ))}
    </ul>
  );
}

function Alike({ sums, settlement }: { sums: Sums[]; settlement: SourceSettlement }) {
  const { say, language } = useWords();
  const [how, setHow] = useState<"book" | "explain" | null>(null);
  const [said, setSaid] = useState("");
  const difference = sums[0]?.difference ?? "amount_differs";
  const count = sums.reduce((all, one) => all + one.lines, 0);
  const answer = useAnswer(settlement, difference, count, () => setHow(null));
  const isBooked = how === "book";
  return (
    <li>
      <div className={css.fileName}>
        <strong>{say("settled.alikeCount", { count })}</strong>
        <span>
          {say(`settled.difference.${difference}`)}
          {BOOKABLE.has(difference)
            ? sums.map((one) => (
                <span key={one.currency}>
                  {" · "}
                  <Money amount={one.amount} currency={one.currency} />
                </span>
              ))
            : null}
        </span>
      </div>
      <div className={css.acts}>
        {BOOKABLE.has(difference) ? (
          <Button variant="default" onClick={() => setHow("book")}>
            {say("settled.bookAll", { count })}
          </Button>
        ) : null}
        <Button variant="subtle" onClick={() => setHow("explain")}>
          {say("settled.explainAll", { count })}
        </Button>
      </div>
      <Confirm
        isOpen={how !== null}
        title={say(isBooked ? "settled.bookAllTitle" : "settled.explainAllTitle", { count })}
        act={say(isBooked ? "settled.bookAll" : "settled.explainAll", { count })}
        final={say(isBooked ? "settled.bookAllFinal" : "settled.explainAllFinal")}
        isWorking={answer.isPending}
        isReady={saysWhy(how, said)}
        error={answer.error ?? undefined}
        onConfirm={() => answer.mutate({ how: how ?? "explain", said })}
        onClose={() => setHow(null)}
      >
        <p>{say(`settled.difference.${difference}`)}</p>
        {isBooked
          ? sums.map((one) => (
              <p key={one.currency}>
                {say(one.amount < 0 ? "settled.bookCosts" : "settled.bookGives", {
                  amount: amountText(Math.abs(one.amount), one.currency, language),
                })}
              </p>
            ))
          : null}
        <WhyField said={said} isAsked={!isBooked} onSay={setSaid} />
        {answer.isPending ? <Progress done={answer.done} total={count} /> : null}
      </Confirm>
    </li>
  );
}

/** Call by call until none is left, or none was answered any more. */
function useAnswer(
  settlement: SourceSettlement,
  difference: Sums["difference"],
  count: number,
  end: () => void,
) {
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [done, setDone] = useState(0);
  const answer = useMutation({
    mutationFn: async ({ how, said }: { how: "book" | "explain"; said: string }) => {
      for (let all = 0; all < count; ) {
        const { answered } = await answerAlike(ws, settlement.id, { how, difference, answer: said });
        if (answered === 0) return;
        all += answered;
        setDone(all);
      }
    },
    onSuccess: end,
    onSettled: async () => {
      setDone(0);
      await queries.invalidateQueries({ queryKey: [ws] });
    },
  });
  return { ...answer, done };
}
