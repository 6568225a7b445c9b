// The mail that tells an owner which platform fee an operator set for the workspace: what it was, what it is,
// and that products which are there keep theirs.
// Example: platformFeeMail({ to, workspace, operator: "Davi", before: null, after: { amount: "6 %", to:
// "Market", isProducers: false }, link, language }).
import { writeLetter } from "./letter.ts";
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";

export interface FeeSaid {
  /** "6 % + 0.50 USD". */
  amount: string;
  to: string;
  isProducers: boolean;
}

interface About {
  to: string;
  workspace: string;
  operator: string;
  before: FeeSaid | null;
  after: FeeSaid | null;
  link: string;
  language: Language;
}

export function platformFeeMail(about: About): Mail {
  const { to, workspace, operator, before, after, link, language } = about;
  if (language === "pt-BR") {
    return writeLetter({
      to,
      language,
      subject: `A taxa da plataforma de ${workspace} mudou`,
      lines: [
        `${operator}, que opera esta instalação do Partage, definiu a taxa da plataforma com que os novos produtos de ${workspace} começam.`,
        "Os produtos que já existem mantêm a taxa deles, e nenhuma venda muda.",
      ],
      rows: [
        ["Antes", inPortuguese(before)],
        ["Agora", inPortuguese(after)],
      ],
      button: { name: "Ver as taxas", link },
      note: "Você recebe este e-mail porque é proprietário desta empresa.",
    });
  }
  return writeLetter({
    to,
    language,
    subject: `The platform fee of ${workspace} was changed`,
    lines: [
      `${operator}, who runs this installation of Partage, set the platform fee that new products of ${workspace} begin with.`,
      "Products that are there keep their own fee, and no sale changes.",
    ],
    rows: [
      ["Before", inEnglish(before)],
      ["Now", inEnglish(after)],
    ],
    button: { name: "See the fees", link },
    note: "This came to you because you own this business.",
  });
}

function inEnglish(fee: FeeSaid | null): string {
  if (fee === null) return "No platform fee";
  const bearer = fee.isProducers ? "from the producer’s part" : "taken before the split";
  return `${fee.amount} to ${fee.to}, ${bearer}`;
}

function inPortuguese(fee: FeeSaid | null): string {
  if (fee === null) return "Sem taxa da plataforma";
  const bearer = fee.isProducers ? "da parte do produtor" : "retirada antes da divisão";
  return `${fee.amount} para ${fee.to}, ${bearer}`;
}
