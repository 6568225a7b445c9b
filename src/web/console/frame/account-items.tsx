// What stands in my menu: my account, the installation where I run it, my language, light or dark, the way
// out. Fetched when somebody reaches for the menu; it opens with it.
//   <AccountItems button={<button …>A</button>} isSmall={false} />
import { Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useChooseLanguage } from "../../data/own-language.ts";
import { Icon } from "../../parts/icons.tsx";
import { LanguageItems, SchemeItems } from "../../parts/own-choice-items.tsx";
import { useOpensAtOnce } from "../../parts/reached-menu.tsx";
import { useWords } from "../../words/words.tsx";
import { accountPages, OPERATOR } from "../addresses.ts";
import { useSignOut } from "./use-sign-out.ts";
import { useWorkspace } from "./use-workspace.ts";

export function AccountItems({ button, isSmall }: { button: ReactElement; isSmall: boolean }) {
  const { say } = useWords();
  const open = useOpensAtOnce();
  const { session } = useWorkspace();
  const leave = useSignOut();
  const choose = useChooseLanguage();
  return (
    <Menu {...open} position={isSmall ? "bottom-end" : "top-start"} width={248}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session?.account.email}</Menu.Label>
        <Menu.Item component={Link} to={accountPages.profile} leftSection={<Icon name="person" />}>
          {say("frame.account")}
        </Menu.Item>
        {session?.operator ? (
          <Menu.Item component={Link} to={OPERATOR} leftSection={<Icon name="shield" />}>
            {say("frame.operator")}
          </Menu.Item>
        ) : null}
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
