// Where the link of an invitation leads: which business, which role, from whom. Opening it joins nothing: a
// person presses the button. Who has no account makes one here; who is signed in under another address is
// told.

import { Button, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { tellFailure } from "../../../data/tell-failures.tsx";
import { Door } from "../../../parts/door.tsx";
import { PasswordField, TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { isProblem } from "../../../parts/problem-facts.ts";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { overviewAddress } from "../../addresses.ts";
import { type Session, sessionQuery, signOut } from "../../data/session.ts";
import { acceptInvite, joinByInvite, lookAtInvite } from "../../data/team.ts";

/** Where the token waits, in this tab alone, while somebody signs in: never in an address that a log would keep. */
const KEPT = "partage-invite";

type Seen = Awaited<ReturnType<typeof lookAtInvite>>;

export function InvitePage() {
  const { say, show } = useWords();
  const { hash } = useLocation();
  const token = hash.replace(/^#/, "") || (sessionStorage.getItem(KEPT) ?? "");
  const seen = useQuery({
    queryKey: ["invite", token],
    queryFn: () => lookAtInvite(token),
    enabled: token !== "",
    retry: false,
  });
  const session = useQuery({ ...sessionQuery, retry: false });
  // The page itself says that it is over.
  const isOver = isProblem(seen.error) && seen.error.code === "invite_over";
  if (token === "" || seen.isError) {
    return (
      <Door title={say("invite.overTitle")} lead={say("invite.over")}>
        {seen.error && !isOver ? <Problem error={seen.error} /> : null}
        <Button component={Link} to="/" mt="xl" variant="default">
          {say("invite.home")}
        </Button>
      </Door>
    );
  }
  if (!seen.data || session.isPending) {
    return (
      <Door title={say("invite.title")}>
        <FormSkeleton fields={1} />
      </Door>
    );
  }
  const { workspace, role, inviter, email } = seen.data;
  const facts = {
    role: <strong>{say(`role.${role}`)}</strong>,
    workspace: <strong>{workspace.name}</strong>,
    inviter: inviter ?? say("invite.someone"),
    email,
  };
  return (
    <Door title={say("invite.titleNamed", { name: workspace.name })} lead={show("invite.lead", facts)}>
      <p>{say(`roleSays.${role}`)}</p>
      <Answer token={token} seen={seen.data} session={session.data ?? null} />
    </Door>
  );
}

function useJoined(seen: Seen) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (session: Session) => {
    sessionStorage.removeItem(KEPT);
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, session);
    await navigate({ to: overviewAddress(seen.workspace.id), replace: true });
  };
}

function Answer({ token, seen, session }: { token: string; seen: Seen; session: Session | null }) {
  const { say } = useWords();
  const joined = useJoined(seen);
  const accept = useMutation({ mutationFn: () => acceptInvite(token), onSuccess: joined });
  if (session === null) {
    return seen.hasAccount ? (
      <SignInFirst token={token} email={seen.email} />
    ) : (
      <MakeAccount token={token} seen={seen} />
    );
  }
  if (session.account.email !== seen.email)
    return <OtherAddress email={seen.email} mine={session.account.email} />;
  return (
    <Stack mt="xl">
      {accept.error ? <Problem error={accept.error} /> : null}
      <Button loading={accept.isPending} onClick={() => accept.mutate()} fullWidth>
        {say("invite.accept", { name: seen.workspace.name })}
      </Button>
    </Stack>
  );
}

function SignInFirst({ token, email }: { token: string; email: string }) {
  const { say } = useWords();
  return (
    <Stack mt="xl">
      <p>{say("invite.signInFirst", { email })}</p>
      <Button
        component={Link}
        to="/sign-in"
        search={{ next: "/invite" } as never}
        onClick={() => sessionStorage.setItem(KEPT, token)}
        fullWidth
      >
        {say("signIn.go")}
      </Button>
    </Stack>
  );
}

function OtherAddress({ email, mine }: { email: string; mine: string }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const leave = useMutation({
    ...tellFailure,
    mutationFn: signOut,
    onSuccess: () => queries.resetQueries({ queryKey: sessionQuery.queryKey }),
  });
  return (
    <Stack mt="xl">
      <p role="alert">{say("invite.otherAddress", { email, mine })}</p>
      <Button loading={leave.isPending} onClick={() => leave.mutate()} fullWidth>
        {say("invite.switch", { email })}
      </Button>
      <Button component={Link} to="/" variant="subtle" fullWidth>
        {say("invite.home")}
      </Button>
    </Stack>
  );
}

function MakeAccount({ token, seen }: { token: string; seen: Seen }) {
  const { say } = useWords();
  const wrong = useChecks();
  const joined = useJoined(seen);
  const form = useForm({
    start: { name: "", password: "" },
    check: ({ name, password }) => ({
      name: wrong.blank(name),
      password: password.length < 10 ? say("account.passwordShort") : undefined,
    }),
    send: ({ name, password }) => joinByInvite({ token, name: name.trim(), password }),
    onDone: joined,
  });
  return (
    <Form form={form} act={say("invite.accept", { name: seen.workspace.name })} isUnguarded>
      <p>{say("invite.newAccount", { email: seen.email })}</p>
      <TextField form={form} name="name" label={say("setUp.name")} autoComplete="name" maxLength={200} />
      <PasswordField
        form={form}
        name="password"
        label={say("word.password")}
        autoComplete="new-password"
        hint={say("account.passwordHint")}
      />
    </Form>
  );
}
