// What a notice's mail says of held commissions, in English and Brazilian Portuguese: in general words, never
// the evidence. Never decides who gets it.
// Example: heldInEnglish({ kind: "commission_held", … }) → "17.92 USD of your commission on “Piano” is held".
import type { Row, Said, Spoken } from "./notice-said.ts";

const ABOUT_EN = {
  purchase: "the purchase itself",
  clicks: "the clicks before it",
  refunds: "refunds",
  coupon: "the coupon",
};
const ABOUT_PT = {
  purchase: "a própria compra",
  clicks: "os cliques antes dela",
  refunds: "reembolsos",
  coupon: "o cupom",
};

export function heldInEnglish(said: Said): Spoken {
  const { facts, product, partner, workspace, reader } = said;
  const given = said.given.join(", ");
  const count = facts.sales ?? 1;
  const sales = count === 1 ? "one sale" : `${count.toLocaleString("en")} sales`;
  const about = (facts.about ?? []).map((one) => ABOUT_EN[one]).join(", ");
  const byHand = facts.message !== undefined;
  if (said.kind === "commission_held") {
    return reader === "producer"
      ? {
          subject: `${given} of ${partner}’s commission on “${product}” is held`,
          lines: [
            byHand
              ? `${facts.by ?? workspace} holds the commission of ${sales} by hand. It waits until somebody of your team releases it, or takes it back with a reason.`
              : `The commission of ${sales} broke a rule of yours and is held until somebody of your team has looked.`,
            ...(byHand
              ? []
              : [
                  "Nobody is accused: the evidence is there, and you release it or take it back with a reason.",
                ]),
          ],
          rows: written("Why", facts),
          button: "Look at it",
        }
      : {
          subject: `${given} of your commission on “${product}” is held`,
          lines: [
            `${workspace} holds your commission of ${sales} while a person looks at it. Nothing is decided yet: it is released, or taken back with a reason that you will read.`,
          ],
          rows: byHand ? written("Why", facts) : about === "" ? [] : [["What is looked at", about]],
          button: count === 1 ? "See the sale" : "See your sales",
        };
  }
  const isReleased = facts.decision === "released";
  return {
    subject: isReleased
      ? `${given} of your commission on “${product}” was released`
      : `${given} of your commission on “${product}” was taken back`,
    lines: [
      isReleased
        ? `${workspace} looked at it: the commission is yours, payable from the day the sale’s money is.`
        : `${workspace} looked at it and took the commission back. Where you disagree, ask from the page of the sale.`,
    ],
    rows: written("Why", facts),
    button: "See the sale",
  };
}

export function heldInPortuguese(said: Said): Spoken {
  const { facts, product, partner, workspace, reader } = said;
  const given = said.given.join(", ");
  const count = facts.sales ?? 1;
  const sales = count === 1 ? "uma venda" : `${count.toLocaleString("pt-BR")} vendas`;
  const about = (facts.about ?? []).map((one) => ABOUT_PT[one]).join(", ");
  const byHand = facts.message !== undefined;
  if (said.kind === "commission_held") {
    return reader === "producer"
      ? {
          subject: `${given} da comissão de ${partner} em “${product}” está em análise`,
          lines: [
            byHand
              ? `${facts.by ?? workspace} reteve a comissão de ${sales}. Ela espera até alguém da sua equipe liberar, ou estornar com um motivo.`
              : `A comissão de ${sales} contrariou uma regra sua e fica retida até alguém da sua equipe olhar.`,
            ...(byHand
              ? []
              : [
                  "Ninguém está sendo acusado: as evidências estão lá, e você libera ou estorna a comissão com um motivo.",
                ]),
          ],
          rows: written("Por quê", facts),
          button: "Analisar",
        }
      : {
          subject: `${given} da sua comissão em “${product}” está em análise`,
          lines: [
            `${workspace} reteve a sua comissão de ${sales} enquanto uma pessoa analisa. Ela não se perdeu: será liberada, ou estornada com um motivo que você vai ler.`,
          ],
          rows: byHand ? written("Por quê", facts) : about === "" ? [] : [["O que é analisado", about]],
          button: count === 1 ? "Ver a venda" : "Ver as suas vendas",
        };
  }
  const isReleased = facts.decision === "released";
  return {
    subject: isReleased
      ? `${given} da sua comissão em “${product}” foi liberada`
      : `${given} da sua comissão em “${product}” foi estornada`,
    lines: [
      isReleased
        ? `${workspace} analisou: a comissão é sua, e pode ser paga a partir do dia em que o dinheiro da venda puder.`
        : `${workspace} analisou e estornou a comissão. Se você discorda, pergunte pela página da venda.`,
    ],
    rows: written("Por quê", facts),
    button: "Ver a venda",
  };
}

function written(label: string, { message = "" }: Said["facts"]): Row[] {
  return message === "" ? [] : [[label, message]];
}
