// Me: my name and address, my language, light or dark, and the way out.
// Leaving forgets everything that was read.
import { Menu, useMantineColorScheme } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Icon } from "../../parts/icons.tsx";
import { LANGUAGES, languageName } from "../../words/languages.ts";
import { useWords } from "../../words/words.tsx";
import { accountPages, OPERATOR } from "../addresses.ts";
import { signOut } from "../data/session.ts";
import css from "./account-menu.module.css";
import { forgetPlaces } from "./recent-places.ts";
import { useChooseLanguage } from "./use-own-choices.ts";
import { useWorkspace } from "./use-workspace.ts";

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await signOut();
    queries.clear();
    forgetPlaces();
    await navigate({ to: "/sign-in" });
  };
}

export function AccountMenu({ isSmall = false }: { isSmall?: boolean }) {
  const { say } = useWords();
  const { session } = useWorkspace();
  const leave = useSignOut();
  const name = session?.account.name || session?.account.email || "";
  return (
    <Menu position={isSmall ? "bottom-end" : "top-start"} width={248}>
      <Menu.Target>
        <button type="button" className={css.me} data-small={isSmall || undefined}>
          <span className={css.face} aria-hidden="true">
            {[...name][0]?.toLocaleUpperCase()}
          </span>
          {isSmall ? null : <span className={css.name}>{name}</span>}
          <span className="only-read">{say("frame.account")}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session?.account.email}</Menu.Label>
        <Menu.Item component={Link} to={accountPages.profile} leftSection={<Icon name="person" />}>
          {say("frame.account")}
        </Menu.Item>
        {session?.operator ? (
          <Menu.Item component={Link} to={OPERATOR} leftSection={<Icon name="shield" />}>
            {say("operator.title")}
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
