// The mail that brings a sign-in link, in the reader's language. Opening the link only shows a button: mail
// scanners open links too, and a single-use token must wait for a person.
// Example: signInMail({ to: "ana@example.com", link: "http://…/sign-in/link#…", minutes: 15, language:
// "pt-BR" }).
import { writeLetter } from "./letter.ts";
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";

export function signInMail(about: { to: string; link: string; minutes: number; language: Language }): Mail {
  const { to, link, minutes, language } = about;
  if (language === "pt-BR") {
    return writeLetter({
      to,
      language,
      subject: "Seu link para entrar no Partage",
      lines: [
        "Para entrar no Partage, abra este endereço e confirme.",
        `Ele vale por ${minutes} minutos e uma única vez.`,
      ],
      button: { name: "Entrar no Partage", link },
      note: "Se não foi você que pediu, ignore esta mensagem: nada muda.",
    });
  }
  return writeLetter({
    to,
    language,
    subject: "Your link to sign in to Partage",
    lines: [
      "To sign in to Partage, open this address and confirm.",
      `It works for ${minutes} minutes and only once.`,
    ],
    button: { name: "Sign in to Partage", link },
    note: "If you did not ask for it, ignore this message: nothing changes.",
  });
}
