// Items of a menu that are a person's own to choose: the language, and light, dark or as the machine has it.
// They keep nothing but the scheme, which is this browser's.
//   <Menu.Dropdown><LanguageItems onChoose={choose} /><Menu.Divider /><SchemeItems /></Menu.Dropdown>
import { Menu, useMantineColorScheme } from "@mantine/core";
import { LANGUAGES, languageName } from "../words/languages.ts";
import { useWords } from "../words/words.tsx";
import { Icon } from "./icons.tsx";

export function LanguageItems({ onChoose }: { onChoose: (language: string) => void }) {
  const { language } = useWords();
  return LANGUAGES.map((tag) => (
    <Menu.Item
      key={tag}
      lang={tag}
      leftSection={<Icon name="language" />}
      rightSection={tag === language ? <Icon name="check" /> : null}
      onClick={() => onChoose(tag)}
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

export function SchemeItems() {
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
