// Somebody asked for a sign-in link: make a token where the address has an account, and mail it. An unknown
// address gets no mail, and the asker is not told which it was.
// Example: sendSignInLink({ identity, mailer, publicUrl }, "ana@example.com", "pt-BR").
import type { Identity } from "../access/identity.ts";
import type { Mailer } from "../notices/mail.ts";
import type { Language } from "../notices/mail-language.ts";
import { signInMail } from "../notices/sign-in-mail.ts";

/** Long enough for a mail to arrive, short enough to be forgotten in an inbox. */
const LINK_MINUTES = 15;

export interface LinkSender {
  readonly identity: Identity;
  readonly mailer: Mailer;
  readonly publicUrl: string;
}

/** Answers whether a mail went out. */
export async function sendSignInLink(by: LinkSender, email: string, language: Language): Promise<boolean> {
  const token = await by.identity.makeLinkToken(email, LINK_MINUTES);
  if (token === null) return false;
  const link = signInLink(by.publicUrl, token);
  await by.mailer.send(signInMail({ to: email, link, minutes: LINK_MINUTES, language }));
  return true;
}

/** The token stands behind #, so that no server on the way and no log ever sees it. */
export function signInLink(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/$/, "")}/sign-in/link#${token}`;
}
