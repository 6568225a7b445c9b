// The terms of use of co-production, to read where one is about to accept them, and the box that says so.
// It never accepts by itself: the box starts empty, every time.
//   <TermsOfUseField use={use} language="en" isAccepted={accepted} onAccept={setAccepted} error={…} />
import { Checkbox } from "@mantine/core";
import type { TermsOfUse } from "../data/contracts.ts";
import { useWords } from "../words/words.tsx";
import css from "./terms-of-use.module.css";

interface Props {
  use: TermsOfUse;
  isAccepted: boolean;
  onAccept: (yes: boolean) => void;
  error?: string | undefined;
}

export function TermsOfUseField({ use, isAccepted, onAccept, error }: Props) {
  const { say, language } = useWords();
  const text = language === "pt-BR" ? use.text["pt-BR"] : use.text.en;
  return (
    <div className={css.use}>
      <details className={css.details}>
        <summary>{say("agree.readUse", { version: use.version })}</summary>
        <ol>
          {text.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </details>
      <Checkbox
        label={say("agree.acceptUse", { version: use.version })}
        checked={isAccepted}
        error={error}
        onChange={(event) => onAccept(event.currentTarget.checked)}
      />
    </div>
  );
}
