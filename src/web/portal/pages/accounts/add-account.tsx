// Adds a person who speaks for the party: an address, and whether they decide or only look. The button
// repeats both.
//   <AddAccount onClose={…} />
import { useQueryClient } from "@tanstack/react-query";
import { useMailStays } from "../../../data/invitation-links.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { ChoiceField, TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { accountsQuery, addAccount } from "../../data/accounts.ts";
import { useParty } from "../../frame/use-party.ts";

export function AddAccount({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const { party, own } = useParty();
  const queries = useQueryClient();
  const toast = useToast();
  const wrong = useChecks();
  const mailStays = useMailStays();
  const name = own?.name ?? "";
  const form = useForm({
    start: { email: "", right: "looks" as string },
    check: ({ email }) => ({ email: wrong.email(email) }),
    send: ({ email, right }) => addAccount(party, { email: email.trim(), mayAccept: right === "accepts" }),
    onDone: (answer, { email }) => {
      queries.setQueryData(accountsQuery(party).queryKey, answer);
      toast.tell({
        says: say(mailStays ? "mailStays.told" : "partyAccounts.added", { email: email.trim() }),
      });
      onClose();
    },
  });
  const { email, right } = form.values;
  return (
    <Dialog title={say("partyAccounts.addTitle", { name })} onClose={onClose}>
      <Form
        form={form}
        act={email.trim() ? say("partyAccounts.addAct", { email: email.trim() }) : say("partyAccounts.add")}
        onLeave={onClose}
        isUnguarded
      >
        <TextField
          form={form}
          name="email"
          label={say("word.email")}
          type="email"
          inputMode="email"
          hint={say("partyAccounts.emailHint")}
          isFirst
        />
        <ChoiceField
          form={form}
          name="right"
          label={say("partyAccounts.may")}
          hint={say(right === "accepts" ? "partyAccounts.acceptsSays" : "partyAccounts.looksSays")}
          options={(["looks", "accepts"] as const).map((value) => ({
            value,
            label: say(`partyAccounts.${value}`),
          }))}
        />
      </Form>
    </Dialog>
  );
}
