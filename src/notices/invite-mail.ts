// The mail that invites a person into a workspace's team: who invites, which business, which role. Opening
// the link joins nothing: a person signs in with the invited address and presses the button.
// Example: inviteMail({ to, inviter: "Ana", workspace: "Piano School", role: "finance", link, days: 7,
// language }).
import type { Role } from "../access/permissions.ts";
import { writeLetter } from "./letter.ts";
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";

const ROLES: Record<Language, Record<Role, string>> = {
  en: {
    owner: "owner",
    admin: "admin",
    finance: "finance",
    support: "support",
    marketing: "marketing",
    viewer: "viewer",
  },
  "pt-BR": {
    owner: "proprietária ou proprietário",
    admin: "administração",
    finance: "financeiro",
    support: "suporte",
    marketing: "marketing",
    viewer: "leitura",
  },
};

interface About {
  to: string;
  /** Null when whoever invited has gone. */
  inviter: string | null;
  workspace: string;
  role: Role;
  link: string;
  days: number;
  language: Language;
}

export function inviteMail(about: About): Mail {
  const { to, workspace, link, days, language } = about;
  const role = ROLES[language][about.role];
  if (language === "pt-BR") {
    const inviter = about.inviter ?? "A equipe";
    return writeLetter({
      to,
      language,
      subject: `${inviter} convida você para a equipe de ${workspace}`,
      lines: [
        `${inviter} convida você para trabalhar em ${workspace} no Partage, com o papel: ${role}.`,
        "Um papel dá acesso às páginas da empresa. Não dá participação nas vendas.",
        `O convite vale por ${days} dias e só para ${to}.`,
      ],
      button: { name: "Ver o convite", link },
      note: "Se você não esperava este convite, ignore esta mensagem: nada acontece sem a sua confirmação.",
    });
  }
  const inviter = about.inviter ?? "The team";
  return writeLetter({
    to,
    language,
    subject: `${inviter} invites you to the team of ${workspace}`,
    lines: [
      `${inviter} invites you to work in ${workspace} on Partage, in the role: ${role}.`,
      "A role gives access to the business's pages. It gives no share of its sales.",
      `The invitation holds for ${days} days, and only for ${to}.`,
    ],
    button: { name: "See the invitation", link },
    note: "If you did not expect it, ignore this message: nothing happens until you confirm.",
  });
}
