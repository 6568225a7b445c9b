// Why a difference is right as it is: asked for where it is explained, offered where it is booked. Whoever
// reads the line later reads this.
//   <WhyField said={said} isAsked={how === "explain"} onSay={setSaid} />;  saysWhy("explain", "ok") → false
import { TextInput } from "@mantine/core";
import { useWords } from "../../../words/words.tsx";

/** As the server asks (src/wire/source-settlement.ts). */
const LEAST = 3;

export const saysWhy = (how: "book" | "explain" | null, said: string): boolean =>
  how === "book" || said.trim().length >= LEAST;

interface Props {
  said: string;
  isAsked: boolean;
  onSay: (said: string) => void;
}

export function WhyField({ said, isAsked, onSay }: Props) {
  const { say } = useWords();
  return (
    <TextInput
      label={say("settled.why")}
      description={isAsked ? say("settled.whyHint") : undefined}
      required={isAsked}
      withAsterisk={false}
      maxLength={500}
      value={said}
      mb="md"
      onChange={(event) => onSay(event.currentTarget.value)}
    />
  );
}
