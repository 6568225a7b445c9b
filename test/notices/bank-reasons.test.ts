// Why a bank gave a transfer back is said by mails as by screens, in each language; what the bank wrote
// itself stays as it is.
import { expect, test } from "vitest";
import { BANK_REASONS, bankReason } from "../../src/notices/bank-reasons.ts";
import en from "../../src/web/words/en.json" with { type: "json" };
import ptBr from "../../src/web/words/pt-BR.json" with { type: "json" };

test.each([
  ["en", en],
  ["pt-BR", ptBr],
] as const)("mails and screens say the same of each code: %s", (language, words) => {
  const ofScreens = Object.entries(words)
    .filter(([key]) => /^payout\.why\.[A-Z]/.test(key))
    .map(([key, says]) => [key.replace("payout.why.", ""), says]);
  const ofMails = Object.keys(BANK_REASONS[language]).map((code) => [code, bankReason(code, language)]);
  expect(ofMails.sort()).toEqual(ofScreens.sort());
  expect(ofMails.length).toBeGreaterThan(40);
});

test.each([
  ["AC04: konto zu", "AC04: konto zu"],
  ["ZZ99", "ZZ99"],
  ["constructor", "constructor"],
  ["", ""],
])("%s stays %s", (reason, said) => {
  expect(bankReason(reason, "pt-BR")).toBe(said);
});
