// The rules that shapes state in words of their own (src/wire), each with the name by which a screen says it
// in the reader's language. It never refuses anything: it names what was refused. Rules that only programs
// can break have no name and keep the server's words.
// Example: ruleOf("must be an e-mail address") → "email"; ruleOf("must have at most 50 keys") → undefined.

const RULES: readonly (readonly [RegExp, string])[] = [
  [/^must not be empty$/, "empty"],
  [/^must not contain (line breaks or )?control characters$/, "control_characters"],
  [/^must be an e-mail address$/, "email"],
  [/^must have at least 10 characters$/, "password_length"],
  [/^must be (two capital letters \(ISO 3166\)|a country of two letters, such as BR)$/, "country"],
  [/^must be an IANA name/, "time_zone"],
  [/^must be a language tag/, "language"],
  [/^must (be an active ISO 4217 currency|name active ISO 4217 currencies)/, "currency"],
  [/^must be a whole number of minor units$/, "amount"],
  [/^must be a decimal string from "0" to "1"/, "rate"],
  [/^must be above 0$/, "above_zero"],
  [/^must not be above 0\.\d+$/, "highest_share"],
  [/^must be a decimal above 0/, "exchange_rate"],
  [/^must be an instant such as/, "instant"],
  [/^must be an http or https address$/, "web_address"],
  [/^must be a whole number from 1 to 365$/, "days"],
  [/^must be 1 to 40 of a-z/, "source_name"],
  [/^is the name of a platform that reports by itself$/, "platform_name"],
  [/^must be 3 to 60 small letters, digits and hyphens$/, "page_name"],
  [/^must be [12] to 64 letters, digits, dots, hyphens or underscores$/, "code"],
  [/^must be visible ASCII characters$/, "visible"],
  [/^must be a payment method/, "payment_method"],
  [/^must have weights that add up to 1$/, "weights"],
  [/^must say why, in at least/, "why"],
  [/^(must look like \S+|is not a \S+ id)$/, "id"],
];

export function ruleOf(message: string): string | undefined {
  return RULES.find(([pattern]) => pattern.test(message))?.[1];
}

/** Every name there is, for the words of screens. */
export const RULE_NAMES: readonly string[] = [...new Set(RULES.map(([, name]) => name))];
