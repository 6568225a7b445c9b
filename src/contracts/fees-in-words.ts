// The fees and rules that define what a share is a share of, in words of both languages: part of what both
// sides read and agree to. Of a fee that the producer bears alone it says only that. Never decides anything.
// Example: feesInWords(fees, { language: "en", platform: "Market" }) → [["Platform fee", "9.9 % + 0.50 USD to
// Market, taken before the split"], …].
import type { Currency } from "../base/currency.ts";
import { formatRate } from "../base/rate.ts";
import { amountInWords, type InWords, type Language, percent } from "./clause-in-words.ts";
import type { Fees } from "./promised-fees.ts";

const WORDS = {
  en: {
    platform: "Platform fee",
    processor: "Processor's fee",
    affiliate: "Affiliate's commission",
    unreturned: "Fees kept at a refund",
    none: "none",
    producers: "borne by the producer alone",
    fee: (amount: string, to: string) => `${amount} to ${to}, taken before the split`,
    shared: "as the processor charges it, taken before the split",
    base: {
      net: "of what is left after tax, shipping and fees",
      gross: "of what the buyer paid, less tax and shipping",
    },
    kept: { producer: "borne by the producer alone", pro_rata: "borne by all, in proportion" },
  },
  "pt-BR": {
    platform: "Taxa da plataforma",
    processor: "Taxa do processador",
    affiliate: "Comissão do afiliado",
    unreturned: "Taxas retidas no reembolso",
    none: "nenhuma",
    producers: "só do produtor",
    fee: (amount: string, to: string) => `${amount} para ${to}, retirada antes da divisão`,
    shared: "como o processador cobra, retirada antes da divisão",
    base: {
      net: "do que resta depois de impostos, frete e taxas",
      gross: "do que o comprador pagou, menos impostos e frete",
    },
    kept: { producer: "só do produtor", pro_rata: "de todos, em proporção" },
  },
} as const;

export function feesInWords(fees: Fees, about: { language: Language; platform: string }): InWords[] {
  const words = WORDS[about.language];
  return [
    [words.platform, platformInWords(fees, about)],
    [words.processor, fees.processorFee.bearer === "shared" ? words.shared : words.producers],
    [words.affiliate, words.base[fees.affiliate.base]],
    [words.unreturned, words.kept[fees.unreturnedFees]],
  ];
}

function platformInWords(
  { platformFee: fee }: Fees,
  { language, platform }: { language: Language; platform: string },
): string {
  const words = WORDS[language];
  if (fee === null) return words.none;
  if (fee.bearer === "producer") return words.producers;
  const fixed = [...fee.fixed]
    .filter(([, amount]) => amount > 0)
    .map(([currency, amount]) => amountInWords(amount, currency as Currency, language));
  const parts = [...(fee.rate > 0 ? [percent(formatRate(fee.rate), language)] : []), ...fixed];
  return parts.length === 0 ? words.none : words.fee(parts.join(" + "), platform);
}
