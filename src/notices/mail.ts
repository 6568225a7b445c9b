// Sends mail over SMTP; where no server is set, each mail is written as an .eml file into a folder, for a
// look. Never sends HTML alone, never waits longer than 20 s, never logs what a mail says.
// Example: openMail({ smtpUrl: "smtp://127.0.0.1:2525", from: "Partage <noreply@example.com>", folder
// }).send({ to, … })
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import nodemailer, { type TransportOptions } from "nodemailer";
import type { IdSource } from "../base/id.ts";
import { newUuid } from "../base/id.ts";
import { Fault } from "../base/refusal.ts";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for those who like it set. */
  readonly html?: string;
  /** "notice_…": sent again after a failure it is the same message, which a mail program shows once. */
  readonly id?: string;
  /** Where such mails can be switched off: shown by mail programs beside the sender, pressed by one POST. */
  readonly unsubscribe?: string;
}

export interface Mailer {
  /** Throws Fault `mail_not_sent`. Answers where it went: "smtp", or the file. */
  send(mail: Mail): Promise<string>;
  close(): void;
}

export interface MailSettings {
  /** smtp://user:password@host:587 or smtps://…; undefined writes files. */
  readonly smtpUrl: string | undefined;
  readonly from: string;
  /** Where the .eml files go; made when the first is written. */
  readonly folder: string;
  readonly ids: IdSource;
  /** How long a silent server is waited for, in place of 20 s: tests are in a hurry. */
  readonly patienceMs?: number;
}

export function openMail(settings: MailSettings): Mailer {
  return settings.smtpUrl === undefined ? toFolder(settings) : overSmtp(settings, settings.smtpUrl);
}

function overSmtp(settings: MailSettings, url: string): Mailer {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: settings.patienceMs ?? 20_000,
    // A mail says only what we wrote: no file and no address is ever fetched into it.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as TransportOptions);
  return {
    async send(mail) {
      try {
        await transport.sendMail(messageOf(settings.from, mail));
        return "smtp";
      } catch (error) {
        throw new Fault("mail_not_sent", "The mail server did not take the mail; try again.", error);
      }
    },
    close: () => transport.close(),
  };
}

/** RFC 3834: nobody's absence is told to us. RFC 8058: one press, which only an https address may offer. */
function messageOf(from: string, { id, unsubscribe, ...mail }: Mail) {
  const host = /@([\w.-]+)/.exec(from)?.[1] ?? "localhost";
  const oneClick = unsubscribe?.startsWith("https:")
    ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
    : {};
  return {
    from,
    ...mail,
    ...(id === undefined ? {} : { messageId: `<${id}@${host}>` }),
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(unsubscribe === undefined ? {} : { "List-Unsubscribe": `<${unsubscribe}>`, ...oneClick }),
    },
  };
}

function toFolder(settings: MailSettings): Mailer {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  return {
    async send(mail) {
      const date = new Date(settings.ids.now());
      const { message } = await transport.sendMail({ ...messageOf(settings.from, mail), date });
      const file = join(settings.folder, `${newUuid(settings.ids)}.eml`);
      try {
        await mkdir(settings.folder, { recursive: true, mode: 0o700 });
        await writeFile(file, message as Buffer, { mode: 0o600 });
      } catch (error) {
        throw new Fault("mail_not_sent", `The mail could not be written to ${settings.folder}.`, error);
      }
      return file;
    },
    close() {},
  };
}
