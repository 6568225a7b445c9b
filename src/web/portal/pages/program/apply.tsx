// Applying from the public page: who is signed in presses once, who is not says name and e-mail and goes on
// by the link in the mail, which proves the address. The terms are accepted in the version shown above.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { type Applied, apply, type ProgramPage } from "../../../data/programs.ts";
import { redeemLink, sessionQuery } from "../../../data/session.ts";
import { CheckField } from "../../../parts/check-field.tsx";
import { LongTextField, TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { promoteAddress } from "../../addresses.ts";
import { forgetInvited } from "../../data/kept-invitation.ts";
import { JoinByHand } from "./join-by-hand.tsx";
import css from "./program-page.module.css";
import { SignUp } from "./sign-up.tsx";

interface Props {
  page: ProgramPage;
  by: string | undefined;
  invited: string | undefined;
  /** Of the link in the mail; pressed, it signs in. */
  sign: string | undefined;
}

export function Apply(props: Props) {
  const { page, by, sign } = props;
  const { say } = useWords();
  const session = useQuery(sessionQuery);
  const [applied, setApplied] = useState<Applied | null>(null);
  const place = useRef<HTMLElement>(null);
  // Whoever comes by the mail's link has read the rest: what is left to press is in sight at once.
  const isBack = sign !== undefined;
  useEffect(() => {
    if (isBack) place.current?.scrollIntoView({ block: "center" });
  }, [isBack]);
  const isShut = page.state === "closed" && !page.invited;
  const isClosed = page.access === "invitation" && !page.invited && !page.recruiter;
  const title = applied
    ? say(`programPage.done.${applied.state}`)
    : say(isShut || isClosed ? "programPage.shut" : "programPage.apply");
  return (
    <section ref={place} className={css.apply} aria-live="polite">
      <h2>{title}</h2>
      {applied ? (
        <Done applied={applied} page={page} />
      ) : isShut || isClosed ? (
        <p>{say(isShut ? "programPage.closedSays" : "programPage.invitationSays")}</p>
      ) : session.data ? (
        <ApplyForm
          {...props}
          name={session.data.account.name || session.data.account.email}
          onDone={setApplied}
        />
      ) : sign ? (
        <GoOn token={sign} page={page} by={by} />
      ) : (
        <Strange {...props} />
      )}
    </section>
  );
}

/** Nobody is signed in: where no mail leaves, an invitation's own link lets its address in. */
function Strange({ page, by, invited }: Props) {
  const { say } = useWords();
  const next = `/p/${page.slug}${by ? `?by=${encodeURIComponent(by)}` : ""}`;
  return (
    <>
      {invited && page.invitedAs ? (
        <JoinByHand page={page} invited={invited} email={page.invitedAs} />
      ) : (
        <SignUp page={page} by={by} invited={invited} />
      )}
      <p className={css.ways}>
        <Link to="/sign-in" search={{ next } as never}>
          {say("programPage.signIn")}
        </Link>
      </p>
    </>
  );
}

function Done({ applied, page }: { applied: Applied; page: ProgramPage }) {
  const { say } = useWords();
  const facts = { business: page.business, code: applied.code };
  return (
    <>
      <p>
        {applied.state === "requested" && page.mail === "folder"
          ? say("mailStays.applied", facts)
          : say(`programPage.doneSays.${applied.state}`, facts)}
      </p>
      <Button component={Link} to={promoteAddress(applied.party)} mt="md">
        {say("programPage.toPortal")}
      </Button>
    </>
  );
}

function ApplyForm({
  page,
  by,
  invited,
  name,
  onDone,
}: Props & { name: string; onDone: (done: Applied) => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const { terms } = page;
  const form = useForm({
    start: { note: "", code: "", isAccepted: terms === null },
    check: ({ isAccepted, code }) => ({
      isAccepted: isAccepted ? undefined : say("promote.mustAccept"),
      code:
        code === "" || /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(code) ? undefined : say("affiliates.badCode"),
    }),
    send: ({ note, code }) =>
      apply({
        ...{ slug: page.slug, terms: terms?.version ?? null, note },
        ...(code ? { code } : {}),
        ...(by ? { by } : {}),
        ...(invited ? { invited } : {}),
      }),
    onDone: async (done) => {
      forgetInvited(page.slug);
      // A party of mine came to be.
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      onDone(done);
    },
  });
  return (
    <Form
      form={form}
      act={say(page.invited ? "programPage.acceptInvitation" : "promote.apply", { product: page.product })}
      isUnguarded
    >
      <p className={css.quiet}>{say("programPage.as", { name })}</p>
      <TextField
        form={form}
        name="code"
        label={say("programPage.code")}
        hint={say("programPage.codeHint")}
        maxLength={64}
        isOptional
      />
      {page.invited ? null : (
        <LongTextField
          form={form}
          name="note"
          label={say("promote.note")}
          hint={say("promote.noteHint")}
          isOptional
        />
      )}
      {terms ? (
        <CheckField form={form} name="isAccepted" label={say("promote.accept", { version: terms.version })} />
      ) : null}
    </Form>
  );
}

/** The link of the mail led here: pressed, not opened, it signs in. */
function GoOn({ token, page, by }: { token: string; page: ProgramPage; by: string | undefined }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const redeem = useMutation({
    mutationFn: () => redeemLink(token),
    onSuccess: (session) => queries.setQueryData(sessionQuery.queryKey, session),
  });
  const next = `/p/${page.slug}${by ? `?by=${encodeURIComponent(by)}` : ""}`;
  return (
    <>
      {redeem.isError ? <Problem error={redeem.error} /> : null}
      <p>{say("programPage.goOnSays")}</p>
      <Button mt="md" loading={redeem.isPending} onClick={() => redeem.mutate()}>
        {say("programPage.goOn")}
      </Button>
      {redeem.isError ? (
        <p className={css.ways}>
          <Link to="/sign-in" search={{ next } as never}>
            {say("programPage.signIn")}
          </Link>
        </p>
      ) : null}
    </>
  );
}
