// The terms of a contract in words, both languages: for the proposal's page, the mail and the agreement, so
// that all three say the same. Never decides anything. Dates in the workspace's time zone, named.
// Example: termsInWords(terms, { language: "en", … }) → [["Share", "10 % of what is left after the
// affiliate"], …].
import { clauseInWords, type InWords, type Language, percent } from "./clause-in-words.ts";
import type { ContractTerms } from "./contract.ts";

export interface TermsAbout {
  language: Language;
  timeZone: string;
  /** Of the product's offers: how amounts of clauses are spelled. */
  currency: string;
  /** Epoch milliseconds; null: with the acceptance. */
  starts: number | null;
  ends: number | null;
}

const WORDS = {
  en: {
    share: "Share",
    starts: "Starts",
    ends: "Ends",
    withAcceptance: "with the acceptance",
    open: "open: until one side proposes to end it and the other accepts",
    openNotice: "open: until one side gives notice, or both agree to end it",
    notice: "Notice",
    noNotice: "none: neither side can end it alone",
    noticeDays: (days: number) =>
      `${days} ${days === 1 ? "day" : "days"}: either side may end it that long after giving notice, without the ` +
      "other's acceptance",
    sales: "Of which sales",
    most: "Highest affiliate rate",
    mostSays: (rate: string) =>
      `${rate}: what an affiliate gets above it does not lower this share; the producer bears it`,
    anyRate: "none: whatever the affiliate gets leaves before this share",
    alsoAffiliate: "May also be affiliate",
    invoices: "Invoices to buyers",
    renewals: "Renewals",
    tail: "After the end",
    answers: "Who answers for what",
    yes: "yes: earns the affiliate's commission beside this share",
    no: "no: while this contract is in force, a sale by this party's own links counts as direct",
    base: {
      after_affiliate: "of what is left after tax, shipping, fees and the affiliate",
      net: "of what is left after tax, shipping and fees, before the affiliate",
      gross: "of what the buyer paid, less tax and shipping",
    },
    scope: {
      all: "all sales of the product",
      direct: "sales without an affiliate",
      affiliate: "sales with an affiliate, whoever recruited them",
      recruited: "sales by affiliates that this party recruited",
    },
    invoice: { producer: "the producer, for the whole", pro_rata: "each side, for its own part" },
    renew: {
      at_charge: "each charge is split by the terms in force on its day",
      at_signup: "every charge of a subscription is split by the terms of its first charge",
    },
    noTail: "nothing: later renewals earn nothing",
    tailDays: (days: number) =>
      `renewals of subscriptions first sold under this contract go on earning for ${days} days`,
    duty: { delivery: "delivery", support: "buyer support", marketing: "marketing", tax: "tax" },
    side: { producer: "the producer", party: "the partner", both: "both" },
  },
  "pt-BR": {
    share: "Participação",
    starts: "Começa",
    ends: "Termina",
    withAcceptance: "com o aceite",
    open: "sem data: até que um lado proponha encerrar e o outro aceite",
    openNotice: "sem data: até que um lado dê aviso prévio, ou ambos concordem em encerrar",
    notice: "Aviso prévio",
    noNotice: "nenhum: nenhum lado pode encerrar sozinho",
    noticeDays: (days: number) =>
      `${days} ${days === 1 ? "dia" : "dias"}: qualquer lado pode encerrar esse tempo depois de dar o aviso, sem o ` +
      "aceite do outro",
    sales: "De quais vendas",
    most: "Maior taxa de afiliado",
    mostSays: (rate: string) =>
      `${rate}: o que um afiliado recebe acima disso não reduz esta participação; fica com o produtor`,
    anyRate: "nenhuma: o que o afiliado recebe sai antes desta participação",
    alsoAffiliate: "Pode também ser afiliado",
    invoices: "Notas aos compradores",
    renewals: "Renovações",
    tail: "Depois do fim",
    answers: "Quem responde por quê",
    yes: "sim: recebe a comissão de afiliado além desta participação",
    no: "não: enquanto este contrato vigora, uma venda pelos links desta parte conta como direta",
    base: {
      after_affiliate: "do que resta depois de impostos, frete, taxas e afiliado",
      net: "do que resta depois de impostos, frete e taxas, antes do afiliado",
      gross: "do que o comprador pagou, menos impostos e frete",
    },
    scope: {
      all: "todas as vendas do produto",
      direct: "vendas sem afiliado",
      affiliate: "vendas com afiliado, quem quer que o tenha recrutado",
      recruited: "vendas de afiliados que esta parte recrutou",
    },
    invoice: { producer: "o produtor, pelo todo", pro_rata: "cada lado, pela sua parte" },
    renew: {
      at_charge: "cada cobrança é dividida pelos termos em vigor no seu dia",
      at_signup: "toda cobrança de uma assinatura é dividida pelos termos da primeira",
    },
    noTail: "nada: renovações posteriores não rendem",
    tailDays: (days: number) =>
      `renovações de assinaturas vendidas sob este contrato continuam a render por ${days} dias`,
    duty: { delivery: "entrega", support: "suporte ao comprador", marketing: "marketing", tax: "impostos" },
    side: { producer: "o produtor", party: "o parceiro", both: "ambos" },
  },
} as const;

export function termsInWords(terms: ContractTerms, about: TermsAbout): InWords[] {
  const words = WORDS[about.language];
  const { tail, noticeDays } = terms;
  const share = terms.share === undefined ? "" : `${percent(terms.share, about.language)} `;
  return [
    [words.share, `${share}${words.base[terms.base]}`],
    [words.sales, words.scope[terms.scope]],
    [words.starts, dayInWords(about.starts, about) ?? words.withAcceptance],
    [words.ends, dayInWords(about.ends, about) ?? (noticeDays === undefined ? words.open : words.openNotice)],
    [words.notice, noticeDays === undefined ? words.noNotice : words.noticeDays(noticeDays)],
    ...terms.clauses.map((clause) => clauseInWords(clause, about.language, about.currency)),
    ...mostInWords(terms, about.language),
    [words.alsoAffiliate, terms.mayBeAffiliate ? words.yes : words.no],
    [words.renewals, words.renew[terms.renewals]],
    [words.tail, tail === "none" ? words.noTail : words.tailDays(tail.renewalsForDays)],
    [words.invoices, words.invoice[terms.invoices]],
    ...duties(terms, about.language),
  ];
}

/** Said where the affiliate leaves before the share, which is where it matters. */
function mostInWords({ base, maxAffiliateRate }: ContractTerms, language: Language): InWords[] {
  const { most, mostSays, anyRate } = WORDS[language];
  if (base !== "after_affiliate") return [];
  return [[most, maxAffiliateRate === undefined ? anyRate : mostSays(percent(maxAffiliateRate, language))]];
}

function duties(terms: ContractTerms, language: Language): InWords[] {
  const { duty, side, answers } = WORDS[language];
  const said = (Object.keys(duty) as (keyof typeof duty)[]).flatMap((name) => {
    const who = terms.responsibilities[name];
    return who === undefined ? [] : [`${duty[name]}: ${side[who]}`];
  });
  return said.length === 0 ? [] : [[answers, said.join("; ")]];
}

/** The instant as people write it, with its time zone; null stays null. */
export function dayInWords(
  at: number | null,
  about: Pick<TermsAbout, "language" | "timeZone">,
): string | null {
  if (at === null) return null;
  const { language, timeZone } = about;
  const spelled = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone,
  }).format(at);
  return `${spelled} (${timeZone})`;
}
