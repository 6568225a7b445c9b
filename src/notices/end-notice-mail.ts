// The mail that one side gave notice: to the other side, which need not answer and cannot refuse; and a copy
// in kind to nobody else. Says the last day and what goes on until then.
// Example: endNoticeMail({ by: "Bruno Lima", product: "Piano in 30 days", days: 30, until: "21 December …"
// }).
import { writeLetter } from "./letter.ts";
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";

interface About {
  to: string;
  language: Language;
  by: string;
  product: string;
  days: number;
  /** The instant it ends, as people write it. */
  until: string;
  message: string;
  link: string;
}

const SAID = {
  en: {
    subject: ({ by, product }: About) => `${by} gave notice: the contract on “${product}” ends`,
    lines: ({ by, product, days, until }: About) => [
      `${by} gave the notice of ${days} ${days === 1 ? "day" : "days"} that both of you agreed to. The contract on ` +
        `“${product}” ends on ${until}.`,
      "Until then sales are split as before, and what was earned stays earned. You need not answer. To go on, " +
        "propose to amend the contract: that takes both of you.",
    ],
    message: "They wrote",
    button: "See the contract",
    note: "You get this because you speak for one side of this contract.",
  },
  "pt-BR": {
    subject: ({ by, product }: About) => `${by} deu aviso prévio: o contrato de “${product}” termina`,
    lines: ({ by, product, days, until }: About) => [
      `${by} deu o aviso prévio de ${days} ${days === 1 ? "dia" : "dias"} que vocês dois acordaram. O contrato de ` +
        `“${product}” termina em ${until}.`,
      "Até lá as vendas são divididas como antes, e o que foi ganho continua ganho. Você não precisa responder. " +
        "Para continuar, proponha alterar o contrato: isso exige os dois lados.",
    ],
    message: "Mensagem",
    button: "Ver o contrato",
    note: "Você recebe isto porque fala por um dos lados deste contrato.",
  },
} as const;

export function endNoticeMail(about: About): Mail {
  const { to, language, message, link } = about;
  const said = SAID[language];
  return writeLetter({
    to,
    language,
    subject: said.subject(about),
    lines: said.lines(about),
    rows: message === "" ? [] : [[said.message, message]],
    button: { name: said.button, link },
    note: said.note,
  });
}
