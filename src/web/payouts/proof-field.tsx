// That it is really you, before money goes elsewhere: the password of whoever has one; whoever signs in by
// mailed links is told whether the last sign-in is recent enough. It never checks the password: the server
// does.
//   const hasPassword = useHasPassword(); … <ProofField form={form} />
import { useQuery } from "@tanstack/react-query";
import { securityQuery } from "../data/session.ts";
import { PasswordField } from "../parts/fields.tsx";
import type { FormState } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import css from "./payouts.module.css";

/** Undefined until it is known. */
export const useHasPassword = (): boolean | undefined => useQuery(securityQuery).data?.hasPassword;

export function NoPassword() {
  const { say } = useWords();
  const isFresh = useQuery(securityQuery).data?.freshSignIn === true;
  return <p className={css.quiet}>{say(isFresh ? "payout.proof.fresh" : "payout.proof.stale")}</p>;
}

export function ProofField<V extends { password: string }>({ form }: { form: FormState<V> }) {
  const { say } = useWords();
  if (useHasPassword() === false) return <NoPassword />;
  const asked = form as unknown as FormState<{ password: string }>;
  return <PasswordField form={asked} name="password" label={say("payout.method.password")} />;
}
