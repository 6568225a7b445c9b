// The mail that tells an owner who asks to look into the workspace, why and for how long. Nothing is open
// before the owner says yes. Example: supportAskedMail({ to, workspace, operator: "Davi", reason, hours: 24,
// link, language }).
import { writeLetter } from "./letter.ts";
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";

interface About {
  to: string;
  workspace: string;
  operator: string;
  reason: string;
  hours: number;
  link: string;
  language: Language;
}

export function supportAskedMail(about: About): Mail {
  const { to, workspace, operator, reason, hours, link, language } = about;
  if (language === "pt-BR") {
    return writeLetter({
      to,
      language,
      subject: `${operator} pede para ver ${workspace}`,
      lines: [
        `${operator}, que opera esta instalação do Partage, pede para ler os dados de ${workspace} por ${hours} horas.`,
        `Motivo: ${reason}`,
        "Só leitura: nada pode ser alterado, e cada página vista fica na trilha de auditoria.",
      ],
      button: { name: "Responder ao pedido", link },
      note: "Nada é mostrado antes da sua resposta, e você pode retirar a permissão a qualquer momento.",
    });
  }
  return writeLetter({
    to,
    language,
    subject: `${operator} asks to look into ${workspace}`,
    lines: [
      `${operator}, who runs this installation of Partage, asks to read the data of ${workspace} for ${hours} hours.`,
      `Reason: ${reason}`,
      "Reading only: nothing can be changed, and every page looked at stands in the audit trail.",
    ],
    button: { name: "Answer the request", link },
    note: "Nothing is shown before you answer, and you can take your leave back at any moment.",
  });
}
