// The mail to somebody who may speak for a party from now on: by whom, for whom, in whose business, and
// whether they decide or only look. The link opens the portal; whoever has no password asks there for a link
// by mail.
// Example: partyAccountMail({ to, by: "Bruno Lima", party: "Lima Music", workspace: "Piano School", … })
import { writeLetter } from "./letter.ts";
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";

interface About {
  to: string;
  by: string;
  party: string;
  workspace: string;
  mayAccept: boolean;
  link: string;
  language: Language;
}

export function partyAccountMail(about: About): Mail {
  const { to, by, party, workspace, mayAccept, link, language } = about;
  if (language === "pt-BR") {
    return writeLetter({
      to,
      language,
      subject: `${by} deu a você acesso ao portal de ${party}`,
      lines: [
        `${party} é coprodutor em ${workspace} no Partage, e você agora fala por ${party}.`,
        mayAccept
          ? "Você vê vendas, ganhos e contratos, e pode aceitar, recusar e propor."
          : "Você vê vendas, ganhos e contratos. Decidir fica com quem pode aceitar.",
        `Entre com ${to}. Se ainda não tem senha, peça na página um link por e-mail.`,
      ],
      button: { name: "Abrir o portal", link },
      note: "Se você não esperava isto, ignore esta mensagem.",
    });
  }
  return writeLetter({
    to,
    language,
    subject: `${by} gave you access to the portal of ${party}`,
    lines: [
      `${party} is a co-producer in ${workspace} on Partage, and you speak for ${party} from now on.`,
      mayAccept
        ? "You see sales, earnings and contracts, and may accept, decline and propose."
        : "You see sales, earnings and contracts. Deciding is left to who may accept.",
      `Sign in as ${to}. If you have no password yet, ask for a link by mail on that page.`,
    ],
    button: { name: "Open the portal", link },
    note: "If you did not expect this, ignore this message.",
  });
}
