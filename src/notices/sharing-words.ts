// What a notice's mail says of an opening balance and of shared data, in English and Brazilian Portuguese.
// Never decides who gets it.
// Example: sharingInEnglish({ kind: "opening_told", … }) → "Piano School says you were owed 412.50 USD …".
import type { Row, Said, Spoken } from "./notice-said.ts";

/** What a party was owed before, and data it is let see. */
export function sharingInEnglish(said: Said): Spoken {
  const { by, who, product, workspace, day, facts } = said;
  const given = said.given.join(", ");
  switch (said.kind) {
    case "opening_told":
      return {
        subject: `${workspace} says you were owed ${given} on ${day}: is it right?`,
        lines: [
          `${who || workspace} says that up to ${day} you were owed ${given}. It is posted to your account when you confirm it, and not before.`,
          "Compare it with your own records. If it is another amount, object with a word; nothing is posted then.",
        ],
        rows: written("Where the figure comes from", facts),
        button: "Confirm or object",
      };
    case "opening_confirmed":
      return {
        subject: `${by} confirmed the opening balance of ${given}`,
        lines: ["It is posted, once, and stands in the party's account."],
        button: "See the party",
      };
    case "opening_objected":
      return {
        subject: `${by} objects to the opening balance of ${given}`,
        lines: ["Nothing was posted. Look at what they say; it may be told again."],
        rows: written("They wrote", facts),
        button: "See the party",
      };
    case "opening_withdrawn":
      return {
        subject: `${workspace} withdrew the opening balance of ${given}`,
        lines: ["Nothing was posted, and there is nothing to confirm any more."],
        button: "See your requests",
      };
    case "data_shared":
      return {
        subject: `${workspace} shares data of “${product}” with you`,
        lines: [
          `${who || workspace} lets you see more of the sales of “${product}” than your share, until ${day}. Each look at a buyer is recorded.`,
        ],
        rows: written("What for", facts),
        button: "See what is shared",
      };
    default:
      return {
        subject: `Shared data of “${product}”${said.reader === "producer" ? ` with ${said.partner}` : ""}: ended`,
        lines: [
          by === ""
            ? `It was shared until ${day}. It can be shared anew.`
            : `${who || workspace} no longer shares it. What you earn and see of your own share stays as it is.`,
        ],
        button: said.reader === "producer" ? "See the product" : "See your contracts",
      };
  }
}

function written(label: string, { message }: Said["facts"]): Row[] {
  return message ? [[label, message]] : [];
}

/** The same in Portuguese. */
export function sharingInPortuguese(said: Said): Spoken {
  const { by, who, product, workspace, day, facts } = said;
  const given = said.given.join(", ");
  switch (said.kind) {
    case "opening_told":
      return {
        subject: `${workspace} diz que lhe devia ${given} em ${day}: confere?`,
        lines: [
          `${who || workspace} diz que até ${day} lhe eram devidos ${given}. O valor só é lançado na sua conta quando você confirmar.`,
          "Compare com os seus registros. Se for outro valor, conteste com uma palavra; nada é lançado então.",
        ],
        rows: written("De onde vem o valor", facts),
        button: "Confirmar ou contestar",
      };
    case "opening_confirmed":
      return {
        subject: `${by} confirmou o saldo inicial de ${given}`,
        lines: ["Foi lançado, uma única vez, e está na conta da parte."],
        button: "Ver a parte",
      };
    case "opening_objected":
      return {
        subject: `${by} contesta o saldo inicial de ${given}`,
        lines: ["Nada foi lançado. Veja o que dizem; pode ser informado de novo."],
        rows: written("Mensagem", facts),
        button: "Ver a parte",
      };
    case "opening_withdrawn":
      return {
        subject: `${workspace} retirou o saldo inicial de ${given}`,
        lines: ["Nada foi lançado, e não há mais nada a confirmar."],
        button: "Ver os pedidos",
      };
    case "data_shared":
      return {
        subject: `${workspace} compartilha dados de “${product}” com você`,
        lines: [
          `${who || workspace} permite que você veja mais das vendas de “${product}” do que a sua parte, até ${day}. Cada consulta a um comprador fica registrada.`,
        ],
        rows: written("Para quê", facts),
        button: "Ver o que é compartilhado",
      };
    default:
      return {
        subject: `Dados compartilhados de “${product}”${said.reader === "producer" ? ` com ${said.partner}` : ""}: encerrado`,
        lines: [
          by === ""
            ? `Foram compartilhados até ${day}. Podem ser compartilhados de novo.`
            : `${who || workspace} não os compartilha mais. O que você ganha e vê da sua parte continua igual.`,
        ],
        button: said.reader === "producer" ? "Ver o produto" : "Ver os contratos",
      };
  }
}
