// Which notices are mailed to me, the same in every business, and how often I am told of the sales of each
// party I speak for. What is needed is always mailed, and the page says so. Each choice counts at once. The
// inbox has everything, whatever is chosen here, but sales that I want to hear nothing of.
import { SegmentedControl, Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  chooseMails,
  chooseSales,
  type MailChoices,
  mailChoicesQuery,
  type SaleNotices,
} from "../../../data/inbox.ts";
import { WorkspaceMark } from "../../../parts/mark.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FormSkeleton } from "../../../parts/skeletons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { AccountShell } from "./account-shell.tsx";
import css from "./mails.module.css";

type Group = MailChoices["groups"][number];
type Party = MailChoices["sales"][number];

export function Mails() {
  const { say } = useWords();
  const found = useQuery(mailChoicesQuery);
  return (
    <AccountShell title={say("mails.title")} lead={say("mails.lead")}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <FormSkeleton fields={5} /> : null}
      {found.data ? <Choices choices={found.data} /> : null}
    </AccountShell>
  );
}

function Choices({ choices }: { choices: MailChoices }) {
  const { say } = useWords();
  const needed = choices.groups.filter((group) => group.needed);
  return (
    <>
      <Section title={say("mails.contracts")}>
        <ul className={css.list}>
          {choices.groups
            .filter((group) => !group.needed)
            .map((group) => (
              <Optional key={group.name} group={group} />
            ))}
        </ul>
      </Section>
      {choices.sales.length > 0 ? (
        <Section title={say("mails.sales")}>
          <p className={css.quiet}>{say("mails.salesSays")}</p>
          <ul className={css.list}>
            {choices.sales.map((party) => (
              <OfSales key={party.party} party={party} />
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={say("mails.needed")}>
        <p className={css.quiet}>{say("mails.neededSays")}</p>
        <ul className={css.list}>
          {needed.map((group) => (
            <li key={group.name} className={css.row}>
              <span className={css.text}>
                <span>{say(`mails.group.${group.name}`)}</span>
                <span className={css.quiet}>{say(`mails.says.${group.name}`)}</span>
              </span>
              <span className={css.always}>{say("mails.always")}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function useChosen() {
  const { say } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  return (changed: MailChoices) => {
    queries.setQueryData(mailChoicesQuery.queryKey, changed);
    toast.tell({ says: say("mails.saved") });
  };
}

function Optional({ group }: { group: Group }) {
  const { say } = useWords();
  const onSuccess = useChosen();
  const choose = useMutation({
    mutationFn: (on: boolean) => chooseMails({ [group.name]: on }),
    onSuccess,
  });
  return (
    <li className={css.row}>
      <Switch
        className={css.text ?? ""}
        label={say(`mails.group.${group.name}`)}
        description={say(`mails.says.${group.name}`)}
        checked={group.mailed}
        disabled={choose.isPending}
        onChange={(event) => choose.mutate(event.currentTarget.checked)}
      />
      {choose.error ? <Problem error={choose.error} /> : null}
    </li>
  );
}

const HOW: readonly SaleNotices[] = ["each", "daily", "none"];

function OfSales({ party }: { party: Party }) {
  const { say } = useWords();
  const onSuccess = useChosen();
  const choose = useMutation({ mutationFn: (how: SaleNotices) => chooseSales(party.party, how), onSuccess });
  const name = say("mails.salesOf", { workspace: party.workspace.name, party: party.partyName });
  return (
    <li className={css.row}>
      <WorkspaceMark name={party.workspace.name} size={28} />
      <span className={css.text}>
        <span>{party.workspace.name}</span>
        <span className={css.quiet}>{say("mails.asParty", { party: party.partyName })}</span>
      </span>
      <SegmentedControl
        aria-label={name}
        size="xs"
        value={party.how}
        disabled={choose.isPending}
        data={HOW.map((value) => ({ value, label: say(`mails.how.${value}`) }))}
        onChange={(value) => choose.mutate(value as SaleNotices)}
      />
      {choose.error ? <Problem error={choose.error} /> : null}
    </li>
  );
}
