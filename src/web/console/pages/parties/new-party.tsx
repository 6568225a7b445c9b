// A new party: somebody who can be owed money before anything was sold or agreed. Who shall agree to a share
// is invited instead, and the page says where. It agrees nothing and gives nobody a way in.
//   /w/ws_…/parties/new
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChoiceField } from "../../../parts/fields.tsx";
import { Form, FormPart } from "../../../parts/form.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess } from "../../../parts/problem.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { invitePartnerAddress, partiesAddress, partyAddress } from "../../addresses.ts";
import { createParty, type NewParty, type Party, partiesChanged } from "../../data/parties.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { changesOf, checkParty, emptyParty, PartyFields, type PartyValues } from "./party-fields.tsx";

interface Values extends PartyValues {
  kind: string;
}

const KINDS = ["partner", "platform", "processor"] as const;

export function NewPartyPage() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  return (
    <Page
      title={say("parties.new")}
      back={{ to: partiesAddress(ws), name: say("nav.parties") }}
      lead={
        <>
          {say("newParty.lead")}{" "}
          {may("contracts") ? <Link to={invitePartnerAddress(ws)}>{say("newParty.invite")}</Link> : null}
        </>
      }
    >
      {may("parties") ? <NewPartyForm /> : <NoAccess says={say("parties.mayNotChange")} />}
    </Page>
  );
}

function NewPartyForm() {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const form = useForm<Values, Party>({
    start: { ...emptyParty, kind: "partner" },
    check: (values) => checkParty(values, words),
    send: ({ kind, ...values }) => createParty(ws, { kind, ...changesOf(emptyParty, values) } as NewParty),
    onDone: async (made) => {
      await partiesChanged(queries, ws, made.id);
      toast.tell({ says: say("newParty.made", { name: made.name }) });
      await navigate({ to: partyAddress(ws, made.id) });
    },
  });
  const name = form.values.name.trim();
  return (
    <Form
      form={form}
      act={name ? say("newParty.act", { name }) : say("parties.new")}
      leaveTo={partiesAddress(ws)}
    >
      <FormPart>
        <ChoiceField
          form={form}
          name="kind"
          label={say("parties.kind")}
          hint={say(`newParty.kind.${form.values.kind as (typeof KINDS)[number]}`)}
          options={KINDS.map((kind) => ({ value: kind, label: say(`partyKind.${kind}`) }))}
        />
        <PartyFields form={form} />
      </FormPart>
    </Form>
  );
}
