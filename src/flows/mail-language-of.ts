// Which language to write to a person in: what they chose for themselves, else what their browser asks for.
// Example: mailLanguage(identity, account, "pt-BR,pt;q=0.9") → "pt-BR".
import type { Identity } from "../access/identity.ts";
import type { Uuid } from "../base/id.ts";
import { type Language, languageOf, toLanguage } from "../notices/mail-language.ts";

export async function mailLanguage(
  identity: Identity,
  account: Uuid,
  acceptLanguage: string | undefined,
): Promise<Language> {
  const { language } = await identity.own.readProfile(account);
  return language === null ? languageOf(acceptLanguage) : toLanguage(language);
}
