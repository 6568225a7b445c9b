// Where the link in the mail leads. Opening it does nothing: a person presses the button, so that a mail
// program which looks at links cannot spend it. The token stands behind # and is never sent to the server by
// opening.
//   /sign-in/link#k3v… → POST /v1/session/links/redeem { "token": "k3v…" }
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { Door } from "../../../parts/door.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { redeemLink } from "../../data/session.ts";
import { ChallengeStep, challengeOf } from "./challenge.tsx";
import { useEnter } from "./sign-in.tsx";

export function SignInLink() {
  const { say } = useWords();
  const { hash } = useLocation();
  const enter = useEnter();
  const redeem = useMutation({ mutationFn: redeemLink, onSuccess: enter });
  const token = hash.replace(/^#/, "");
  const challenge = challengeOf(redeem.error);
  const navigate = useNavigate();
  if (challenge) {
    return (
      <ChallengeStep challenge={challenge} onEnter={enter} onBack={() => void navigate({ to: "/sign-in" })} />
    );
  }
  const isSpent = token === "" || redeem.isError;
  return (
    <Door title={say("signInLink.title")} lead={say(isSpent ? "signInLink.spentLead" : "signInLink.lead")}>
      {redeem.isError ? <Problem error={redeem.error} /> : null}
      {isSpent ? (
        <Button component={Link} to="/sign-in" mt="xl" fullWidth>
          {say("signInLink.askAgain")}
        </Button>
      ) : (
        <Button mt="xl" fullWidth autoFocus loading={redeem.isPending} onClick={() => redeem.mutate(token)}>
          {say("signIn.go")}
        </Button>
      )}
    </Door>
  );
}
