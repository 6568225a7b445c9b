// The second step of signing in, where the account has one: the code of the authenticator app, or a recovery
// code. The challenge comes from the first step and is kept only as long as this page stands.
import { Button, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Door } from "../../../parts/door.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { isProblem } from "../../../parts/problem-facts.ts";
import { useWords } from "../../../words/words.tsx";
import { answerChallenge, type Session } from "../../data/session.ts";

/** The challenge of a sign-in that wants a code; null for any other answer. */
export function challengeOf(error: unknown): string | null {
  if (!isProblem(error) || error.code !== "second_factor_needed") return null;
  const challenge = error.facts?.challenge;
  return typeof challenge === "string" ? challenge : null;
}

interface Props {
  challenge: string;
  onEnter: (session: Session) => Promise<void>;
  onBack: () => void;
}

export function ChallengeStep({ challenge, onEnter, onBack }: Props) {
  const { say } = useWords();
  const [code, setCode] = useState("");
  const [isRecovery, setRecovery] = useState(false);
  const answer = useMutation({
    mutationFn: () => answerChallenge(challenge, code.trim()),
    onSuccess: onEnter,
  });
  const isOver = isProblem(answer.error) && answer.error.code === "challenge_over";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate();
  };
  return (
    <Door title={say("challenge.title")} lead={say(isRecovery ? "challenge.leadRecovery" : "challenge.lead")}>
      <form onSubmit={submit}>
        <Stack gap="md" mt="xl">
          <TextInput
            key={String(isRecovery)}
            label={say(isRecovery ? "challenge.recovery" : "factor.code")}
            inputMode={isRecovery ? "text" : "numeric"}
            autoComplete="one-time-code"
            autoFocus
            required
            withAsterisk={false}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          {answer.error ? <Problem error={answer.error} shown={["code"]} /> : null}
          {isOver ? (
            <Button onClick={onBack} fullWidth>
              {say("challenge.again")}
            </Button>
          ) : (
            <Button type="submit" loading={answer.isPending} disabled={code.trim().length < 6} fullWidth>
              {say("signIn.go")}
            </Button>
          )}
          <Button
            variant="subtle"
            fullWidth
            onClick={() => {
              setRecovery(!isRecovery);
              setCode("");
              answer.reset();
            }}
          >
            {say(isRecovery ? "challenge.useApp" : "challenge.useRecovery")}
          </Button>
        </Stack>
      </form>
    </Door>
  );
}
