// What a notice's mail says of payouts, in English and Brazilian Portuguese. Never decides who gets it.
// Example: payoutInEnglish({ kind: "payout_back", … }) → "A payout of 945.35 EUR came back".
import { bankReason } from "./bank-reasons.ts";
import type { Said, Spoken } from "./notice-said.ts";
import { isWaiting, waitingInEnglish, waitingInPortuguese } from "./waiting-words.ts";

export function payoutInEnglish(said: Said): Spoken {
  if (isWaiting(said)) return waitingInEnglish(said);
  const { workspace, reader, partner, facts } = said;
  const given = said.given.join(", ");
  const { message = "" } = facts;
  if (said.kind === "payout_sent") {
    return {
      subject: `${workspace} sent you ${given}`,
      lines: [`${workspace} sent you ${given}. How long it takes depends on your bank.`],
      rows: [["Reference", message]],
      button: "See your payouts",
    };
  }
  if (said.kind === "payout_arrived") {
    return {
      subject: `${given} from ${workspace} arrived`,
      lines: [`${workspace} recorded that the payout of ${given} has arrived where you are paid.`],
      rows: [["Reference", message]],
      button: "See your payouts",
    };
  }
  const rows: Spoken["rows"] = message === "" ? [] : [["What the bank said", bankReason(message, "en")]];
  return reader === "producer"
    ? {
        subject: `A payout of ${given} to ${partner} did not arrive`,
        lines: [
          `The payout of ${given} to ${partner} failed or came back. The amount is available to ${partner} again and goes into the next run.`,
          "Check with them where they are paid before you pay again.",
        ],
        rows,
        button: "Open the payout",
      }
    : {
        subject: `A payout of ${given} did not arrive`,
        lines: [
          `The payout of ${given} from ${workspace} failed or came back. The amount is available to you again and goes into the next run.`,
          "Check where you are paid: a digit may be wrong, or the account closed.",
        ],
        rows,
        button: "See where you are paid",
      };
}

export function payoutInPortuguese(said: Said): Spoken {
  if (isWaiting(said)) return waitingInPortuguese(said);
  const { workspace, reader, partner, facts } = said;
  const given = said.given.join(", ");
  const { message = "" } = facts;
  if (said.kind === "payout_sent") {
    return {
      subject: `${workspace} enviou ${given} para você`,
      lines: [`${workspace} enviou ${given} para você. O prazo depende do seu banco.`],
      rows: [["Referência", message]],
      button: "Ver seus pagamentos",
    };
  }
  if (said.kind === "payout_arrived") {
    return {
      subject: `O pagamento de ${given} de ${workspace} chegou`,
      lines: [`${workspace} registrou que o pagamento de ${given} chegou onde você recebe.`],
      rows: [["Referência", message]],
      button: "Ver seus pagamentos",
    };
  }
  const rows: Spoken["rows"] = message === "" ? [] : [["O que o banco disse", bankReason(message, "pt-BR")]];
  return reader === "producer"
    ? {
        subject: `Um pagamento de ${given} para ${partner} não chegou`,
        lines: [
          `O pagamento de ${given} para ${partner} falhou ou voltou. O valor está disponível para ${partner} de novo e entra na próxima rodada.`,
          "Confira com a pessoa onde ela recebe antes de pagar de novo.",
        ],
        rows,
        button: "Abrir o pagamento",
      }
    : {
        subject: `Um pagamento de ${given} não chegou`,
        lines: [
          `O pagamento de ${given} de ${workspace} falhou ou voltou. O valor está disponível para você de novo e entra na próxima rodada.`,
          "Confira onde você recebe: um dígito pode estar errado, ou a conta encerrada.",
        ],
        rows,
        button: "Ver onde você recebe",
      };
}
