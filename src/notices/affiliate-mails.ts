// The mails that bring somebody to a programme's public page: an invitation to promote a product, and the
// link that proves an applicant's address. Neither joins anything by being opened.
// Example: affiliateInvitationMail({ to, by: "Davi Reis", workspace: "Piano School", share: "30 %", … }) →
// Mail.
import { writeLetter } from "./letter.ts";
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";

interface About {
  to: string;
  name: string | null;
  language: Language;
  workspace: string;
  product: string;
  link: string;
}

export function affiliateInvitationMail(
  about: About & { by: string; message: string; share: string | null },
): Mail {
  const { to, language, by, workspace, product, message, link, share } = about;
  const of = by === workspace ? by : `${by} (${workspace})`;
  if (language === "pt-BR") {
    return writeLetter({
      to,
      language,
      subject: `${by} convida você a divulgar “${product}”`,
      lines: [
        `${of} convida você a ser afiliado de “${product}”: você recebe uma comissão de cada venda que vier de você.`,
        "A página mostra o preço, a comissão com um exemplo, as regras e os termos. Nada começa até você confirmar lá.",
      ],
      rows: [
        ...(share === null ? [] : [["Comissão", share] as const]),
        ...(message === "" ? [] : [["Mensagem", message] as const]),
      ],
      button: { name: "Ver o programa", link },
      note: "O convite vale por 30 dias e uma única vez. Se não quiser, ignore esta mensagem.",
    });
  }
  return writeLetter({
    to,
    language,
    subject: `${by} invites you to promote “${product}”`,
    lines: [
      `${of} invites you to be an affiliate of “${product}”: you earn a commission on every sale that comes from you.`,
      "The page shows the price, the commission with an example, the rules and the terms. Nothing begins until you confirm there.",
    ],
    rows: [
      ...(share === null ? [] : [["Commission", share] as const]),
      ...(message === "" ? [] : [["They wrote", message] as const]),
    ],
    button: { name: "See the programme", link },
    note: "The invitation works for 30 days and only once. If you do not want it, ignore this message.",
  });
}

export function applicantMail({
  to,
  language,
  workspace,
  product,
  link,
  minutes,
}: About & { minutes: number }): Mail {
  if (language === "pt-BR") {
    return writeLetter({
      to,
      language,
      subject: `Confirme seu endereço para divulgar “${product}”`,
      lines: [
        `Você quer ser afiliado de “${product}”, de ${workspace}. Abra este endereço e confirme: você entra e volta à página do programa.`,
        `Ele vale por ${minutes} minutos e uma única vez.`,
      ],
      button: { name: "Continuar o pedido", link },
      note: "Se não foi você que pediu, ignore esta mensagem: nada muda.",
    });
  }
  return writeLetter({
    to,
    language,
    subject: `Confirm your address to promote “${product}”`,
    lines: [
      `You want to be an affiliate of “${product}” by ${workspace}. Open this address and confirm: you are signed in and back on the programme's page.`,
      `It works for ${minutes} minutes and only once.`,
    ],
    button: { name: "Go on with the application", link },
    note: "If you did not ask for it, ignore this message: nothing changes.",
  });
}
