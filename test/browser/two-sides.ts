// Two people in two browsers before one server, and the mail between them over a real SMTP server: what
// happens in the queue is done when asked for. Never reads a mail anywhere but where it was delivered.
// Example: const sides = await openSides(); const mail = await sides.mailTo("bruno@example.com")
import type { AddressInfo } from "node:net";
import { Logger, runOnce } from "graphile-worker";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { openMail } from "../../src/notices/mail.ts";
import { jobTasks } from "../../src/server/jobs/tasks.ts";
import { ids } from "../journeys/test-door.ts";
import { openConsole, type Stage } from "./open-console.ts";

export interface ReadMail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface Sides {
  stage: Stage;
  /** Does what waits in the queue, then answers the newest mail to the address, of those
   * whose subject says `about`. Throws where there is none. */
  mailTo(address: string, about?: string): Promise<ReadMail>;
  close(): Promise<void>;
}

export async function openSides(): Promise<Sides> {
  const stage = await openConsole();
  const inbox: ReadMail[] = [];
  const smtp = await openSmtp(inbox);
  const { door } = stage.shop;
  const smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
  const mailer = openMail({ smtpUrl, from: "Partage <noreply@example.com>", folder: "", ids });
  const taskList = jobTasks(
    door.app,
    { allowPrivateWebhooks: false },
    { identity: door.identity, mailer, publicUrl: stage.url },
  );
  return {
    stage,
    async mailTo(address, about = "") {
      const logger = new Logger(() => () => undefined);
      await runOnce({ connectionString: door.url, schema: "jobs", taskList, noHandleSignals: true, logger });
      const found = inbox.findLast((one) => one.to === address && one.subject.includes(about));
      if (found === undefined) throw new Error(`no mail to ${address}`);
      return found;
    },
    async close() {
      mailer.close();
      await new Promise<void>((done) => smtp.close(() => done()));
      await stage.close();
    },
  };
}

function openSmtp(inbox: ReadMail[]): Promise<SMTPServer> {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const to = session.envelope.rcptTo[0]?.address ?? "";
        PostalMime.parse(Buffer.concat(parts)).then(({ subject = "", text = "", html = "" }) => {
          inbox.push({ to, subject, text, html });
          done();
        }, done);
      });
    },
  });
  return new Promise((resolve) => smtp.listen(0, "127.0.0.1", () => resolve(smtp)));
}
