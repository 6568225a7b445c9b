// Sign in by password, or have a link mailed. Which of the two is one press away, with the address kept.
// It never says whether an address has an account.
import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Door } from "../../../parts/door.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { fieldErrors } from "../../../problems/say-problem.ts";
import { useWords } from "../../../words/words.tsx";
import { askForLink, type Session, sessionQuery, setUpQuery, signIn } from "../../data/session.ts";
import { ChallengeStep, challengeOf } from "./challenge.tsx";

type Way = "password" | "link";

export function SignIn() {
  const words = useWords();
  const { say } = words;
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [way, setWay] = useState<Way>("password");
  const enter = useEnter();
  const byPassword = useMutation({ mutationFn: signIn, onSuccess: enter });
  const byLink = useMutation({ mutationFn: askForLink });
  const isNew = useQuery(setUpQuery).data?.needed === true;
  if (isNew) return <Navigate to="/set-up" replace />;
  const challenge = challengeOf(byPassword.error);
  if (challenge) return <ChallengeStep challenge={challenge} onEnter={enter} onBack={byPassword.reset} />;
  if (byLink.isSuccess) return <LinkSent email={email} onBack={byLink.reset} />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (way === "password") byPassword.mutate({ email, password });
    else byLink.mutate(email);
  };
  const error = way === "password" ? byPassword.error : byLink.error;
  const errors = fieldErrors(error, words);
  return (
    <Door title={say("signIn.title")} lead={say("signIn.lead")}>
      <form onSubmit={submit}>
        <Stack gap="md" mt="xl">
          <TextInput
            label={say("word.email")}
            type="email"
            name="email"
            autoComplete="username"
            required
            autoFocus
            withAsterisk={false}
            value={email}
            error={errors.email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          {way === "password" ? (
            <PasswordInput
              label={say("word.password")}
              name="password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={password}
              visibilityToggleButtonProps={{ "aria-label": say("signIn.showPassword") }}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          ) : null}
          {error ? <Problem error={error} shown={["email"]} /> : null}
          <Button type="submit" loading={byPassword.isPending || byLink.isPending} fullWidth mt="xs">
            {say(way === "password" ? "signIn.go" : "signIn.mailLink")}
          </Button>
          <Button variant="subtle" onClick={() => setWay(way === "password" ? "link" : "password")} fullWidth>
            {say(way === "password" ? "signIn.useLink" : "signIn.usePassword")}
          </Button>
        </Stack>
      </form>
    </Door>
  );
}

function LinkSent({ email, onBack }: { email: string; onBack: () => void }) {
  const { say, show } = useWords();
  const mail = useQuery(setUpQuery).data?.mail;
  return (
    <Door title={say("signIn.sent")} lead={show("signIn.sentLead", { email: <strong>{email}</strong> })}>
      {mail === "folder" ? <p>{say("mailStays.signIn")}</p> : null}
      <Button variant="default" mt="xl" onClick={onBack}>
        {say("signIn.again")}
      </Button>
    </Door>
  );
}

/** Signed in: keep who, and go where they were going. */
export function useEnter(): (session: Session) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false }) as { next?: string };
  return async (session) => {
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, session);
    // Only an address of our own: never one that a link from elsewhere smuggled in.
    const to = next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/";
    await navigate({ to, replace: true });
  };
}
