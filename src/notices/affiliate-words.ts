// What a notice's mail says of programmes and affiliates, in English and Brazilian Portuguese. Never decides
// who gets it. Example: affiliateInEnglish({ kind: "affiliate_rate", … }) → "Your commission on “Piano” …".
import type { Said, Spoken } from "./notice-said.ts";

type Words = (said: Said) => Spoken;

const OF: Record<string, { en: [string, string]; pt: [string, string] }> = {
  approved: {
    en: [
      "You may promote “{product}” now",
      "Your code and the materials are in your portal. Sales that come from you earn from now on.",
    ],
    pt: [
      "Agora você pode divulgar “{product}”",
      "Seu código e os materiais estão no seu portal. As vendas que vierem de você rendem a partir de agora.",
    ],
  },
  refused: {
    en: ["You were not taken to promote “{product}”", "You may apply again later."],
    pt: ["Seu pedido para divulgar “{product}” foi recusado", "Você pode pedir de novo mais tarde."],
  },
  blocked: {
    en: [
      "You may not promote “{product}” any more",
      "Sales from now on earn you nothing. What you earned stays yours.",
    ],
    pt: [
      "Você não pode mais divulgar “{product}”",
      "As vendas a partir de agora não rendem nada a você. O que você ganhou continua seu.",
    ],
  },
  unblocked: {
    en: ["The block on promoting “{product}” was lifted", "You may apply again."],
    pt: ["O bloqueio para divulgar “{product}” foi retirado", "Você pode pedir de novo."],
  },
  suspended: {
    en: [
      "You are suspended from promoting “{product}”",
      "Sales from now on earn you nothing until it is lifted. What you earned stays yours.",
    ],
    pt: [
      "Sua afiliação a “{product}” está suspensa",
      "As vendas a partir de agora não rendem nada até a suspensão acabar. O que você ganhou continua seu.",
    ],
  },
  resumed: {
    en: ["You may promote “{product}” again", "Sales that come from you earn again from now on."],
    pt: [
      "Você pode divulgar “{product}” de novo",
      "As vendas que vierem de você voltam a render a partir de agora.",
    ],
  },
  ended: {
    en: [
      "Your affiliation with “{product}” has ended",
      "Sales from now on earn you nothing. What you earned stays yours.",
    ],
    pt: [
      "Sua afiliação a “{product}” foi encerrada",
      "As vendas a partir de agora não rendem nada. O que você ganhou continua seu.",
    ],
  },
};

export const affiliateInEnglish: Words = (said) => {
  const { product, partner, facts, who, workspace, reader } = said;
  const button = reader === "producer" ? "See the programme" : "Open the portal";
  const wrote = facts.message ? ([["They wrote", facts.message]] as [string, string][]) : [];
  switch (said.kind) {
    case "affiliate_applied":
      return facts.decision === "approved"
        ? {
            subject: `${partner} promotes “${product}” now`,
            lines: [`${partner} joined the programme of “${product}”.`],
            button,
          }
        : {
            subject: `${partner} wants to promote “${product}”`,
            lines: [`${partner} applied and waits to be approved or refused.`],
            button: "Read and decide",
          };
    case "affiliate_decided": {
      const [subject, line] = (OF[facts.decision ?? ""] ?? OF.approved)?.en ?? ["", ""];
      return { subject: subject.replace("{product}", product), lines: [line], rows: wrote, button };
    }
    case "affiliate_rate":
      return rateInEnglish(said, button);
    case "affiliate_rules":
      return {
        subject: `The rules of “${product}” change on ${said.ends}`,
        lines: [
          facts.decision === "fees"
            ? `${workspace} changed the fees of “${product}”, or what commissions on it are counted on: you may earn less at the same rate. Sales until ${said.ends} are worked out as before.`
            : `${workspace} changed by which rules sales of “${product}” are credited. Sales until ${said.ends} follow the rules of before.`,
        ],
        button: "Read the rules",
      };
    case "affiliate_terms":
      return {
        subject:
          facts.decision === "reminder"
            ? `The terms of use for promoting “${product}” wait for you`
            : `New terms of use for promoting “${product}”`,
        lines: ["Read and accept them in your portal. Your links go on meanwhile."],
        button: "Read the terms",
      };
    case "affiliate_handed_over":
      return {
        subject: facts.manager
          ? `${partner}: ${facts.manager} is the manager for “${product}” now`
          : `${partner} has no manager for “${product}” any more`,
        lines: [
          `${who || workspace} handed over. It counts for sales from now on; earlier ones stay with whoever was the manager then.`,
        ],
        rows: wrote,
        button,
      };
    default:
      return {
        subject: `${facts.subject ?? ""} (“${product}”)`,
        lines: [`${who || workspace} writes to those who promote “${product}”:`, facts.message ?? ""],
        button,
      };
  }
};

export const affiliateInPortuguese: Words = (said) => {
  const { product, partner, facts, who, workspace, reader } = said;
  const button = reader === "producer" ? "Ver o programa" : "Abrir o portal";
  const wrote = facts.message ? ([["Mensagem", facts.message]] as [string, string][]) : [];
  switch (said.kind) {
    case "affiliate_applied":
      return facts.decision === "approved"
        ? {
            subject: `${partner} agora divulga “${product}”`,
            lines: [`${partner} entrou no programa de “${product}”.`],
            button,
          }
        : {
            subject: `${partner} quer divulgar “${product}”`,
            lines: [`${partner} fez um pedido e espera ser aprovado ou recusado.`],
            button: "Ler e decidir",
          };
    case "affiliate_decided": {
      const [subject, line] = (OF[facts.decision ?? ""] ?? OF.approved)?.pt ?? ["", ""];
      return { subject: subject.replace("{product}", product), lines: [line], rows: wrote, button };
    }
    case "affiliate_rate":
      return rateInPortuguese(said, button);
    case "affiliate_rules":
      return {
        subject: `As regras de “${product}” mudam em ${said.ends}`,
        lines: [
          facts.decision === "fees"
            ? `${workspace} mudou as taxas de “${product}” ou a base das comissões: com a mesma porcentagem, você pode ganhar menos. As vendas até ${said.ends} são calculadas como antes.`
            : `${workspace} mudou as regras pelas quais as vendas de “${product}” são creditadas. As vendas até ${said.ends} seguem as regras de antes.`,
        ],
        button: "Ler as regras",
      };
    case "affiliate_terms":
      return {
        subject:
          facts.decision === "reminder"
            ? `Os termos de uso para divulgar “${product}” esperam por você`
            : `Novos termos de uso para divulgar “${product}”`,
        lines: ["Leia e aceite no seu portal. Enquanto isso, seus links continuam valendo."],
        button: "Ler os termos",
      };
    case "affiliate_handed_over":
      return {
        subject: facts.manager
          ? `${partner}: ${facts.manager} agora é o gerente de “${product}”`
          : `${partner} não tem mais gerente em “${product}”`,
        lines: [
          `${who || workspace} passou a afiliação adiante. Vale para as vendas a partir de agora; as anteriores ficam com quem era o gerente.`,
        ],
        rows: wrote,
        button,
      };
    default:
      return {
        subject: `${facts.subject ?? ""} (“${product}”)`,
        lines: [`${who || workspace} escreve a quem divulga “${product}”:`, facts.message ?? ""],
        button,
      };
  }
};

function rateInEnglish(said: Said, button: string): Spoken {
  const { product, facts, workspace } = said;
  if (facts.decision === "taken_back")
    return {
      subject: `Your commission on “${product}” stays ${said.rate}`,
      lines: [`${workspace} had announced ${said.rateBefore} from ${said.ends} on, and took it back.`],
      button,
    };
  return {
    subject: `Your commission on “${product}”: ${said.rateBefore} until ${said.ends}, then ${said.rate}`,
    lines: [
      `${workspace} set another commission${facts.offer ? ` on the offer “${facts.offer}”` : ""}. Sales until ${said.ends} earn as before.`,
    ],
    rows: [
      ["Until then", said.rateBefore],
      ["From then on", said.rate],
      ...(said.until === "" ? [] : ([[`From ${said.until} on`, said.rateAfter]] as [string, string][])),
    ],
    button,
  };
}

function rateInPortuguese(said: Said, button: string): Spoken {
  const { product, facts, workspace } = said;
  if (facts.decision === "taken_back")
    return {
      subject: `Sua comissão em “${product}” continua ${said.rate}`,
      lines: [`${workspace} tinha anunciado ${said.rateBefore} a partir de ${said.ends} e voltou atrás.`],
      button,
    };
  return {
    subject: `Sua comissão em “${product}”: ${said.rateBefore} até ${said.ends}, depois ${said.rate}`,
    lines: [
      `${workspace} definiu outra comissão${facts.offer ? ` na oferta “${facts.offer}”` : ""}. As vendas até ${said.ends} rendem como antes.`,
    ],
    rows: [
      ["Até lá", said.rateBefore],
      ["A partir daí", said.rate],
      ...(said.until === "" ? [] : ([[`A partir de ${said.until}`, said.rateAfter]] as [string, string][])),
    ],
    button,
  };
}
