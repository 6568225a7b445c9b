// What stands in my menu: my address, my account, the installation where I run it, my language, light or
// dark, the way out. Fetched when somebody reaches for the menu; it opens with it.
//   <OwnItems button={<button …>A</button>} email="ana@example.com" account="/account" isSmall={false} />
import { Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useChooseLanguage } from "../data/own-language.ts";
import { Icon } from "../parts/icons.tsx";
import { LanguageItems, SchemeItems } from "../parts/own-choice-items.tsx";
import { useOpensAtOnce } from "../parts/reached-menu.tsx";
import { useWords } from "../words/words.tsx";
import { useSignOut } from "./use-sign-out.ts";

export interface OwnPlaces {
  /** Where my account is. */
  account: string;
  /** Where I run this installation; null where somebody else does. */
  operator?: string | null;
}

interface Props extends OwnPlaces {
  button: ReactElement;
  email: string | undefined;
  isSmall: boolean;
}

export function OwnItems({ button, email, isSmall, account, operator = null }: Props) {
  const { say } = useWords();
  const open = useOpensAtOnce();
  const leave = useSignOut();
  const choose = useChooseLanguage();
  return (
    <Menu {...open} position={isSmall ? "bottom-end" : "top-start"} width={248}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{email}</Menu.Label>
        <Menu.Item component={Link} to={account} leftSection={<Icon name="person" />}>
          {say("frame.account")}
        </Menu.Item>
        {operator === null ? null : (
          <Menu.Item component={Link} to={operator} leftSection={<Icon name="shield" />}>
            {say("frame.operator")}
          </Menu.Item>
        )}
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
