// What stands in my menu in the portal: my address, my account, my language, light or dark, and the way out.
// Leaving forgets everything that was read.
//   <AccountItems button={<button …>C</button>} isSmall={false} />
import { Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useChooseLanguage } from "../../data/own-language.ts";
import { signOut } from "../../data/session.ts";
import { Icon } from "../../parts/icons.tsx";
import { LanguageItems, SchemeItems } from "../../parts/own-choice-items.tsx";
import { useOpensAtOnce } from "../../parts/reached-menu.tsx";
import { useWords } from "../../words/words.tsx";
import { accountAddress } from "../addresses.ts";
import { useParty } from "./use-party.ts";

export function AccountItems({ button, isSmall }: { button: ReactElement; isSmall: boolean }) {
  const { say } = useWords();
  const open = useOpensAtOnce();
  const choose = useChooseLanguage();
  const { session } = useParty();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await signOut();
    queries.clear();
    await navigate({ to: "/sign-in" });
  };
  return (
    <Menu {...open} position={isSmall ? "bottom-end" : "top-start"} width={248}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session?.account.email}</Menu.Label>
        <Menu.Item component={Link} to={accountAddress} leftSection={<Icon name="person" />}>
          {say("frame.account")}
        </Menu.Item>
        <Menu.Divider />
        <LanguageItems onChoose={choose} />
        <Menu.Divider />
        <SchemeItems />
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="leave" />} onClick={() => void leave()}>
          {say("frame.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
