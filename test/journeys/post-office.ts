// A real mail server that can be down, dawdle or work, and the queue whose jobs send to it: for tests of what
// is mailed, to whom and how often. Mails are read as they arrived.
// Example: const office = await openPostOffice(door); office.mode = "down"; await office.work();
import type { AddressInfo } from "node:net";
import { Logger, runOnce } from "graphile-worker";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { openMail } from "../../src/notices/mail.ts";
import { jobTasks } from "../../src/server/jobs/tasks.ts";
import { runSql } from "../run-sql.ts";
import { ids, type TestDoor } from "./test-door.ts";

export interface Arrived {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  headers: Record<string, string>;
}

export interface PostOffice {
  readonly arrived: Arrived[];
  /** "stalls": takes the mail's text and says nothing more until it is told to go on. */
  mode: "works" | "down" | "stalls";
  /** Does every job that is due, once. */
  work(): Promise<void>;
  /** Makes what failed due at once, then works. */
  workAgain(): Promise<void>;
  to(address: string): Arrived[];
  close(): Promise<void>;
}

export async function openPostOffice(
  door: TestDoor,
  publicUrl = "https://partage.example",
): Promise<PostOffice> {
  const stalled: (() => void)[] = [];
  const arrived: Arrived[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 100,
    onMailFrom: (_address, _session, done) =>
      done(office.mode === "down" ? Object.assign(new Error("try later"), { responseCode: 451 }) : undefined),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        if (office.mode === "stalls") return void stalled.push(done);
        const to = session.envelope.rcptTo[0]?.address ?? "";
        read(to, Buffer.concat(parts)).then((mail) => {
          arrived.push(mail);
          done();
        }, done);
      });
    },
  });
  smtp.on("error", () => undefined);
  await new Promise<void>((ready) => smtp.listen(0, "127.0.0.1", () => ready()));
  const smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
  const mailer = openMail({
    ...{ smtpUrl, from: "Partage <noreply@partage.example>", folder: "", ids },
    patienceMs: 700,
  });
  const mailing = { identity: door.identity, mailer, publicUrl };
  const taskList = jobTasks(door.app, { allowPrivateWebhooks: false }, mailing);
  const logger = new Logger(() => () => undefined);
  const office: PostOffice = {
    arrived,
    mode: "works",
    work: () =>
      runOnce({ connectionString: door.url, schema: "jobs", taskList, noHandleSignals: true, logger }),
    async workAgain() {
      await runSql(door.url, "SELECT jobs.reschedule_jobs(array_agg(id), run_at => now()) FROM jobs.jobs");
      await office.work();
    },
    to: (address) => arrived.filter((one) => one.to === address),
    async close() {
      mailer.close();
      for (const done of stalled) done();
      await new Promise<void>((closed) => smtp.close(() => closed()));
    },
  };
  return office;
}

async function read(to: string, raw: Buffer): Promise<Arrived> {
  const { subject = "", text = "", html = "", messageId = "", headers } = await PostalMime.parse(raw);
  return {
    to,
    subject,
    text,
    html,
    messageId,
    headers: Object.fromEntries(headers.map((one) => [one.key, one.value])),
  };
}
