// What an agreement says around its facts, in both languages; the terms themselves were put in words when it
// was frozen. Example: AGREEMENT_WORDS.en.title → "Co-production agreement".
import type { Language } from "./clause-in-words.ts";

export interface AgreementWords {
  title: Record<"invite" | "amend" | "end" | "fees", string>;
  version(contract: string, version: number): string;
  producer: string;
  partner: string;
  terms: string;
  example: string;
  exampleSays(offer: string, price: string): string;
  direct: string;
  byAffiliate: string;
  role: Record<string, string>;
  some: string;
  sum: string;
  endSays(day: string): string;
  signatures: string;
  proposed: string;
  accepted: string;
  use(version: number): string;
  hash: string;
  hashSays: string;
  page(number: number, of: number): string;
}

export const AGREEMENT_WORDS: Record<Language, AgreementWords> = {
  en: {
    title: {
      invite: "Co-production agreement",
      amend: "Co-production agreement, amended",
      end: "End of a co-production agreement",
      fees: "Agreement on fees of a co-production",
    },
    version: (contract, version) => `Contract ${contract}, version ${version}`,
    producer: "Producer",
    partner: "Co-producer",
    terms: "The terms",
    example: "An example",
    exampleSays: (offer, price) =>
      `One sale of “${offer}” at its price of ${price}, without tax, shipping and the processor's fee, which ` +
      "leave first.",
    direct: "Direct",
    byAffiliate: "With an affiliate of 30 %",
    role: {
      producer: "producer",
      rest: "producer, and whom he shares with",
      coproducer: "co-producer",
      manager: "affiliate manager",
      affiliate: "affiliate",
      platform_fee: "platform",
      processor_fee: "processor",
    },
    some: "Any affiliate",
    sum: "Paid by the buyer",
    endSays: (day) =>
      `Both sides agree that the contract ends on ${day}. What was earned until then stays earned.`,
    signatures: "Agreed",
    proposed: "Proposed by",
    accepted: "Accepted by",
    use: (version) => `Terms of use of co-production, version ${version}`,
    hash: "SHA-256",
    hashSays:
      "of this agreement's canonical text, shown to both sides. The same text always gives the same digits.",
    page: (number, of) => `${number} of ${of}`,
  },
  "pt-BR": {
    title: {
      invite: "Acordo de coprodução",
      amend: "Acordo de coprodução, alterado",
      end: "Encerramento de um acordo de coprodução",
      fees: "Acordo sobre as taxas de uma coprodução",
    },
    version: (contract, version) => `Contrato ${contract}, versão ${version}`,
    producer: "Produtor",
    partner: "Coprodutor",
    terms: "Os termos",
    example: "Um exemplo",
    exampleSays: (offer, price) =>
      `Uma venda de “${offer}” pelo preço de ${price}, sem impostos, frete e a taxa do processador, que saem primeiro.`,
    direct: "Direta",
    byAffiliate: "Com um afiliado de 30 %",
    role: {
      producer: "produtor",
      rest: "produtor, e com quem ele divide",
      coproducer: "coprodutor",
      manager: "gerente de afiliados",
      affiliate: "afiliado",
      platform_fee: "plataforma",
      processor_fee: "processador",
    },
    some: "Um afiliado qualquer",
    sum: "Pago pelo comprador",
    endSays: (day) =>
      `Os dois lados acordam que o contrato termina em ${day}. O que foi ganho até lá continua ganho.`,
    signatures: "Acordado",
    proposed: "Proposto por",
    accepted: "Aceito por",
    use: (version) => `Termos de uso da coprodução, versão ${version}`,
    hash: "SHA-256",
    hashSays:
      "do texto canônico deste acordo, mostrado aos dois lados. O mesmo texto dá sempre os mesmos dígitos.",
    page: (number, of) => `${number} de ${of}`,
  },
};
