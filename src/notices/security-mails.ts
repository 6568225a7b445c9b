// Mails about the safety of an account: each says what was changed and what to do if it was not you. They go
// to the address that was there before the change, so that nobody is shut out in silence. They hold no
// secret, but for the link that confirms a new address, which goes to that address alone.
// Example: passwordChangedMail({ to: "ana@example.com", language: "en" }) → Mail.
import { writeLetter } from "./letter.ts";
import type { Mail } from "./mail.ts";
import type { Language } from "./mail-language.ts";

interface To {
  to: string;
  language: Language;
}

interface Said {
  subject: string;
  lines: string[];
  note?: string;
  button?: { name: string; link: string };
}

const NOT_YOU = {
  en: "If this was not you, have a sign-in link mailed to you, sign out everywhere and set a new password.",
  "pt-BR":
    "Se não foi você, peça um link para entrar por e-mail, saia de todos os aparelhos e defina uma senha nova.",
} as const;

function say({ to, language }: To, words: Record<Language, Said>): Mail {
  const { note = NOT_YOU[language], ...said } = words[language];
  return writeLetter({ to, language, note, ...said });
}

export function passwordChangedMail(about: To): Mail {
  return say(about, {
    en: {
      subject: "Your password was changed",
      lines: ["The password of your Partage account was changed. Every other session was signed out."],
    },
    "pt-BR": {
      subject: "Sua senha foi alterada",
      lines: ["A senha da sua conta no Partage foi alterada. Todas as outras sessões foram encerradas."],
    },
  });
}

export function secondFactorMail(about: To & { on: boolean }): Mail {
  const { on } = about;
  return say(about, {
    en: {
      subject: on ? "Two-factor sign-in is on" : "Two-factor sign-in is off",
      lines: [
        on
          ? "From now on signing in asks for a code of your authenticator app. Keep your recovery codes in a safe place."
          : "Signing in no longer asks for a code. Your recovery codes no longer work.",
      ],
    },
    "pt-BR": {
      subject: on ? "Verificação em duas etapas ativada" : "Verificação em duas etapas desativada",
      lines: [
        on
          ? "A partir de agora, entrar pede um código do seu aplicativo autenticador. Guarde os códigos de recuperação em lugar seguro."
          : "Entrar não pede mais um código. Seus códigos de recuperação deixaram de valer.",
      ],
    },
  });
}

export function newCodesMail(about: To): Mail {
  return say(about, {
    en: {
      subject: "New recovery codes were made",
      lines: ["New recovery codes were made for your account. The old ones no longer work."],
    },
    "pt-BR": {
      subject: "Novos códigos de recuperação",
      lines: ["Novos códigos de recuperação foram criados para a sua conta. Os antigos deixaram de valer."],
    },
  });
}

export function recoveryUsedMail(about: To & { codesLeft: number }): Mail {
  const { codesLeft } = about;
  return say(about, {
    en: {
      subject: "A recovery code was used",
      lines: [
        "Somebody signed in to your account with a recovery code.",
        codesLeft === 1 ? "One code is left." : `${codesLeft} codes are left.`,
      ],
    },
    "pt-BR": {
      subject: "Um código de recuperação foi usado",
      lines: [
        "Alguém entrou na sua conta com um código de recuperação.",
        codesLeft === 1 ? "Resta um código." : `Restam ${codesLeft} códigos.`,
      ],
    },
  });
}

/** To the new address: nothing changes before it is confirmed. */
export function confirmAddressMail(about: To & { link: string }): Mail {
  const { link } = about;
  return say(about, {
    en: {
      subject: "Confirm your new address",
      lines: [
        "This address is to become the one you sign in to Partage with.",
        "Open the link within 24 hours and confirm.",
      ],
      button: { name: "Confirm this address", link },
      note: "If you did not ask for it, ignore this message: nothing changes.",
    },
    "pt-BR": {
      subject: "Confirme seu novo endereço",
      lines: [
        "Este endereço passará a ser o que você usa para entrar no Partage.",
        "Abra o link em até 24 horas e confirme.",
      ],
      button: { name: "Confirmar este endereço", link },
      note: "Se não foi você que pediu, ignore esta mensagem: nada muda.",
    },
  });
}

/** To a new address that has an account of its own. */
export function addressTakenMail(about: To): Mail {
  return say(about, {
    en: {
      subject: "This address has an account already",
      lines: [
        "Somebody who is signed in to Partage asked to use this address. It has an account of its own, so nothing was changed.",
      ],
      note: "You need do nothing.",
    },
    "pt-BR": {
      subject: "Este endereço já tem uma conta",
      lines: [
        "Alguém que está no Partage pediu para usar este endereço. Ele já tem uma conta própria, então nada mudou.",
      ],
      note: "Você não precisa fazer nada.",
    },
  });
}

/** To the old address, twice: when it was asked for, and when it is done. */
export function addressChangeMail(about: To & { next: string; done: boolean }): Mail {
  const { next, done } = about;
  return say(about, {
    en: {
      subject: done ? "Your address was changed" : "Your address is to be changed",
      lines: [
        done
          ? `You now sign in to Partage as ${next}. This address no longer opens your account.`
          : `Somebody signed in to your account asked to sign in as ${next} from now on. Nothing changes before that address is confirmed.`,
      ],
    },
    "pt-BR": {
      subject: done ? "Seu endereço foi alterado" : "Seu endereço será alterado",
      lines: [
        done
          ? `Agora você entra no Partage como ${next}. Este endereço não abre mais a sua conta.`
          : `Alguém na sua conta pediu para entrar como ${next} a partir de agora. Nada muda antes que esse endereço seja confirmado.`,
      ],
    },
  });
}
