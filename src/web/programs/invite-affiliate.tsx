// Invites somebody by e-mail to promote a product; the producer with a rate of their own, if wished. Nobody
// is an affiliate before they accept.
import { useQueryClient } from "@tanstack/react-query";
import type { Looker } from "../data/contracts.ts";
import { useMailStays } from "../data/invitation-links.ts";
import { type AffiliateInvitation, invitationsQuery, invite } from "../data/programs.ts";
import { LongTextField, RateField, TextField } from "../parts/fields.tsx";
import { Form, FormRow } from "../parts/form.tsx";
import { readRate, typedRate } from "../parts/format-amount.ts";
import { useToast } from "../parts/toast.tsx";
import { useForm } from "../parts/use-form.ts";
import { MailStaysNote } from "../sharing/take-link.tsx";
import { useWords } from "../words/words.tsx";

interface Props {
  who: Looker;
  product: { id: string; name: string };
  /** Whom to invite once more; null for somebody new. */
  again: AffiliateInvitation | null;
  onClose: () => void;
}

export function InviteAffiliate({ who, product, again, onClose }: Props) {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const isProducer = who.side === "producer";
  const mailStays = useMailStays();
  const form = useForm({
    start: {
      email: again?.email ?? "",
      name: "",
      rate: again?.rate ? typedRate(again.rate, language) : "",
      message: "",
    },
    check: ({ email, rate }) => ({
      email: /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : say("program.inviteBadEmail"),
      rate: rate.trim() === "" || readRate(rate) !== null ? undefined : say("form.badRate"),
    }),
    send: ({ email, name, rate, message }) =>
      invite(who, product.id, {
        ...{ email: email.trim(), message, language: language === "pt-BR" ? "pt-BR" : "en" },
        ...(name.trim() === "" ? {} : { name: name.trim() }),
        ...(isProducer && rate.trim() !== "" ? { rate: readRate(rate) ?? "0" } : {}),
      }),
    onDone: async (made) => {
      await queries.invalidateQueries({ queryKey: invitationsQuery(who, product.id).queryKey });
      toast.tell({
        says: say(mailStays ? "mailStays.invited" : "program.inviteSent", { email: made.email }),
      });
      onClose();
    },
  });
  const { email } = form.values;
  return (
    <Form
      form={form}
      act={email.trim() ? say("program.inviteNamed", { email: email.trim() }) : say("program.invite")}
      onLeave={onClose}
      isUnguarded
    >
      <FormRow>
        <TextField form={form} name="email" type="email" label={say("program.inviteEmail")} maxLength={254} />
        <TextField form={form} name="name" label={say("program.inviteName")} maxLength={200} isOptional />
      </FormRow>
      {isProducer ? (
        <RateField
          form={form}
          name="rate"
          label={say("program.inviteRate")}
          hint={say("program.inviteRateHint")}
          isOptional
        />
      ) : null}
      <LongTextField form={form} name="message" label={say("program.inviteMessage")} isOptional />
      <MailStaysNote />
    </Form>
  );
}
