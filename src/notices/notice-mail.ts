// The mail of one notice: words of its kind in the reader's language, one button to the thing itself, why it
// came, and where such mails are switched off, unless they are needed. Sent again it is the same message.
// Example: noticeMail({ id, to: "ana@example.com", language: "en", said, link, foot, unsubscribe }) → Mail.
import { writeLetter } from "./letter.ts";
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";
import { GROUPS, groupOf } from "./notice.ts";
import type { Said } from "./notice-said.ts";
import { speakEnglish } from "./notice-words-en.ts";
import { speakPortuguese } from "./notice-words-pt.ts";

interface About {
  /** "notice_…". */
  id: string;
  to: string;
  language: Language;
  said: Said;
  link: string;
  /** The page on which one says which mails one wants. */
  choices: string;
  unsubscribe: string | undefined;
}

const NOTES = {
  en: {
    team: (workspace: string) => `You get this because you answer for contracts of ${workspace}.`,
    party: (workspace: string) => `You get this because you share sales of ${workspace}.`,
    needed: "It is always sent.",
    choose: "Choose which mails you get",
    stop: "Stop mails like this",
  },
  "pt-BR": {
    team: (workspace: string) => `Você recebe isto porque responde pelos contratos de ${workspace}.`,
    party: (workspace: string) => `Você recebe isto porque participa das vendas de ${workspace}.`,
    needed: "É sempre enviado.",
    choose: "Escolher quais e-mails receber",
    stop: "Não receber mais e-mails assim",
  },
} as const;

export function noticeMail({ id, to, language, said, link, choices, unsubscribe }: About): Mail {
  const { button, ...spoken } = language === "en" ? speakEnglish(said) : speakPortuguese(said);
  const notes = NOTES[language];
  const group = groupOf(said.kind);
  const isNeeded = group !== "sales" && GROUPS[group].isNeeded;
  const because = said.reader === "producer" ? notes.team(said.workspace) : notes.party(said.workspace);
  const mail = writeLetter({
    ...{ to, language, ...spoken },
    button: { name: button, link },
    note: isNeeded ? `${because} ${notes.needed}` : because,
    foot: { name: isNeeded ? notes.choose : notes.stop, link: choices },
  });
  return { ...mail, id, ...(isNeeded || unsubscribe === undefined ? {} : { unsubscribe }) };
}
