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
    socketTimeout: 20_000,
    // A mail says only what we wrote: no file and no address is ever fetched into it.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as TransportOptions);
  return {
    async send(mail) {
      try {
        await transport.sendMail({ from: settings.from, ...mail });
        return "smtp";
      } catch (error) {
        throw new Fault("mail_not_sent", "The mail server did not take the mail; try again.", error);
      }
    },
    close: () => transport.close(),
  };
}

function toFolder(settings: MailSettings): Mailer {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  return {
    async send(mail) {
      const date = new Date(settings.ids.now());
      const { message } = await transport.sendMail({ from: settings.from, date, ...mail });
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
