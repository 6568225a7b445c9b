// Me: my name and address, my account, my language, light or dark, and the way out.
// Leaving forgets everything that was read.
import { Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useChooseLanguage } from "../../data/own-language.ts";
import { signOut } from "../../data/session.ts";
import { Icon } from "../../parts/icons.tsx";
import { LanguageItems, SchemeItems } from "../../parts/own-choice-items.tsx";
import { useWords } from "../../words/words.tsx";
import { accountAddress } from "../addresses.ts";
import css from "./menus.module.css";
import { useParty } from "./use-party.ts";

export function AccountMenu({ isSmall = false }: { isSmall?: boolean }) {
  const { say } = useWords();
  const choose = useChooseLanguage();
  const { session } = useParty();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await signOut();
    queries.clear();
    await navigate({ to: "/sign-in" });
  };
  const name = session?.account.name || session?.account.email || "";
  return (
    <Menu position={isSmall ? "bottom-end" : "top-start"} width={248}>
      <Menu.Target>
        <button type="button" className={css.me} data-small={isSmall || undefined}>
          <span className={css.face} aria-hidden="true">
            {[...name][0]?.toLocaleUpperCase()}
          </span>
          {isSmall ? null : <span className={css.myName}>{name}</span>}
          <span className="only-read">{say("frame.account")}</span>
        </button>
      </Menu.Target>
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
