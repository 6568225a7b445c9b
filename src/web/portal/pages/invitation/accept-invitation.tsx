// The answer to an invitation: under the invited address, under another and saying so, or with a new account
// made of a name. Who has an account signs in first and comes back here. Only the button accepts.
//   <AcceptInvitation token="k3V…" opened={opened} onAccepted={…} onDeclined={…} onChanged={…} />

import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Decline } from "../../../contracts/decline.tsx";
import { TermsOfUseField } from "../../../contracts/terms-of-use.tsx";
import { setUpQuery, signOut } from "../../../data/session.ts";
import { tellFailure } from "../../../data/tell-failures.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { isProblem } from "../../../parts/problem-facts.ts";
import { fieldErrors } from "../../../problems/say-problem.ts";
import { useWords } from "../../../words/words.tsx";
import {
  type Accepted,
  acceptInvitation,
  declineInvitation,
  invitationToken,
  type Opened,
} from "../../data/invitation.ts";
import css from "./invitation.module.css";
import { shareOfProduct } from "./share-of-product.ts";

interface Props {
  token: string;
  opened: Opened;
  onAccepted: (accepted: Accepted) => void;
  onDeclined: () => void;
  /** Signed in or out meanwhile: who one is must be asked again. */
  onChanged: () => void;
}

/** Who presses: the invited address, another one, somebody without an account, or who must sign in first. */
type Way = "own" | "other" | "new" | "sign-in";

function wayOf({ signedInAs, email, hasAccount }: Opened): Way {
  if (signedInAs !== null) return signedInAs.toLowerCase() === email.toLowerCase() ? "own" : "other";
  return hasAccount ? "sign-in" : "new";
}

export function AcceptInvitation(props: Props) {
  const { opened } = props;
  const { say } = useWords();
  const way = wayOf(opened);
  return (
    <section className={css.answer} aria-label={say("agree.yourAnswer")}>
      {way === "sign-in" ? <SignInFirst opened={opened} /> : null}
      {way === "other" ? <OtherAddress {...props} /> : null}
      {way === "sign-in" ? null : <Accept key={way} {...props} way={way} />}
      <Decline
        proposal={opened.proposal}
        onDecline={(answer) => declineInvitation(props.token, answer)}
        onDone={() => {
          invitationToken.forget();
          props.onDeclined();
        }}
        isBelow
      />
    </section>
  );
}

function SignInFirst({ opened }: { opened: Opened }) {
  const { say, show } = useWords();
  return (
    <>
      <p className={css.next}>{show("invitation.signInFirst", { email: <strong>{opened.email}</strong> })}</p>
      <Button component={Link} to="/sign-in" search={{ next: "/invitation" } as never} fullWidth mt="md">
        {say("invitation.signIn")}
      </Button>
    </>
  );
}

function OtherAddress({ opened, onChanged }: Props) {
  const { say, show } = useWords();
  const queries = useQueryClient();
  const leave = useMutation({
    ...tellFailure,
    mutationFn: signOut,
    onSuccess: () => {
      queries.removeQueries({ queryKey: ["session"] });
      onChanged();
    },
  });
  return (
    <div className={css.other} role="note">
      <p>
        {show("invitation.other", {
          mine: <strong>{opened.signedInAs}</strong>,
          invited: <strong>{opened.email}</strong>,
        })}
      </p>
      <Button variant="default" size="xs" mt="sm" loading={leave.isPending} onClick={() => leave.mutate()}>
        {say("invitation.signOut")}
      </Button>
    </div>
  );
}

function Accept({ token, opened, onAccepted, way }: Props & { way: Way }) {
  const words = useWords();
  const { say } = words;
  const [isAccepted, setAccepted] = useState(false);
  const [isTried, setTried] = useState(false);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const queries = useQueryClient();
  const accept = useMutation({
    mutationFn: () =>
      acceptInvitation({
        token,
        termsOfUse: opened.termsOfUse.version,
        underOtherAddress: way === "other",
        ...(way === "new" ? { name: name.trim(), ...(password === "" ? {} : { password }) } : {}),
      }),
    onSuccess: (accepted) => {
      invitationToken.forget();
      queries.removeQueries({ queryKey: ["session"] });
      onAccepted(accepted);
    },
  });
  const nameNeeded = isTried && way === "new" && name.trim() === "" ? say("form.required") : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isAccepted && (way !== "new" || name.trim() !== "")) accept.mutate();
  };
  const errors = fieldErrors(accept.error, words);
  const what = shareOfProduct(opened, words);
  return (
    <form onSubmit={submit} className={css.form} noValidate>
      {way === "new" ? (
        <NewAccount
          email={opened.email}
          name={name}
          onName={setName}
          nameError={nameNeeded ?? errors.name}
          password={password}
          onPassword={setPassword}
          passwordError={errors.password}
        />
      ) : null}
      <TermsOfUseField
        use={opened.termsOfUse}
        isAccepted={isAccepted}
        onAccept={setAccepted}
        error={isTried && !isAccepted ? say("agree.useNeeded") : undefined}
      />
      <p className={css.quiet}>{say("agree.follows.invite")}</p>
      {accept.isError && !isShown(accept.error) ? <Problem error={accept.error} /> : null}
      <Button type="submit" loading={accept.isPending} fullWidth>
        {way === "other"
          ? say("invitation.acceptAs", { what, email: opened.signedInAs ?? "" })
          : say("invitation.accept", { what })}
      </Button>
    </form>
  );
}

interface NewAccountProps {
  email: string;
  name: string;
  onName: (name: string) => void;
  nameError: string | undefined;
  password: string;
  onPassword: (password: string) => void;
  passwordError: string | undefined;
}

function NewAccount(props: NewAccountProps) {
  const { say } = useWords();
  const stays = useQuery(setUpQuery).data?.mail === "folder";
  return (
    <>
      <p className={css.next}>{say("invitation.newAccount", { email: props.email })}</p>
      <TextInput
        label={say("invitation.name")}
        description={say("invitation.nameSays")}
        inputWrapperOrder={["label", "input", "error", "description"]}
        autoComplete="name"
        maxLength={200}
        value={props.name}
        error={props.nameError}
        onChange={(event) => props.onName(event.currentTarget.value)}
      />
      <PasswordInput
        label={say("invitation.password")}
        description={say(stays ? "mailStays.password" : "invitation.passwordSays")}
        inputWrapperOrder={["label", "input", "error", "description"]}
        autoComplete="new-password"
        value={props.password}
        error={props.passwordError}
        visibilityToggleButtonProps={{ "aria-label": say("form.showPassword") }}
        onChange={(event) => props.onPassword(event.currentTarget.value)}
      />
    </>
  );
}

/** Said at its field already. */
const isShown = (error: unknown): boolean =>
  isProblem(error) &&
  error.errors.length > 0 &&
  error.errors.every(({ path }) => path === "name" || path === "password");
