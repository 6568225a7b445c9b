// Countries and time zones to choose from, by name in the reader's language; a first guess from the browser.
// It never decides money: the currency of a country is only a suggestion.
//   countryOptions("pt-BR") → [{ value: "AF", label: "Afeganistão" }, …];  guessPlace() → { country: "BR", …
//   }
import type { ChoiceOption } from "./choice-props.ts";

const COUNTRIES =
  "AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL " +
  "CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN " +
  "GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB " +
  "LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO " +
  "NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS " +
  "ST SV SX SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

const EURO = new Set(
  "AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA".split(" "),
);
const OTHERS: Record<string, string> = {
  AR: "ARS",
  AU: "AUD",
  BR: "BRL",
  CA: "CAD",
  CH: "CHF",
  CL: "CLP",
  CO: "COP",
  DK: "DKK",
  GB: "GBP",
  IN: "INR",
  JP: "JPY",
  MX: "MXN",
  NO: "NOK",
  NZ: "NZD",
  PE: "PEN",
  PL: "PLN",
  SE: "SEK",
  US: "USD",
};

export function countryOptions(language: string): ChoiceOption[] {
  const names = new Intl.DisplayNames([language], { type: "region" });
  const order = new Intl.Collator(language);
  return COUNTRIES.split(" ")
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => order.compare(a.label, b.label));
}

export function currencyOptions(codes: readonly string[], language: string): ChoiceOption[] {
  const names = new Intl.DisplayNames([language], { type: "currency" });
  return codes.map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }));
}

/** With UTC, which no browser lists, although some live there. */
export function timeZoneOptions(): string[] {
  return [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];
}

export function suggestCurrency(country: string): string {
  return EURO.has(country) ? "EUR" : (OTHERS[country] ?? "USD");
}

export function guessPlace(): { country: string; timeZone: string } {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const spoken = navigator.languages.map((tag) => new Intl.Locale(tag).region).find(Boolean);
  const lived = COUNTRIES.split(" ").find((country) => zonesOf(country).includes(timeZone));
  return { country: lived ?? (spoken && COUNTRIES.includes(spoken) ? spoken : ""), timeZone };
}

/** Not every browser can tell; then the language's region has to do. */
function zonesOf(country: string): readonly string[] {
  const locale = new Intl.Locale("und", { region: country }) as Intl.Locale & {
    getTimeZones?: () => string[];
  };
  return locale.getTimeZones?.() ?? [];
}
