// What may be done about one account of the party: let it accept or only look, take it away, or leave. The
// last that may accept has none: the list says why. Nothing happens before it is confirmed.
//   <AccountActs account={account} mayChange isLast={false} />

import { Button, Menu } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { sessionQuery } from "../../../data/session.ts";
import { tellFailure } from "../../../data/tell-failures.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { useWords } from "../../../words/words.tsx";
import { homeAddress } from "../../addresses.ts";
import { accountsQuery, changeAccount, type PartyAccount, removeAccount } from "../../data/accounts.ts";
import { useParty } from "../../frame/use-party.ts";

interface Props {
  account: PartyAccount;
  mayChange: boolean;
  isLast: boolean;
}

export function AccountActs({ account, mayChange, isLast }: Props) {
  const { say } = useWords();
  const { party, own } = useParty();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isRemoving, setRemoving] = useState(false);
  const change = useMutation({
    ...tellFailure,
    mutationFn: () => changeAccount(party, account.account, !account.mayAccept),
    onSuccess: async (answer) => {
      queries.setQueryData(accountsQuery(party).queryKey, answer);
      if (account.isYou) await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const remove = useMutation({
    mutationFn: () => removeAccount(party, account.account),
    onSuccess: async ({ left }) => {
      setRemoving(false);
      if (!left) return queries.invalidateQueries({ queryKey: accountsQuery(party).queryKey });
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      return navigate({ to: homeAddress });
    },
  });
  if (isLast) return null;
  if (!mayChange && !account.isYou) return null;
  const who = account.name || account.email;
  const act = account.isYou ? say("partyAccounts.leave") : say("partyAccounts.remove", { name: who });
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button variant="subtle" color="gray" size="compact-sm" loading={change.isPending}>
            {say("partyAccounts.change")}
            <span className="only-read">{who}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayChange ? (
            <Menu.Item onClick={() => change.mutate()}>
              {say(account.mayAccept ? "partyAccounts.letLook" : "partyAccounts.letAccept")}
            </Menu.Item>
          ) : null}
          <Menu.Item onClick={() => setRemoving(true)}>{act}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Confirm
        isOpen={isRemoving}
        title={`${act}?`}
        act={act}
        final={say(account.isYou ? "partyAccounts.leaveSays" : "partyAccounts.removeSays", {
          name: own?.name ?? "",
        })}
        isWorking={remove.isPending}
        error={remove.error ?? undefined}
        onConfirm={() => remove.mutate()}
        onClose={() => setRemoving(false)}
      >
        {null}
      </Confirm>
    </>
  );
}
