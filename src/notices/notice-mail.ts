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
  /** False: it goes to the address of somebody who has no portal yet. */
  hasAccount: boolean;
}

const NOTES = {
  en: {
    team: (workspace: string) => `You get this because you answer for contracts of ${workspace}.`,
    party: (workspace: string) => `You get this because you share sales of ${workspace}.`,
    needed: "It is always sent.",
    noAccount: (workspace: string) =>
      `You have no access to the portal yet, where your links, sales and earnings stand: ask ${workspace} for it.`,
    choose: "Choose which mails you get",
    stop: "Stop mails like this",
  },
  "pt-BR": {
    team: (workspace: string) => `Você recebe isto porque responde pelos contratos de ${workspace}.`,
    party: (workspace: string) => `Você recebe isto porque participa das vendas de ${workspace}.`,
    needed: "É sempre enviado.",
    noAccount: (workspace: string) =>
      `Você ainda não tem acesso ao portal, onde ficam seus links, vendas e ganhos: peça a ${workspace}.`,
    choose: "Escolher quais e-mails receber",
    stop: "Não receber mais e-mails assim",
  },
} as const;

export function noticeMail({ id, to, language, said, link, choices, unsubscribe, hasAccount }: About): Mail {
  const { button, ...spoken } = language === "en" ? speakEnglish(said) : speakPortuguese(said);
  const notes = NOTES[language];
  const group = groupOf(said.kind);
  const isNeeded = group !== "sales" && GROUPS[group].isNeeded;
  const because = said.reader === "producer" ? notes.team(said.workspace) : notes.party(said.workspace);
  if (!hasAccount) {
    const note = `${because} ${notes.noAccount(said.workspace)}`;
    return { ...writeLetter({ to, language, ...spoken, note }), id };
  }
  const mail = writeLetter({
    ...{ to, language, ...spoken },
    button: { name: button, link },
    note: isNeeded ? `${because} ${notes.needed}` : because,
    foot: { name: isNeeded ? notes.choose : notes.stop, link: choices },
  });
  return { ...mail, id, ...(isNeeded || unsubscribe === undefined ? {} : { unsubscribe }) };
}
