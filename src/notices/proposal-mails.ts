// The two mails that go to an address and not to an account: a stranger is invited to share a product, and
// the invitation was taken back. Everybody else is told by notices. Opening a link never accepts.
// Example: invitationMail({ by: "Ana", workspace: "Piano School", product: "Piano in 30 days", … }).
import { type Letter, writeLetter } from "./letter.ts";
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";

interface About {
  to: string;
  language: Language;
  /** Who invites, as a person or a key is called. */
  by: string;
  workspace: string;
  product: string;
}

interface Invitation extends About {
  /** The terms, label and text. */
  rows: readonly (readonly [string, string])[];
  message: string;
  link: string;
  /** Mailed before, and not answered. */
  isAgain: boolean;
}

const WORDS = {
  en: {
    subject: ({ by, product }: About) => `${by} invites you to share “${product}”`,
    again: "Reminder",
    line: ({ by, workspace, product }: About) =>
      `${who(by, workspace, " of ")} invites you to be co-producer of “${product}”.`,
    open: "The invitation is open for 14 days. Until you accept nothing changes, and silence is never an agreement.",
    these: "These would be the terms:",
    button: "Read and answer",
    note: "Opening the page accepts nothing. If you did not expect this, ignore it: the invitation lapses by itself.",
    said: "They wrote",
    withdrawn: ({ by, product }: About) => `${by} withdrew the invitation to share “${product}”`,
    gone: ({ by, workspace, product }: About) =>
      `${who(by, workspace, " of ")} withdrew the invitation to share “${product}”. Its link no longer works.`,
    nothing: "You need do nothing.",
  },
  "pt-BR": {
    subject: ({ by, product }: About) => `${by} convida você a participar de “${product}”`,
    again: "Lembrete",
    line: ({ by, workspace, product }: About) =>
      `${who(by, workspace, ", de ", ",")} convida você para a coprodução de “${product}”.`,
    open: "O convite fica aberto por 14 dias. Até o seu aceite nada muda, e silêncio nunca é acordo.",
    these: "Estes seriam os termos:",
    button: "Ler e responder",
    note: "Abrir a página não aceita nada. Se não esperava isto, ignore: o convite expira sozinho.",
    said: "Mensagem",
    withdrawn: ({ by, product }: About) => `${by} retirou o convite para participar de “${product}”`,
    gone: ({ by, workspace, product }: About) =>
      `${who(by, workspace, ", de ", ",")} retirou o convite para participar de “${product}”. O link não abre mais nada.`,
    nothing: "Você não precisa fazer nada.",
  },
} as const;

function who(by: string, workspace: string, of: string, after = ""): string {
  return by === workspace ? by : `${by}${of}${workspace}${after}`;
}

export function invitationMail(about: Invitation): Mail {
  const { to, language, rows, message, link, isAgain } = about;
  const words = WORDS[language];
  const written: [string, string][] = message === "" ? [] : [[words.said, message]];
  const subject = words.subject(about);
  const letter: Letter = {
    to,
    language,
    subject: isAgain ? `${words.again}: ${subject}` : subject,
    lines: [words.line(about), words.open, words.these],
    rows: [...rows, ...written],
    button: { name: words.button, link },
    note: words.note,
  };
  return writeLetter(letter);
}

export function withdrawnMail(about: About): Mail {
  const words = WORDS[about.language];
  const { to, language } = about;
  const lines = [words.gone(about)];
  return writeLetter({ to, language, subject: words.withdrawn(about), lines, note: words.nothing });
}
