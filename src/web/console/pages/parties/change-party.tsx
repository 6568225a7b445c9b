// A party's name, address, country and ids put right: what stands there now beside what will, and what
// follows from it, before it is saved; undone with one press after. It never changes a kind or a balance.
//   /w/ws_…/parties/party_…/edit
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Form, FormPart } from "../../../parts/form.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { partyAddress } from "../../addresses.ts";
import { changeParty, type Party, type PartyChange, partiesChanged, partyQuery } from "../../data/parties.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./change-party.module.css";
import {
  changesOf,
  checkParty,
  PARTY_FIELDS,
  PartyFields,
  type PartyValues,
  valuesOf,
} from "./party-fields.tsx";

export function ChangePartyPage() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { party: id = "" } = useParams({ strict: false }) as { party?: string };
  const found = useQuery(partyQuery(ws, id));
  const name = found.data?.name ?? say("word.party");
  return (
    <Page title={say("party.changeNamed", { name })} back={{ to: partyAddress(ws, id), name }}>
      {may("parties") ? null : <NoAccess says={say("parties.mayNotChange")} />}
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={6} /> : null}
      {found.data && may("parties") ? <ChangeForm key={found.data.id} party={found.data} /> : null}
    </Page>
  );
}

function ChangeForm({ party }: { party: Party }) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const address = `${partyAddress(ws, party.id)}?tab=about`;
  const before = valuesOf(party);
  const put = async (body: PartyChange) => {
    const made = await changeParty(ws, party.id, body);
    await partiesChanged(queries, ws, party.id);
    return made;
  };
  const form = useForm<PartyValues, Party>({
    start: before,
    check: (values) => checkParty(values, words),
    send: (values) => put(changesOf(before, values)),
    onDone: async (made) => {
      const undo = changesOf(valuesOf(made), before);
      const isSame = Object.keys(undo).length === 0;
      toast.tell({
        says: say("party.saved", { name: made.name }),
        ...(isSame ? {} : { undo: () => put(undo) }),
      });
      await navigate({ to: partyAddress(ws, party.id), search: { tab: "about" } as never });
    },
  });
  return (
    <Form form={form} act={say("party.save", { name: party.name })} leaveTo={address}>
      <FormPart>
        <PartyFields form={form} hasFixedRef={party.kind === "tax"} />
      </FormPart>
      <WhatChanges before={before} after={form.values} />
    </Form>
  );
}

/** Each field from what to what, with what follows; not there before anything is typed. */
function WhatChanges({ before, after }: { before: PartyValues; after: PartyValues }) {
  const { say, language } = useWords();
  const change = changesOf(before, after);
  const fields = PARTY_FIELDS.filter((field) => field in change);
  if (fields.length === 0) return null;
  const regions = new Intl.DisplayNames([language], { type: "region" });
  const shown = (field: (typeof PARTY_FIELDS)[number], value: string) => {
    if (value === "") return "–";
    return field === "country" ? regions.of(value) : value;
  };
  const names = {
    name: say("party.name"),
    email: say("word.email"),
    country: say("word.country"),
    ref: say("party.ref"),
    externalId: say("party.externalId"),
  };
  return (
    <section className={css.changes} aria-label={say("party.whatChanges")}>
      <h2>{say("party.whatChanges")}</h2>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{say("side.before")}</th>
            <th scope="col">{say("side.after")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{names[field]}</th>
              <td>{shown(field, before[field])}</td>
              <td>{shown(field, after[field].trim())}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul>
        {fields.map((field) => (
          <li key={field}>{say(`party.follows.${field}`)}</li>
        ))}
      </ul>
    </section>
  );
}
