// What a notice's mail says of statements, adjustments and balances below zero, in English and Brazilian
// Portuguese. Never decides who gets it.
// Example: moneyInEnglish({ kind: "statement_issued", … }) → "Your statement until 31 March 2026 …".
import type { Row, Said, Spoken } from "./notice-said.ts";

/** A party's money, beside its sales. */
export function moneyInEnglish(said: Said): Spoken {
  const { workspace, day, facts, reader, partner } = said;
  const given = said.given.join(", ");
  switch (said.kind) {
    case "statement_issued":
      return {
        subject: `Your statement until ${day}: ${given}`,
        lines: [
          `${workspace} issued your statement until ${day}. It closes at ${given}.`,
          "It never changes any more; what is recorded later stands on the next one, with its own date. Each line leads to its sale. You can keep it as a PDF and as a table.",
        ],
        button: "Read the statement",
      };
    case "adjustment_posted":
      return {
        subject: `${workspace} adjusted your balance: ${given}`,
        lines: [
          `${workspace} posted an adjustment of ${given} to your account. It stands on your next statement.`,
        ],
        rows: written("Why", facts),
        button: "Read the adjustment",
      };
    default:
      return reader === "producer"
        ? {
            subject: `${partner} is below zero: ${given}`,
            lines: [
              `${partner} owes ${given}: more was taken back than it had left. It is recovered from its later earnings, and nothing else has to be done.`,
            ],
            button: "See the party",
          }
        : {
            subject: `Your balance with ${workspace} is below zero: ${given}`,
            lines: [
              `More was taken back than you had left, so your balance with ${workspace} stands at ${given}.`,
              "It is recovered from your later earnings only. You need not pay anything.",
            ],
            button: "See what moved it",
          };
  }
}

export function moneyInPortuguese(said: Said): Spoken {
  const { workspace, day, facts, reader, partner } = said;
  const given = said.given.join(", ");
  switch (said.kind) {
    case "statement_issued":
      return {
        subject: `Seu extrato até ${day}: ${given}`,
        lines: [
          `${workspace} emitiu o seu extrato até ${day}. Ele fecha em ${given}.`,
          "Ele não muda mais; o que for registrado depois aparece no próximo, com a própria data. Cada linha leva à venda dela. Você pode guardá-lo em PDF e como tabela.",
        ],
        button: "Ler o extrato",
      };
    case "adjustment_posted":
      return {
        subject: `${workspace} ajustou o seu saldo: ${given}`,
        lines: [
          `${workspace} lançou um ajuste de ${given} na sua conta. Ele aparece no seu próximo extrato.`,
        ],
        rows: written("Por quê", facts),
        button: "Ler o ajuste",
      };
    default:
      return reader === "producer"
        ? {
            subject: `${partner} está abaixo de zero: ${given}`,
            lines: [
              `${partner} deve ${given}: foi devolvido mais do que ainda tinha. Isso é recuperado dos ganhos futuros, e nada mais precisa ser feito.`,
            ],
            button: "Ver a parte",
          }
        : {
            subject: `Seu saldo com ${workspace} está abaixo de zero: ${given}`,
            lines: [
              `Foi devolvido mais do que você ainda tinha, então o seu saldo com ${workspace} está em ${given}.`,
              "Isso é recuperado somente dos seus ganhos futuros. Você não precisa pagar nada.",
            ],
            button: "Ver o que mudou",
          };
  }
}

function written(label: string, { message = "" }: Said["facts"]): Row[] {
  return message === "" ? [] : [[label, message]];
}
