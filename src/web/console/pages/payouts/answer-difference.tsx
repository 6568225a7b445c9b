// What a person does about one line that differs: book it on the producer, or say why it is right. Before
// booking, what it does to whose account stands there.
//   <AnswerDifference line={line} settlement={settlement} />
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { answerLine, type SettledLine, type SourceSettlement } from "../../data/source-settlements.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { saysWhy, WhyField } from "./why-field.tsx";

const BOOKABLE = new Set(["amount_differs", "fee_differs", "not_a_sale", "rate_differs"]);

interface Props {
  line: SettledLine;
  settlement: SourceSettlement;
}

export function AnswerDifference({ line, settlement }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [how, setHow] = useState<"book" | "explain" | null>(null);
  const [said, setSaid] = useState("");
  const answer = useMutation({
    mutationFn: () => answerLine(ws, settlement.id, line.n, how ?? "explain", said),
    onSuccess: async () => {
      setHow(null);
      await queries.invalidateQueries({ queryKey: [ws] });
    },
  });
  const { currency, gross, fee } = line.exchange ?? { ...line, currency: settlement.currency };
  const borne = gross - line.expected.gross - (fee - line.expected.fee);
  const amount = amountText(Math.abs(borne), currency, language);
  const { ref } = line;
  const isBooked = how === "book";
  const isRate = line.difference === "rate_differs";
  const costs = borne < 0 ? "settled.bookCosts" : "settled.bookGives";
  return (
    <div className={css.acts}>
      {BOOKABLE.has(line.difference ?? "") ? (
        <Button variant="default" onClick={() => setHow("book")}>
          {say("settled.book")}
        </Button>
      ) : null}
      <Button variant="subtle" onClick={() => setHow("explain")}>
        {say("settled.explain")}
      </Button>
      <Confirm
        isOpen={how !== null}
        title={say(isBooked ? "settled.bookTitle" : "settled.explainTitle", { ref })}
        act={
          isBooked
            ? say(isRate ? "settled.bookRateAct" : "settled.bookAct", { amount })
            : say("settled.explainAct", { ref })
        }
        final={say(isBooked ? "settled.bookFinal" : "settled.explainFinal")}
        isWorking={answer.isPending}
        isReady={saysWhy(how, said)}
        error={answer.error ?? undefined}
        onConfirm={() => answer.mutate()}
        onClose={() => setHow(null)}
      >
        <p>{isBooked ? say(isRate ? "settled.bookRateSays" : costs, { amount }) : null}</p>
        <WhyField said={said} isAsked={!isBooked} onSay={setSaid} />
      </Confirm>
    </div>
  );
}
