// What a notice's mail says, in English: its subject, its sentences, what its button is called. Never decides
// who gets it. Example: speakEnglish({ kind: "end_proposed", by: "Eva Costa", … }) → "Eva Costa proposes to
// end …".
import { affiliateInEnglish } from "./affiliate-words.ts";
import { heldInEnglish } from "./held-words.ts";
import { moneyInEnglish } from "./money-words.ts";
import { periodRow, type Said, type Spoken } from "./notice-said.ts";
import { payoutInEnglish } from "./payout-words.ts";
import { sharingInEnglish } from "./sharing-words.ts";

const OPEN =
  "The proposal is open for 14 days. Until it is accepted nothing changes, and silence is never an agreement.";
const THING = {
  invite: "invitation",
  amend: "proposed change",
  end: "proposed end",
  fees: "proposed fees",
} as const;
const thing = ({ facts }: Said) => THING[facts.asks ?? "invite"];
const read = ({ facts }: Said) => (facts.mayAnswer === false ? "Read the proposal" : "Read and answer");
const onWith = ({ reader, partner, product }: Said) =>
  reader === "producer" ? `with ${partner} on “${product}”` : `on “${product}”`;
const many = (count: number) => (count === 1 ? "1 sale" : `${count.toLocaleString("en")} sales`);
const wrote = (said: Said): Spoken["rows"] =>
  said.facts.message ? [["They wrote", said.facts.message]] : [];
const whether = ({ facts }: Said) =>
  facts.mayAnswer === false ? ["You may read it; others of your side answer it."] : [];

const DECIDED: Record<string, string> = {
  explained: "It is right as it is, and the answer says why.",
  will_be_corrected: "It will be put right, and the answer says how.",
  not_agreed: "They do not agree, and the answer says why.",
};

function asked(said: Said): { subject: string; line: string } {
  const { by, who, product, ends } = said;
  switch (said.facts.asks) {
    case "amend":
      return {
        subject: `${by} proposes new terms for “${product}”`,
        line: `${who} proposes to change your contract on “${product}”.`,
      };
    case "end":
      return {
        subject: `${by} proposes to end the contract on “${product}”`,
        line: `${who} proposes to end your contract on “${product}”, ${ends === "" ? "with the acceptance" : `on ${ends}`}.`,
      };
    case "fees":
      return {
        subject: `${by} proposes other fees for “${product}”`,
        line: `${who} proposes other fees and rules for “${product}”. They decide what is left to share, so they need your yes.`,
      };
    default:
      return {
        subject: `${by} invites you to share “${product}”`,
        line: `${who} invites you to be co-producer of “${product}”.`,
      };
  }
}

function proposal(said: Said): Spoken {
  const { subject, line } = asked(said);
  const rows = [...said.terms, ...(wrote(said) ?? [])];
  const these = said.terms.length > 0 ? ["These would be the terms:"] : [];
  return { subject, lines: [line, OPEN, ...whether(said), ...these], rows, button: read(said) };
}

function accepted(said: Said): Spoken {
  const { facts, product, partner, reader, who } = said;
  const subjects = {
    invite:
      reader === "producer" ? `Agreed: ${partner} shares “${product}”` : `Agreed: you share “${product}”`,
    amend: `Agreed: new terms for “${product}”`,
    end: `Agreed: the contract on “${product}” ends`,
    fees: `Agreed: other fees for “${product}”`,
  };
  return {
    subject: subjects[facts.asks ?? "invite"],
    lines: [
      `${facts.isOwn ? "You" : who} accepted the ${thing(said)} on “${product}”.`,
      "It applies from the instant the agreement names; earlier sales stay as they were split. The agreement is kept for both sides, word for word.",
    ],
    rows: [...said.terms],
    button: "Read the agreement",
  };
}

function ended(said: Said): Spoken {
  const { ends, hasEnded, facts, who } = said;
  const on = onWith(said);
  return {
    subject: hasEnded ? `The contract ${on} has ended` : `The contract ${on} ends: last day ${said.lastDay}`,
    lines: [
      ...(facts.by ? [`${who} recorded that this contract ${hasEnded ? "ended" : "ends"} on ${ends}.`] : []),
      "Sales from then on are split without it. What was earned until then stays as it is.",
    ],
    button: "See the contract",
  };
}

const inDays = (days: number) => (days <= 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`);

function firstSale({ facts, product, paid, given, reader, partner }: Said): Spoken {
  const what = facts.version === 1 ? "your contract" : "the new terms";
  return {
    subject: `First sale under ${what} on “${product}”: check its split`,
    lines: [
      `This is the first sale that was split by version ${facts.version} of the contract on “${product}”.`,
      "Look whether it is what you agreed. The page explains each amount, step by step.",
    ],
    rows: [
      ["The buyer paid", paid],
      [reader === "party" ? "Your part" : `The part of ${partner}`, given.join(", ")],
    ],
    button: "Check the split",
  };
}

function question(said: Said): Spoken {
  const { by, who, product, facts, kind } = said;
  const subjects: Record<string, string> = {
    question_asked: `${by} asks about “${product}”`,
    question_replied: `${by} wrote again about “${product}”`,
    question_answered: `Your question about “${product}” was answered`,
    question_decided: `Your question about “${product}” was decided`,
  };
  const lines: Record<string, string> = {
    question_asked: `${who} asks about “${product}” and waits for your answer.`,
    question_replied: `${who} replied to your answer about “${product}”.`,
    question_answered: `${who || said.workspace} answered your question about “${product}”.`,
    question_decided: `${who || said.workspace} decided on your question about “${product}”. ${DECIDED[facts.decision ?? ""] ?? ""}`,
  };
  return {
    subject: subjects[kind] ?? "",
    lines: [(lines[kind] ?? "").trim()],
    button: kind === "question_asked" ? "Read and answer" : "Read the answer",
  };
}

function ofDay({ facts, workspace, day, given, counts }: Said): Spoken {
  const { sales = 0, earlier = 0 } = facts;
  return {
    subject: `${workspace}, ${day}: ${many(sales)}, ${given.join(" and ")} for you`,
    lines: [
      `On ${day} ${many(sales)} gave you a part.`,
      ...(earlier > 0 ? [`${earlier} of them happened earlier and arrived on that day.`] : []),
    ],
    rows: given.map((amount, i) => [many(counts[i] ?? 0), amount] as const),
    button: "See the sales",
  };
}

const SEE = "See the contract";

function ofAnswer(said: Said): Spoken {
  const { by, product, partner, reader } = said;
  switch (said.kind) {
    case "declined":
      return {
        subject: `${by} declined the ${thing(said)} on “${product}”`,
        lines: ["Nothing changes. You may propose something else."],
        rows: wrote(said) ?? [],
        button: "See the proposal",
      };
    case "withdrawn":
      return {
        subject: `${by} withdrew the ${thing(said)} on “${product}”`,
        lines: ["Nothing changes, and there is nothing to answer any more."],
        button: "See the proposal",
      };
    case "lapsed":
      return {
        subject: `The ${thing(said)}${reader === "producer" ? ` with ${partner}` : ""} on “${product}” has lapsed`,
        lines: ["Nobody answered within 14 days, so nothing changes. It may be proposed again."],
        button: "See the proposal",
      };
    case "confirmed":
      return {
        subject: `${by} confirmed the contract on “${product}”`,
        lines: [`${said.who} says that what you recorded is what was agreed.`],
        rows: wrote(said) ?? [],
        button: SEE,
      };
    default:
      return {
        subject: `${by} objects to the contract on “${product}”`,
        lines: [
          `${said.who} says that what you recorded is not what was agreed. It goes on splitting sales until you two agree on other terms.`,
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
        subject: `Sale of “${product}”: ${given.join(", ")} for you`,
        lines: [`“${product}” was sold.`],
        rows: [
          ["The buyer paid", paid],
          ["Your part", given.join(", ")],
        ],
        button: "See the sale",
      };
    case "sales":
      return {
        subject: `${many(facts.sales ?? 0)}: ${given.join(" and ")} for you`,
        lines: ["They arrived together, so they are told together."],
        rows: given.map((amount, i) => [many(counts[i] ?? 0), amount] as const),
        button: "See the sales",
      };
    default:
      return ofDay(said);
  }
}

export function speakEnglish(said: Said): Spoken {
  if (said.kind.startsWith("affiliate_")) return affiliateInEnglish(said);
  if (said.kind.startsWith("commission_")) return heldInEnglish(said);
  if (/^payout_|_waits$/.test(said.kind)) return payoutInEnglish(said);
  if (/^(statement|adjustment|balance)_/.test(said.kind)) return moneyInEnglish(said);
  return /^(opening|data)_/.test(said.kind) ? sharingInEnglish(said) : ofContracts(said);
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
      return { ...spoken, subject: `Reminder: ${spoken.subject}` };
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
        subject: `${workspace} recorded a contract with you on “${product}”`,
        lines: [
          `${said.who || workspace} recorded terms on “${product}” as agreed with you elsewhere. They split the sales from their start on.`,
          `Read them. If they are not what you agreed, tell ${workspace} at once.`,
        ],
        rows: [...said.terms],
        button: SEE,
      };
    case "notice_given":
      return {
        subject: `${by} gave notice: the contract on “${product}” ends, last day ${said.lastDay}`,
        lines: [
          `${said.who} gave the notice of ${facts.days} ${facts.days === 1 ? "day" : "days"} that both of you agreed to. The contract on “${product}” ends on ${said.ends}.`,
          "Until then sales are split as before, and what was earned stays earned. You need not answer. To go on, propose to amend the contract: that takes both of you.",
        ],
        rows: wrote(said) ?? [],
        button: SEE,
      };
    case "settled":
      return {
        subject: `Guarantee or bonus on “${product}”: ${said.given.join(", ")}`,
        lines: [
          `A period of the contract ${onWith(said)} has ended, and what it guarantees or promises for a goal is settled: the producer owes it to the partner beside the split of sales.`,
          "The page of the contract shows how far it came and derives the amount, step by step.",
        ],
        rows: [periodRow(facts.period, "en")],
        button: SEE,
      };
    case "ended":
      return ended(said);
    case "ending_soon":
      return {
        subject: `The contract ${onWith(said)} ends ${inDays(facts.days ?? 0)}`,
        lines: [
          `It ends on ${said.ends}. If you wish to go on, propose to change its end; the other side has to accept before that day.`,
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
