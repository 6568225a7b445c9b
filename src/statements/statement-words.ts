// The words of a statement's paper and file, in both languages. Never decides anything; the web has its own.
// Example: STATEMENT_WORDS.en.section.at_source → "Paid to you by the source".
import type { Language } from "./paper-text.ts";
import type { Section } from "./statement.ts";

export interface StatementWords {
  title: string;
  number(number: string): string;
  party: string;
  period: string;
  periodSays(from: string, until: string): string;
  currency: string;
  issued: string;
  taxId: string;
  summary: string;
  opening: string;
  closing: string;
  available: string;
  /** In its place where it is below zero. */
  recovered: string;
  pending: string;
  reserved: string;
  disputed: string;
  checked: string;
  rolling: string;
  section: Record<Section, string>;
  products: string;
  product: string;
  noProduct: string;
  count: string;
  takenBack: string;
  other: string;
  sum: string;
  lines: string;
  linesNone: string;
  part(part: number, of: number): string;
  partHead: string;
  partSays(part: number, of: number, first: number, last: number, all: number): string;
  late(count: number): string;
  lateMark: string;
  kind: Record<string, string>;
  terms: string;
  termsNone: string;
  version(product: string, version: number, from: string, until: string | null): string;
  calendar: string;
  calendarSays(timeZone: string): string;
  chain: string;
  chainSays(seq: number, batch: number): string;
  page(page: number, of: number): string;
  changedFrom(version: number): string;
  commissions: string;
  commissionOf(product: string, code: string | null): string;
  stated(rates: readonly (readonly [rate: string, count: number])[]): string;
  accepted(version: number, day: string): string;
  ownWhy: string;
  lineHead: readonly string[];
  head: readonly string[];
}

export const STATEMENT_WORDS: Readonly<Record<Language, StatementWords>> = {
  en: {
    title: "Statement",
    number: (number) => `No. ${number}`,
    party: "For",
    period: "Period",
    periodSays: (from, until) => `${from} to ${until}`,
    currency: "Currency",
    issued: "Issued",
    taxId: "Tax id",
    summary: "Summary",
    opening: "Opening balance",
    closing: "Closing balance",
    available: "Of it, available on the last day",
    recovered: "Below zero on the last day: it comes off what is earned next",
    pending: "Of it, pending: available later",
    reserved: "Of it, held for open disputes and checks",
    disputed: "Of it, held for open disputes",
    checked: "Of it, held while a commission is checked",
    rolling: "Of it, held by the rolling reserve",
    section: {
      sales: "Sales",
      refunds: "Refunds",
      chargebacks: "Chargebacks",
      fees: "Fees",
      guarantees: "Guarantees and bonuses",
      adjustments: "Adjustments",
      at_source: "Paid to you by the source itself",
      payouts: "Payouts",
    },
    products: "By product",
    product: "Product",
    noProduct: "Not about a product",
    count: "Count",
    takenBack: "Taken back",
    other: "Other",
    sum: "Total",
    lines: "Every movement",
    linesNone: "Nothing moved in this period.",
    part: (part, of) => `part ${part} of ${of}`,
    partHead: "Part",
    partSays: (part, of, first, last, all) =>
      `${part} of ${of}: movements ${first} to ${last} of ${all}. Summary, products and terms stand in part 1.`,
    late: (count) =>
      `* ${count === 1 ? "One movement" : `${count} movements`} of before this period, recorded after the statement ` +
      "before was issued.",
    lateMark: "*",
    kind: {
      sale: "Sale",
      refund: "Refund",
      dispute_opened: "Dispute opened: held",
      dispute_won: "Dispute won: freed",
      dispute_lost: "Dispute lost",
      dispute_fee: "Fee of a lost dispute",
      commission_held: "Commission held: being looked at",
      commission_released: "Commission released",
      commission_taken_back: "Commission taken back",
      fee: "Late fee",
      settlement: "Guarantee or bonus",
      opening: "Balance brought in",
      adjustment: "Adjustment",
      write_off: "Written off",
    },
    terms: "Agreed terms in the period",
    termsNone: "No contract as co-producer was in force in this period.",
    version: (product, version, from, until) =>
      `${product}, version ${version}, from ${from}${until === null ? "" : ` until ${until}`}`,
    changedFrom: (version) => `Changed against version ${version}; all else as it was:`,
    commissions: "Commission as affiliate in the period",
    commissionOf: (product, code) => (code === null ? product : `${product}, code ${code}`),
    stated: (rates) =>
      `No affiliate of it in the period; its source named the rate: ${rates
        .map(([rate, count]) => `${rate} for ${count === 1 ? "one sale" : `${count} sales`}`)
        .join(", ")}.`,
    accepted: (version, day) => `Terms of use: version ${version}, accepted on ${day}.`,
    ownWhy: "A sale for which its source named another rate earned by that one: the sale's why shows it.",
    lineHead: ["Date", "Movement", "Product", "Reference", "Amount"],
    calendar: "Calendar",
    calendarSays: (timeZone) =>
      `Days, months and years of this statement, and of every clause that counts by them, are those of the Gregorian ` +
      `calendar in the time zone ${timeZone}.`,
    chain: "Proof",
    chainSays: (seq, batch) =>
      `The ledger stood at entry ${seq}, batch ${batch}, when this was added up. Whoever keeps this hash can check later ` +
      "that nothing before it was changed:",
    page: (page, of) => `Page ${page} of ${of}`,
    head: [
      ...["Date", "Section", "Movement", "Product", "About", "Amount", "Held", "Available on", "Late"],
      "Reference",
    ],
  },
  "pt-BR": {
    title: "Extrato",
    number: (number) => `Nº ${number}`,
    party: "Para",
    period: "Período",
    periodSays: (from, until) => `${from} a ${until}`,
    currency: "Moeda",
    issued: "Emitido",
    taxId: "Identificação fiscal",
    summary: "Resumo",
    opening: "Saldo inicial",
    closing: "Saldo final",
    available: "Desse saldo, disponível no último dia",
    recovered: "Abaixo de zero no último dia: é descontado do que vier a ganhar",
    pending: "Desse saldo, pendente: disponível depois",
    reserved: "Desse saldo, retido por disputas e verificações abertas",
    disputed: "Desse saldo, retido por disputas abertas",
    checked: "Desse saldo, retido enquanto uma comissão é verificada",
    rolling: "Desse saldo, retido pela reserva rotativa",
    section: {
      sales: "Vendas",
      refunds: "Reembolsos",
      chargebacks: "Disputas",
      fees: "Taxas",
      guarantees: "Garantias e bônus",
      adjustments: "Ajustes",
      at_source: "Pago a você diretamente pela origem",
      payouts: "Pagamentos",
    },
    products: "Por produto",
    product: "Produto",
    noProduct: "Sem produto",
    count: "Quantidade",
    takenBack: "Devolvido",
    other: "Outros",
    sum: "Total",
    lines: "Todos os movimentos",
    linesNone: "Não houve movimento neste período.",
    part: (part, of) => `parte ${part} de ${of}`,
    partHead: "Parte",
    partSays: (part, of, first, last, all) =>
      `${part} de ${of}: movimentos ${first} a ${last} de ${all}. Resumo, produtos e termos estão na parte 1.`,
    late: (count) =>
      `* ${count === 1 ? "Um movimento" : `${count} movimentos`} de antes deste período, registrado${
        count === 1 ? "" : "s"
      } depois de emitido o extrato anterior.`,
    lateMark: "*",
    kind: {
      sale: "Venda",
      refund: "Reembolso",
      dispute_opened: "Disputa aberta: retido",
      dispute_won: "Disputa ganha: liberado",
      dispute_lost: "Disputa perdida",
      dispute_fee: "Taxa de uma disputa perdida",
      commission_held: "Comissão retida: em análise",
      commission_released: "Comissão liberada",
      commission_taken_back: "Comissão estornada",
      fee: "Taxa posterior",
      settlement: "Garantia ou bônus",
      opening: "Saldo trazido",
      adjustment: "Ajuste",
      write_off: "Baixa",
    },
    terms: "Termos combinados no período",
    termsNone: "Nenhum contrato de coprodução vigorou neste período.",
    version: (product, version, from, until) =>
      `${product}, versão ${version}, ${until === null ? "desde" : "de"} ${from}${until === null ? "" : ` até ${until}`}`,
    changedFrom: (version) => `Mudou em relação à versão ${version}; o resto continua igual:`,
    commissions: "Comissão como afiliado no período",
    commissionOf: (product, code) => (code === null ? product : `${product}, código ${code}`),
    stated: (rates) =>
      `Sem afiliação neste período; a origem informou a comissão: ${rates
        .map(([rate, count]) => `${rate} em ${count === 1 ? "uma venda" : `${count} vendas`}`)
        .join(", ")}.`,
    accepted: (version, day) => `Termos de uso: versão ${version}, aceitos em ${day}.`,
    ownWhy:
      "Uma venda para a qual a origem informou outra comissão rendeu por ela: o porquê da venda mostra.",
    lineHead: ["Data", "Movimento", "Produto", "Referência", "Valor"],
    calendar: "Calendário",
    calendarSays: (timeZone) =>
      "Dias, meses e anos deste extrato, e de toda cláusula que conta por eles, são os do calendário gregoriano no " +
      `fuso ${timeZone}.`,
    chain: "Prova",
    chainSays: (seq, batch) =>
      `O livro-razão estava no lançamento ${seq}, lote ${batch}, quando este extrato foi apurado. Quem guardar este código ` +
      "pode conferir depois que nada antes dele mudou:",
    page: (page, of) => `Página ${page} de ${of}`,
    head: [
      ...["Data", "Seção", "Movimento", "Produto", "Sobre", "Valor", "Retido", "Disponível em"],
      ...["Atrasado", "Referência"],
    ],
  },
};

/** A payout is told as a payout, whatever became of it; a kind that has no word as it is. */
export function kindInWords(kind: string, words: StatementWords): string {
  return words.kind[kind] ?? (kind.startsWith("payout") ? words.section.payouts : kind);
}
