// The mails of a contract's life: a co-producer is invited, a change or an end is proposed, and what became
// of it. Each says who asks whom for what, in the reader's language; opening a link never accepts.
// Example: proposalMail({ kind: "invite", by: "Ana", workspace: "Piano School", product: "Piano in 30 days",
// … }).
import { type Letter, writeLetter } from "./letter.ts";
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";

type Kind = "invite" | "amend" | "end";

interface About {
  to: string;
  language: Language;
  kind: Kind;
  /** Who asks, as a person or a key is called. */
  by: string;
  workspace: string;
  product: string;
  /** The terms, label and text; empty of an end. */
  rows: readonly (readonly [string, string])[];
  message: string;
  link: string;
}

interface Spoken {
  subject(about: Pick<About, "by" | "workspace" | "product">): string;
  line(about: Pick<About, "by" | "workspace" | "product">): string;
}

const ASKED: Record<Language, Record<Kind, Spoken>> = {
  en: {
    invite: {
      subject: ({ by, product }) => `${by} invites you to share “${product}”`,
      line: ({ by, workspace, product }) =>
        `${by} of ${workspace} invites you to be co-producer of “${product}”, on these terms:`,
    },
    amend: {
      subject: ({ by, product }) => `${by} proposes new terms for “${product}”`,
      line: ({ by, workspace, product }) =>
        `${by} of ${workspace} proposes to change your contract on “${product}”. These would be its terms:`,
    },
    end: {
      subject: ({ by, product }) => `${by} proposes to end the contract on “${product}”`,
      line: ({ by, workspace, product }) =>
        `${by} of ${workspace} proposes to end the contract on “${product}”.`,
    },
  },
  "pt-BR": {
    invite: {
      subject: ({ by, product }) => `${by} convida você a participar de “${product}”`,
      line: ({ by, workspace, product }) =>
        `${by}, de ${workspace}, convida você para ser coprodutor de “${product}”, nestes termos:`,
    },
    amend: {
      subject: ({ by, product }) => `${by} propõe novos termos para “${product}”`,
      line: ({ by, workspace, product }) =>
        `${by}, de ${workspace}, propõe mudar o contrato de “${product}”. Estes seriam os termos:`,
    },
    end: {
      subject: ({ by, product }) => `${by} propõe encerrar o contrato de “${product}”`,
      line: ({ by, workspace, product }) =>
        `${by}, de ${workspace}, propõe encerrar o contrato de “${product}”.`,
    },
  },
};

const FRAME = {
  en: {
    open: "The proposal is open for 14 days. Until it is accepted nothing changes, and silence is never an agreement.",
    button: "Read and answer",
    note: "Opening the page accepts nothing. If you did not expect this, ignore it: the proposal lapses by itself.",
    said: "They wrote",
  },
  "pt-BR": {
    open: "A proposta fica aberta por 14 dias. Até o aceite nada muda, e silêncio nunca é acordo.",
    button: "Ler e responder",
    note: "Abrir a página não aceita nada. Se não esperava isto, ignore: a proposta caduca sozinha.",
    said: "Mensagem",
  },
} as const;

export function proposalMail(about: About): Mail {
  const { to, language, kind, rows, message, link } = about;
  const spoken = ASKED[language][kind];
  const frame = FRAME[language];
  const written: [string, string][] = message === "" ? [] : [[frame.said, message]];
  const letter: Letter = {
    to,
    language,
    subject: spoken.subject(about),
    lines: [spoken.line(about), frame.open],
    rows: [...rows, ...written],
    button: { name: frame.button, link },
    note: frame.note,
  };
  return writeLetter(letter);
}

export type Answer = "accepted" | "declined" | "withdrawn" | "lapsed";

interface Answered {
  to: string;
  language: Language;
  kind: Kind;
  answer: Answer;
  /** Who answered; null where time did. */
  by: string | null;
  product: string;
  message: string;
  link: string;
}

const THING: Record<Language, Record<Kind, string>> = {
  en: { invite: "invitation", amend: "proposed change", end: "proposed end" },
  "pt-BR": { invite: "convite", amend: "mudança proposta", end: "encerramento proposto" },
};

const BECAME: Record<Language, Record<Answer, (thing: string, product: string, by: string) => string>> = {
  en: {
    accepted: (thing, product, by) => `${by} accepted the ${thing} on “${product}”`,
    declined: (thing, product, by) => `${by} declined the ${thing} on “${product}”`,
    withdrawn: (thing, product, by) => `${by} took back the ${thing} on “${product}”`,
    lapsed: (thing, product) => `The ${thing} on “${product}” has lapsed`,
  },
  "pt-BR": {
    accepted: (thing, product, by) => `${by} aceitou: ${thing} de “${product}”`,
    declined: (thing, product, by) => `${by} recusou: ${thing} de “${product}”`,
    withdrawn: (thing, product, by) => `${by} retirou: ${thing} de “${product}”`,
    lapsed: (thing, product) => `Caducou: ${thing} de “${product}”`,
  },
};

const MEANS: Record<Language, Record<Answer, string>> = {
  en: {
    accepted: "It holds from the instant the agreement names; earlier sales stay as they were split.",
    declined: "Nothing changes. You may propose something else.",
    withdrawn: "Nothing changes.",
    lapsed: "Nobody answered within 14 days, so nothing changes. You may propose it again.",
  },
  "pt-BR": {
    accepted: "Vale a partir do instante que o acordo indica; vendas anteriores ficam como foram divididas.",
    declined: "Nada muda. Você pode propor outra coisa.",
    withdrawn: "Nada muda.",
    lapsed: "Ninguém respondeu em 14 dias, então nada muda. Você pode propor de novo.",
  },
};

export function answerMail(about: Answered): Mail {
  const { to, language, kind, answer, by, product, message, link } = about;
  const subject = BECAME[language][answer](THING[language][kind], product, by ?? "");
  const see = language === "en" ? "See the contract" : "Ver o contrato";
  const note =
    language === "en"
      ? "You get this because you speak for one side of this contract."
      : "Você recebe isto porque fala por um dos lados deste contrato.";
  return writeLetter({
    to,
    language,
    subject,
    lines: [MEANS[language][answer]],
    rows: message === "" ? [] : [[FRAME[language].said, message]],
    button: { name: see, link },
    note,
  });
}
