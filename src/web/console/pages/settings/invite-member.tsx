// Invites somebody into the team: an address and a role. The button repeats both, and the business. It gives
// access and no share: the form says so.
import { useQueryClient } from "@tanstack/react-query";
import { useMailStays } from "../../../data/invitation-links.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { ChoiceField, TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { MailStaysNote } from "../../../sharing/take-link.tsx";
import { useWords } from "../../../words/words.tsx";
import { invite, invitesQuery, type Role } from "../../data/team.ts";
import { KnownPerson, OtherWays } from "../../frame/known-person.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ROLES } from "./role-list.ts";
import css from "./settings.module.css";

export function InviteMember({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const { ws, own, role: mine } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const wrong = useChecks();
  const mailStays = useMailStays();
  const form = useForm({
    start: { email: "", role: "viewer" as string },
    check: ({ email }) => ({ email: wrong.email(email) }),
    send: ({ email, role }) => invite(ws, { email: email.trim(), role: role as Role }),
    onDone: async ({ email }) => {
      await queries.invalidateQueries({ queryKey: invitesQuery(ws).queryKey });
      toast.tell({ says: say(mailStays ? "mailStays.invited" : "team.invited", { email }) });
      onClose();
    },
  });
  const { email, role } = form.values;
  const roles = ROLES.filter((one) => one !== "owner" || mine === "owner");
  const name = own?.name ?? "";
  return (
    <Dialog title={say("team.inviteTitle", { name })} onClose={onClose}>
      <Form
        form={form}
        act={email.trim() ? say("team.inviteAct", { email: email.trim(), name }) : say("team.invite")}
        onLeave={onClose}
        isUnguarded
      >
        <TextField
          form={form}
          name="email"
          label={say("word.email")}
          type="email"
          inputMode="email"
          hint={mailStays ? undefined : say("team.inviteHint")}
          isFirst
        />
        <ChoiceField
          form={form}
          name="role"
          label={say("team.role")}
          hint={say(`roleSays.${role as Role}`)}
          options={roles.map((value) => ({ value, label: say(`role.${value}`) }))}
        />
        <KnownPerson email={email} as="member" />
        <p className={css.note}>{say("team.noShare")}</p>
        <MailStaysNote />
        <OtherWays as="member" />
      </Form>
    </Dialog>
  );
}
