// The terms of use of co-production: what both sides accept beside their own terms, in numbered versions that
// never change. A new wording is a new version; what was accepted under an older one stays under it.
// Example: TERMS_OF_USE.at(-1)?.version → 1: what an inviter accepts today.

export interface TermsOfUse {
  version: number;
  /** One sentence or two each. */
  text: Record<"en" | "pt-BR", readonly string[]>;
}

const FIRST: TermsOfUse = {
  version: 1,
  text: {
    en: [
      "The producer registered the product, answers for it in law and tax, and alone changes it. The " +
        "co-producer may read the product and its sales and changes nothing.",
      "Each sale is split by the terms in force at its own instant. Nothing agreed later changes how an " +
        "earlier sale was split.",
      "Terms change, and the contract ends before its day, only when one side proposes and the other " +
        "accepts. Silence is never an agreement.",
      "What a refund or a lost dispute takes back, it takes from each party in proportion to what that " +
        "party still holds of the sale. What was paid out already is recovered only from later earnings.",
      "Each side may see the sales, the terms and the steps behind every amount that is its own, and may " +
        "question any of them. A question is answered and kept.",
      "Data about buyers is seen only as far as a grant of the producer says, and only for its purpose.",
    ],
    "pt-BR": [
      "O produtor cadastrou o produto, responde por ele perante a lei e o fisco, e só ele o altera. O " +
        "coprodutor pode ver o produto e suas vendas e não altera nada.",
      "Cada venda é dividida pelos termos em vigor no seu próprio instante. Nada do que se acorde depois " +
        "muda a divisão de uma venda anterior.",
      "Os termos mudam, e o contrato termina antes do seu dia, somente quando um lado propõe e o outro " +
        "aceita. Silêncio nunca é acordo.",
      "O que um reembolso ou uma disputa perdida toma de volta, toma de cada parte na proporção do que ela " +
        "ainda detém da venda. O que já foi pago só se recupera de ganhos futuros.",
      "Cada lado pode ver as vendas, os termos e os passos por trás de cada valor que é seu, e pode " +
        "questionar qualquer um deles. A questão é respondida e guardada.",
      "Dados de compradores só são vistos até onde uma permissão do produtor alcança, e apenas para a " +
        "finalidade dela.",
    ],
  },
};

/** What is new in the second: a notice period that both agreed to. */
const SECOND: TermsOfUse = {
  version: 2,
  text: {
    en: FIRST.text.en.with(
      2,
      "Terms change, and the contract ends before its day, only when one side proposes and the other accepts; " +
        "or, where the terms hold a notice period, when one side gives that notice and the time has passed. " +
        "Silence is never an agreement.",
    ),
    "pt-BR": FIRST.text["pt-BR"].with(
      2,
      "Os termos mudam, e o contrato termina antes do seu dia, somente quando um lado propõe e o outro aceita; " +
        "ou, onde os termos têm um aviso prévio, quando um lado dá esse aviso e o prazo passou. Silêncio nunca " +
        "é acordo.",
    ),
  },
};

export const TERMS_OF_USE: readonly TermsOfUse[] = [FIRST, SECOND];

/** What is accepted today. */
export const CURRENT_TERMS_OF_USE = (TERMS_OF_USE.at(-1) as TermsOfUse).version;

/**
 * The first version that speaks of notice periods: terms that hold one need it, all others may name an older.
 */
export const TERMS_OF_USE_WITH_NOTICE = 2;
