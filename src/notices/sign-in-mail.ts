// The mail that brings a sign-in link, in the reader's language. Opening the link only shows a button: mail
// scanners open links too, and a single-use token must wait for a person.
// Example: signInMail({ to: "ana@example.com", link: "http://…/sign-in/link#…", minutes: 15, language:
// "pt-BR" }).
import type { Mail } from "./mail.ts";

export type Language = "en" | "pt-BR";

/** What the browser asks for first, as far as we speak it. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*pt\b/i.test(acceptLanguage ?? "") ? "pt-BR" : "en";
}

export function signInMail(about: { to: string; link: string; minutes: number; language: Language }): Mail {
  const { to, link, minutes } = about;
  if (about.language === "pt-BR") {
    return {
      to,
      subject: "Seu link para entrar no Partage",
      text: [
        "Para entrar no Partage, abra este endereço e confirme:",
        "",
        link,
        "",
        `Ele vale por ${minutes} minutos e uma única vez. Se não foi você que pediu, ignore esta mensagem.`,
        "",
      ].join("\n"),
    };
  }
  return {
    to,
    subject: "Your link to sign in to Partage",
    text: [
      "To sign in to Partage, open this address and confirm:",
      "",
      link,
      "",
      `It works for ${minutes} minutes and only once. If you did not ask for it, ignore this message.`,
      "",
    ].join("\n"),
  };
}
