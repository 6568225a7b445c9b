// What stands in my menu: my account, the installation where I run it, my language, light or dark, the way
// out. Fetched when somebody reaches for the menu; it opens with it.
//   <AccountItems button={<button …>A</button>} isSmall={false} />
import { Menu, useMantineColorScheme } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { Icon } from "../../parts/icons.tsx";
import { useOpensAtOnce } from "../../parts/reached-menu.tsx";
import { LANGUAGES, languageName } from "../../words/languages.ts";
import { useWords } from "../../words/words.tsx";
import { accountPages, OPERATOR } from "../addresses.ts";
import { useChooseLanguage } from "./use-own-choices.ts";
import { useSignOut } from "./use-sign-out.ts";
import { useWorkspace } from "./use-workspace.ts";

export function AccountItems({ button, isSmall }: { button: ReactElement; isSmall: boolean }) {
  const { say } = useWords();
  const open = useOpensAtOnce();
  const { session } = useWorkspace();
  const leave = useSignOut();
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
        <LanguageItems />
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

function LanguageItems() {
  const { language } = useWords();
  const choose = useChooseLanguage();
  return LANGUAGES.map((tag) => (
    <Menu.Item
      key={tag}
      lang={tag}
      leftSection={<Icon name="language" />}
      rightSection={tag === language ? <Icon name="check" /> : null}
      onClick={() => choose(tag)}
    >
      {languageName(tag)}
    </Menu.Item>
  ));
}

const SCHEMES = [
  { key: "light", icon: "sun" },
  { key: "dark", icon: "moon" },
  { key: "auto", icon: "machine" },
] as const;

function SchemeItems() {
  const { say } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return SCHEMES.map((scheme) => (
    <Menu.Item
      key={scheme.key}
      leftSection={<Icon name={scheme.icon} />}
      rightSection={scheme.key === colorScheme ? <Icon name="check" /> : null}
      onClick={() => setColorScheme(scheme.key)}
    >
      {say(`scheme.${scheme.key}`)}
    </Menu.Item>
  ));
}
