// What a mail says of money that waits for somebody, in English and Brazilian Portuguese. Never decides who
// gets it.
// Example: waitingInEnglish({ kind: "payout_run_waits", … }) → "Payout run 13 waits for you: 945.35 EUR"
import { leftOutInEnglish, leftOutInPortuguese } from "./left-out-words.ts";
import type { Said, Spoken } from "./notice-said.ts";

export function isWaiting({ kind }: Pick<Said, "kind">): boolean {
  return ["payout_run_waits", "payout_asked", "payout_left_out", "adjustment_waits"].includes(kind);
}

export function waitingInEnglish(said: Said): Spoken {
  const { kind, given, workspace, partner, by, facts } = said;
  const amounts = given.join(", ");
  if (kind === "payout_asked") {
    return {
      subject: `${partner} asks to be paid`,
      lines: [
        `${partner} asks ${workspace} to pay out what is available.`,
        "The next morning's run takes it up; you may also propose one now.",
      ],
      button: "See what can be paid",
    };
  }
  if (kind === "payout_left_out") return leftOutInEnglish(said);
  if (kind === "payout_run_waits") {
    const no = facts.version ?? "";
    const { days, replaces } = facts;
    const instead =
      replaces === undefined
        ? []
        : [`It takes the place of run ${replaces}, which nobody approved by the next run day.`];
    return {
      subject:
        days === undefined
          ? `Payout run ${no} waits for you: ${amounts}`
          : `Payout run ${no} has waited for ${days} days: ${amounts}`,
      lines: [
        `${by === "" ? "The schedule" : by} proposed payout run ${no} of ${workspace}: ${amounts}.`,
        ...instead,
        days === undefined
          ? "Nothing leaves before a second person approves it."
          : "Until it is approved or withdrawn, those in it are paid by no other run.",
      ],
      button: "Look at the run",
    };
  }
  return {
    subject: `An adjustment of ${amounts} for ${partner} waits for you`,
    lines: [
      `${by === "" ? workspace : by} proposed an adjustment of ${amounts} for ${partner}.`,
      "Nothing is posted before a second person approves it.",
    ],
    rows: facts.message ? [["Why", facts.message]] : [],
    button: "Look at the adjustment",
  };
}

export function waitingInPortuguese(said: Said): Spoken {
  const { kind, given, workspace, partner, by, facts } = said;
  const amounts = given.join(", ");
  if (kind === "payout_asked") {
    return {
      subject: `${partner} pede para receber`,
      lines: [
        `${partner} pede que ${workspace} pague o que está disponível.`,
        "A rodada da próxima manhã inclui o pedido; você também pode propor uma agora.",
      ],
      button: "Ver o que pode ser pago",
    };
  }
  if (kind === "payout_left_out") return leftOutInPortuguese(said);
  if (kind === "payout_run_waits") {
    const no = facts.version ?? "";
    const { days, replaces } = facts;
    const instead =
      replaces === undefined
        ? []
        : [`Ela substitui a rodada ${replaces}, que ninguém aprovou até o dia da rodada seguinte.`];
    return {
      subject:
        days === undefined
          ? `A rodada ${no} espera por você: ${amounts}`
          : `A rodada ${no} espera há ${days} dias: ${amounts}`,
      lines: [
        `${by === "" ? "A agenda" : by} propôs a rodada de pagamentos ${no} de ${workspace}: ${amounts}.`,
        ...instead,
        days === undefined
          ? "Nada sai antes que uma segunda pessoa aprove."
          : "Até ser aprovada ou retirada, quem está nela não é pago por nenhuma outra rodada.",
      ],
      button: "Olhar a rodada",
    };
  }
  return {
    subject: `Um ajuste de ${amounts} para ${partner} espera por você`,
    lines: [
      `${by === "" ? workspace : by} propôs um ajuste de ${amounts} para ${partner}.`,
      "Nada é lançado antes que uma segunda pessoa aprove.",
    ],
    rows: facts.message ? [["Por quê", facts.message]] : [],
    button: "Olhar o ajuste",
  };
}
