// Me: my name and address, my language, light or dark, and the way out.
// Leaving forgets everything that was read.
import { Menu, useMantineColorScheme } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { signOut } from "../../data/session.ts";
import { Icon } from "../../parts/icons.tsx";
import { LANGUAGES, languageName } from "../../words/languages.ts";
import { useWords } from "../../words/words.tsx";
import css from "./menus.module.css";
import { useChooseLanguage } from "./use-own-language.ts";
import { useParty } from "./use-party.ts";

const SCHEMES = [
  { key: "light", icon: "sun" },
  { key: "dark", icon: "moon" },
  { key: "auto", icon: "machine" },
] as const;

export function AccountMenu() {
  const { say, language } = useWords();
  const choose = useChooseLanguage();
  const { session } = useParty();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await signOut();
    queries.clear();
    await navigate({ to: "/sign-in" });
  };
  const name = session?.account.name || session?.account.email || "";
  return (
    <Menu position="bottom-end" width={248}>
      <Menu.Target>
        <button type="button" className={css.me}>
          <span className={css.face} aria-hidden="true">
            {[...name][0]?.toLocaleUpperCase()}
          </span>
          <span className="only-read">{say("frame.account")}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session?.account.email}</Menu.Label>
        {LANGUAGES.map((tag) => (
          <Menu.Item
            key={tag}
            lang={tag}
            leftSection={<Icon name="language" />}
            rightSection={tag === language ? <Icon name="check" /> : null}
            onClick={() => choose(tag)}
          >
            {languageName(tag)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme.key}
            leftSection={<Icon name={scheme.icon} />}
            rightSection={scheme.key === colorScheme ? <Icon name="check" /> : null}
            onClick={() => setColorScheme(scheme.key)}
          >
            {say(`scheme.${scheme.key}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="leave" />} onClick={() => void leave()}>
          {say("frame.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
