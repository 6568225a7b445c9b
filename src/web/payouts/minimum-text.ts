// The least that is paid out, as the business counts: it is kept as a currency of two decimals has it, and
// scaled to others by the server. Where the business's own currency has other decimals, it is told in USD.
// Example: minimumText(1000, "BRL", "pt-BR") → "10,00 BRL"
import { decimalsOf, isCurrency } from "../../base/currency.ts";
import { amountText } from "../parts/format-amount.ts";

export function minimumText(minimum: number, own: string, language: string): string {
  const currency = isCurrency(own) && decimalsOf(own) === 2 ? own : "USD";
  return amountText(minimum, currency, language);
}
