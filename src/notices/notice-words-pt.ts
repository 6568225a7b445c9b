// What a notice's mail says, in Brazilian Portuguese: subject, sentences, button. Never who gets it.
// Example: speakPortuguese({ kind: "end_proposed", by: "Eva Costa", … }) → "Eva Costa propõe encerrar …".
import { affiliateInPortuguese } from "./affiliate-words.ts";
import { heldInPortuguese } from "./held-words.ts";
import { moneyInPortuguese } from "./money-words.ts";
import { periodRow, type Said, type Spoken } from "./notice-said.ts";
import { payoutInPortuguese } from "./payout-words.ts";
import { sharingInPortuguese } from "./sharing-words.ts";

const OPEN = "A proposta fica aberta por 14 dias. Até o aceite nada muda, e silêncio nunca é acordo.";
const THING = {
  invite: "o convite",
  amend: "a mudança proposta",
  end: "o encerramento proposto",
  fees: "as taxas propostas",
} as const;
const thing = ({ facts }: Said) => THING[facts.asks ?? "invite"];
const read = ({ facts }: Said) => (facts.mayAnswer === false ? "Ler a proposta" : "Ler e responder");
const onWith = ({ reader, partner, product }: Said) =>
  reader === "producer" ? `com ${partner} sobre “${product}”` : `de “${product}”`;
const many = (count: number) => (count === 1 ? "1 venda" : `${count.toLocaleString("pt-BR")} vendas`);
const wrote = (said: Said): Spoken["rows"] => (said.facts.message ? [["Mensagem", said.facts.message]] : []);
const whether = ({ facts }: Said) =>
  facts.mayAnswer === false ? ["Você pode ler; quem responde são outras pessoas do seu lado."] : [];

const DECIDED: Record<string, string> = {
  explained: "Está certo como está, e a resposta diz por quê.",
  will_be_corrected: "Será corrigido, e a resposta diz como.",
  not_agreed: "Não houve concordância, e a resposta diz por quê.",
};

function asked(said: Said): { subject: string; line: string } {
  const { by, who, product, ends } = said;
  switch (said.facts.asks) {
    case "amend":
      return {
        subject: `${by} propõe novos termos para “${product}”`,
        line: `${who} propõe mudar o seu contrato de “${product}”.`,
      };
    case "end":
      return {
        subject: `${by} propõe encerrar o contrato de “${product}”`,
        line: `${who} propõe encerrar o seu contrato de “${product}” ${ends === "" ? "com o aceite" : `em ${ends}`}.`,
      };
    case "fees":
      return {
        subject: `${by} propõe outras taxas para “${product}”`,
        line: `${who} propõe outras taxas e regras para “${product}”. Elas decidem o que sobra para dividir, por isso precisam do seu sim.`,
      };
    default:
      return {
        subject: `${by} convida você a participar de “${product}”`,
        line: `${who} convida você para a coprodução de “${product}”.`,
      };
  }
}

function proposal(said: Said): Spoken {
  const { subject, line } = asked(said);
  const rows = [...said.terms, ...(wrote(said) ?? [])];
  const these = said.terms.length > 0 ? ["Estes seriam os termos:"] : [];
  return { subject, lines: [line, OPEN, ...whether(said), ...these], rows, button: read(said) };
}

function accepted(said: Said): Spoken {
  const { facts, product, partner, reader, who } = said;
  const subjects = {
    invite:
      reader === "producer"
        ? `Acordo: ${partner} participa de “${product}”`
        : `Acordo: você participa de “${product}”`,
    amend: `Acordo: novos termos para “${product}”`,
    end: `Acordo: o contrato de “${product}” termina`,
    fees: `Acordo: outras taxas para “${product}”`,
  };
  return {
    subject: subjects[facts.asks ?? "invite"],
    lines: [
      `${facts.isOwn ? "Você" : who} aceitou ${thing(said)} para “${product}”.`,
      "Vale a partir do instante que o acordo indica; vendas anteriores ficam como foram divididas. O acordo fica guardado para os dois lados, palavra por palavra.",
    ],
    rows: [...said.terms],
    button: "Ler o acordo",
  };
}

function ended(said: Said): Spoken {
  const { ends, hasEnded, facts, who } = said;
  const on = onWith(said);
  return {
    subject: hasEnded ? `O contrato ${on} terminou` : `O contrato ${on} termina: último dia ${said.lastDay}`,
    lines: [
      ...(facts.by
        ? [`${who} registrou que este contrato ${hasEnded ? "terminou" : "termina"} em ${ends}.`]
        : []),
      "As vendas a partir daí são divididas sem ele. O que foi ganho até lá fica como está.",
    ],
    button: "Ver o contrato",
  };
}

const inDays = (days: number) => (days <= 0 ? "hoje" : days === 1 ? "amanhã" : `em ${days} dias`);

function firstSale({ facts, product, paid, given, reader, partner }: Said): Spoken {
  const what = facts.version === 1 ? "com o seu contrato" : "com os novos termos";
  return {
    subject: `Primeira venda de “${product}” ${what}: confira a divisão`,
    lines: [
      `Esta é a primeira venda dividida pela versão ${facts.version} do contrato de “${product}”.`,
      "Confira se é o que foi combinado. A página explica cada valor, passo a passo.",
    ],
    rows: [
      ["O comprador pagou", paid],
      [reader === "party" ? "Sua parte" : `A parte de ${partner}`, given.join(", ")],
    ],
    button: "Conferir a divisão",
  };
}

function question(said: Said): Spoken {
  const { by, who, product, facts, kind } = said;
  const subjects: Record<string, string> = {
    question_asked: `${by} tem uma pergunta sobre “${product}”`,
    question_replied: `${by} escreveu de novo sobre “${product}”`,
    question_answered: `Sua pergunta sobre “${product}” foi respondida`,
    question_decided: `Sua pergunta sobre “${product}” foi decidida`,
  };
  const lines: Record<string, string> = {
    question_asked: `${who} pergunta sobre “${product}” e espera a sua resposta.`,
    question_replied: `${who} respondeu ao que você escreveu sobre “${product}”.`,
    question_answered: `${who || said.workspace} respondeu à sua pergunta sobre “${product}”.`,
    question_decided: `${who || said.workspace} decidiu sobre a sua pergunta de “${product}”. ${DECIDED[facts.decision ?? ""] ?? ""}`,
  };
  return {
    subject: subjects[kind] ?? "",
    lines: [(lines[kind] ?? "").trim()],
    button: kind === "question_asked" ? "Ler e responder" : "Ler a resposta",
  };
}

function ofDay({ facts, workspace, day, given, counts }: Said): Spoken {
  const { sales = 0, earlier = 0 } = facts;
  return {
    subject: `${workspace}, ${day}: ${many(sales)}, ${given.join(" e ")} para você`,
    lines: [
      `Em ${day}, ${many(sales)} ${sales === 1 ? "rendeu" : "renderam"} uma parte para você.`,
      ...(earlier > 0 ? [`Destas, ${many(earlier)} de dias anteriores, que chegaram nesse dia.`] : []),
    ],
    rows: given.map((amount, i) => [many(counts[i] ?? 0), amount] as const),
    button: "Ver as vendas",
  };
}

const SEE = "Ver o contrato";

function ofAnswer(said: Said): Spoken {
  const { by, product, partner, reader } = said;
  switch (said.kind) {
    case "declined":
      return {
        subject: `${by} recusou ${thing(said)} para “${product}”`,
        lines: ["Nada muda. Você pode propor outra coisa."],
        rows: wrote(said) ?? [],
        button: "Ver a proposta",
      };
    case "withdrawn":
      return {
        subject: `${by} retirou ${thing(said)} para “${product}”`,
        lines: ["Nada muda, e não há mais nada a responder."],
        button: "Ver a proposta",
      };
    case "lapsed":
      return {
        subject: `Expirou ${thing(said)} ${reader === "producer" ? `com ${partner} ` : ""}para “${product}”`,
        lines: ["Ninguém respondeu em 14 dias, então nada muda. Pode ser proposto de novo."],
        button: "Ver a proposta",
      };
    case "confirmed":
      return {
        subject: `${by} confirmou o contrato de “${product}”`,
        lines: [`${said.who} diz que o que você registrou é o que foi combinado.`],
        rows: wrote(said) ?? [],
        button: SEE,
      };
    default:
      return {
        subject: `${by} contesta o contrato de “${product}”`,
        lines: [
          `${said.who} diz que o que você registrou não é o que foi combinado. Ele continua dividindo as vendas até que vocês concordem com outros termos.`,
        ],
        rows: wrote(said) ?? [],
        button: SEE,
      };
  }
}

function ofSales(said: Said): Spoken {
  const { product, given, counts, paid, facts } = said;
  switch (said.kind) {
    case "first_sale":
      return firstSale(said);
    case "sale":
      return {
        subject: `Venda de “${product}”: ${given.join(", ")} para você`,
        lines: [`“${product}” foi vendido.`],
        rows: [
          ["O comprador pagou", paid],
          ["Sua parte", given.join(", ")],
        ],
        button: "Ver a venda",
      };
    case "sales":
      return {
        subject: `${many(facts.sales ?? 0)}: ${given.join(" e ")} para você`,
        lines: ["Chegaram juntas, por isso são avisadas juntas."],
        rows: given.map((amount, i) => [many(counts[i] ?? 0), amount] as const),
        button: "Ver as vendas",
      };
    default:
      return ofDay(said);
  }
}

export function speakPortuguese(said: Said): Spoken {
  if (said.kind.startsWith("affiliate_")) return affiliateInPortuguese(said);
  if (said.kind.startsWith("commission_")) return heldInPortuguese(said);
  if (/^payout_|_waits$/.test(said.kind)) return payoutInPortuguese(said);
  if (/^(statement|adjustment|balance)_/.test(said.kind)) return moneyInPortuguese(said);
  return /^(opening|data)_/.test(said.kind) ? sharingInPortuguese(said) : ofContracts(said);
}

function ofContracts(said: Said): Spoken {
  const { by, product, workspace, facts } = said;
  switch (said.kind) {
    case "invited":
    case "amend_proposed":
    case "end_proposed":
    case "fees_proposed":
      return proposal(said);
    case "reminded": {
      const spoken = proposal(said);
      return { ...spoken, subject: `Lembrete: ${spoken.subject}` };
    }
    case "accepted":
      return accepted(said);
    case "declined":
    case "withdrawn":
    case "lapsed":
    case "confirmed":
    case "objected":
      return ofAnswer(said);
    case "recorded":
      return {
        subject: `${workspace} registrou um contrato com você sobre “${product}”`,
        lines: [
          `${said.who || workspace} registrou termos de “${product}” como combinados com você em outro lugar. Eles dividem as vendas a partir do início.`,
          `Leia. Se não for o que vocês combinaram, avise ${workspace} logo.`,
        ],
        rows: [...said.terms],
        button: SEE,
      };
    case "notice_given":
      return {
        subject: `${by} deu aviso prévio: o contrato de “${product}” termina, último dia ${said.lastDay}`,
        lines: [
          `${said.who} deu o aviso prévio de ${facts.days} ${facts.days === 1 ? "dia" : "dias"} que vocês dois acordaram. O contrato de “${product}” termina em ${said.ends}.`,
          "Até lá as vendas são divididas como antes, e o que foi ganho continua ganho. Você não precisa responder. Para continuar, proponha mudar o contrato: isso exige os dois lados.",
        ],
        rows: wrote(said) ?? [],
        button: SEE,
      };
    case "settled":
      return {
        subject: `Garantia ou bônus de “${product}”: ${said.given.join(", ")}`,
        lines: [
          `Um período do contrato ${onWith(said)} terminou, e o que ele garante ou promete por uma meta foi acertado: o produtor deve isso ao parceiro além da divisão das vendas.`,
          "A página do contrato mostra até onde se chegou e explica o valor, passo a passo.",
        ],
        rows: [periodRow(facts.period, "pt-BR")],
        button: SEE,
      };
    case "ended":
      return ended(said);
    case "ending_soon":
      return {
        subject: `O contrato ${onWith(said)} termina ${inDays(facts.days ?? 0)}`,
        lines: [
          `Ele termina em ${said.ends}. Para continuar, proponha mudar o fim; o outro lado precisa aceitar antes desse dia.`,
        ],
        button: SEE,
      };
    case "first_sale":
    case "sale":
    case "sales":
    case "sales_of_day":
      return ofSales(said);
    default:
      return question(said);
  }
}
