// What a mail says of partners whom a scheduled run left out, reason by reason, in English and Brazilian
// Portuguese. Never names a partner: the page behind its button does.
// Example: leftOutInEnglish({ given: ["945.35 USD"], facts: { parties: 1, reasons: [no_rate, USD to EUR] } })
import type { LeftOutSaid } from "./notice.ts";
import type { Row, Said, Spoken } from "./notice-said.ts";

const RAIL_EN: Record<string, string> = {
  ...{ csv: "the list", sepa: "SEPA", ach: "ACH", wise: "the Wise batch", pix: "Pix" },
  ...{ paypal: "PayPal", stripe: "Stripe" },
};
const RAIL_PT: Record<string, string> = { ...RAIL_EN, csv: "a lista", wise: "o lote da Wise" };

const WHY_EN: Record<string, (one: LeftOutSaid) => string> = {
  no_rate: ({ from, to }) => `No exchange rate from ${from} to ${to}: propose their run by hand and give one`,
  no_method: () => "Nobody said yet where to pay: ask them, or set it on their page",
  rail_not_set_up: ({ rail }) =>
    `No account to pay from over ${RAIL_EN[rail ?? ""]}: set it under How we pay`,
  rail_does_not_fit: ({ rail }) =>
    `Their account is not reached over ${RAIL_EN[rail ?? ""]}: choose another way`,
  above_rail: ({ rail }) => `More than ${RAIL_EN[rail ?? ""]} takes at once: choose another way`,
};
const WHY_PT: Record<string, (one: LeftOutSaid) => string> = {
  no_rate: ({ from, to }) => `Sem cotação de ${from} para ${to}: proponha a rodada à mão e informe uma`,
  no_method: () => "Ainda não foi dito onde pagar: peça a eles ou informe na página deles",
  rail_not_set_up: ({ rail }) => `Sem conta de origem para ${RAIL_PT[rail ?? ""]}: configure em Como pagamos`,
  rail_does_not_fit: ({ rail }) => `A conta não é alcançada por ${RAIL_PT[rail ?? ""]}: escolha outra forma`,
  above_rail: ({ rail }) => `Mais do que ${RAIL_PT[rail ?? ""]} aceita por vez: escolha outra forma`,
};

export function leftOutInEnglish({ given, workspace, facts }: Said): Spoken {
  const { parties = 0, reasons = [] } = facts;
  const count = (n: number) => (n === 1 ? "1 partner" : `${n.toLocaleString("en")} partners`);
  const amounts = given.join(", ");
  return {
    subject: `${count(parties)} left out of the scheduled payouts: ${amounts}`,
    lines: [
      `The schedule of ${workspace} could not pay ${count(parties)} ${amounts} this morning, for reasons that somebody of your team can mend.`,
    ],
    rows: reasons.map((one): Row => [count(one.parties), WHY_EN[one.reason]?.(one) ?? one.reason]),
    button: "See who and why",
  };
}

export function leftOutInPortuguese({ given, workspace, facts }: Said): Spoken {
  const { parties = 0, reasons = [] } = facts;
  const count = (n: number) => (n === 1 ? "1 parceiro" : `${n.toLocaleString("pt-BR")} parceiros`);
  const amounts = given.join(", ");
  return {
    subject: `${count(parties)} fora dos pagamentos agendados: ${amounts}`,
    lines: [
      `A agenda de ${workspace} não pôde pagar ${amounts} a ${count(parties)} hoje cedo, por motivos que alguém da sua equipe pode resolver.`,
    ],
    rows: reasons.map((one): Row => [count(one.parties), WHY_PT[one.reason]?.(one) ?? one.reason]),
    button: "Ver quem e por quê",
  };
}
