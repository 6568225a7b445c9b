// GET /l/CODE: sends a browser to where the link leads, with the id of the click, and hands the click to the
// desk. Answers from memory and never waits for the database: for one write to the system's file cache at
// most, with all that came in the same moment. It leads to stored destinations only: of what the request says
// nothing gets into the address but marketing marks (utm_…).
// Example: /l/carla-piano → 302 https://school.example/piano?partage_click=click_01k9…
import { hash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type CopiedCode, readCode } from "../../affiliates/copied-code.ts";
import { type IdSource, publicId } from "../../base/id.ts";
import { UuidSeries } from "../../base/uuid-series.ts";
import type { ClickDesk } from "../../flows/click-desk.ts";
import type { KnownLink, LinkBook } from "../../flows/link-book.ts";
import { answerScripts, BY_SCRIPT, tellNothing } from "./answer-script.ts";
import { judgeVisit, type Verdict } from "./judge-visit.ts";
import { sendLost } from "./lost-page.ts";
import { consentCookies, hasRefused, readVisitor, visitorCookie } from "./visitor-cookie.ts";

export interface LinkDoor {
  readonly ids: IdSource;
  readonly book: LinkBook;
  readonly desk: ClickDesk;
  readonly isSecure: boolean;
  readonly trustProxy: boolean;
  /** While the door closes: the connection ends with the answer. */
  isClosing: boolean;
}

export type AnswerLink = (request: IncomingMessage, response: ServerResponse) => void;

const LONGEST_SUB = 100;
const HEAD = ["cache-control", "no-store", "x-robots-tag", "noindex", "content-length", "0"];

export function answerLinks(door: LinkDoor): AnswerLink {
  const clickIds = new UuidSeries(door.ids);
  const visitorIds = new UuidSeries(door.ids);
  const devices = new Devices(door);

  const answer = (
    request: IncomingMessage,
    response: ServerResponse,
    link: KnownLink | null,
    query: string,
  ) => {
    if (link === null) return sendLost(request, response, "unknown");
    const { headers } = request;
    const asked = query === "" ? null : new URLSearchParams(query);
    const choice = asked?.get("consent");
    const hasChosen = choice === "no" || choice === "yes";
    const now = door.ids.now();
    let verdict: Verdict = judgeVisit(request.method, headers);
    if (verdict === "click" && (choice === "no" || (choice !== "yes" && hasRefused(headers.cookie)))) {
      verdict = "untracked";
    }
    if (verdict === "prefetch") return refuse(response, 503, door.isClosing);
    if (verdict !== "click" || !link.isActive) {
      const cookies = hasChosen ? consentCookies(choice === "yes", door.isSecure) : [];
      if (verdict !== "click") door.desk.count(link, verdict, { ...counted(link), at: now });
      return redirect(response, withMarks(addressOf(link, null), asked), cookies, door.isClosing);
    }
    const before = readVisitor(headers.cookie);
    const visitor = before?.id ?? visitorIds.next();
    const id = clickIds.next();
    const click = {
      id,
      link: link.link,
      product: link.product,
      party: link.party,
      visitor,
      isReturning: before !== null,
      at: now,
      device: devices.of(request, now),
      subId: cut(asked?.get("sub") ?? null),
      referrer: hostOf(headers.referer),
    };
    const cookie = visitorCookie(visitor, before, link.windowDays, now, door.isSecure);
    const cookies = choice === "yes" ? [cookie, ...consentCookies(true, door.isSecure)] : [cookie];
    const to = withMarks(addressOf(link, publicId("click", id)), asked);
    door.desk.take(link, click, () => redirect(response, to, cookies, door.isClosing));
  };

  const answerScript = answerScripts(door, {
    click: () => clickIds.next(),
    visitor: () => visitorIds.next(),
    device: (request, now) => devices.of(request, now),
    place: cut,
  });

  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, door.isClosing);
    const { path, query } = askedOf(request.url as string);
    const isScript = query.startsWith(BY_SCRIPT);
    const reply = isScript ? answerScript : answer;
    const asked = readCode(path);
    if (asked === null) return reply(request, response, null, query);
    const known = door.book.peek(asked.code);
    if (known || (known === null && asked.else === null)) return reply(request, response, known, query);
    lookUp(door.book, asked).then(
      (link) => reply(request, response, link, query),
      () => (isScript ? tellNothing(response, 503, door.isClosing) : sendLost(request, response, "away")),
    );
  };
}

/** The code as it stands; only where nobody has it, without the full stop behind it. */
async function lookUp(book: LinkBook, asked: CopiedCode): Promise<KnownLink | null> {
  const link = await seek(book, asked.code);
  return link === null && asked.else !== null ? seek(book, asked.else) : link;
}

async function seek(book: LinkBook, code: string): Promise<KnownLink | null> {
  const known = book.peek(code);
  return known === undefined ? book.find(code) : known;
}

/** "/l/pete?sub=bio" → pete, "sub=bio". */
function askedOf(url: string): { path: string; query: string } {
  const mark = url.indexOf("?");
  return mark < 0
    ? { path: url.slice(3), query: "" }
    : { path: url.slice(3, mark), query: url.slice(mark + 1) };
}

function counted({ link, product, party }: KnownLink) {
  return { link, product, party };
}

/** With the click's id, or as it was stored. */
function addressOf(link: KnownLink, click: string | null): string {
  return click === null ? link.url : link.head + click + link.tail;
}

/** What tells the producer's own statistics where somebody came from: five marks at most, after the rest. */
function withMarks(address: string, asked: URLSearchParams | null): string {
  if (asked === null) return address;
  const marks = [...asked].filter(([name, value]) => /^utm_[a-z]{1,20}$/.test(name) && value.length <= 100);
  if (marks.length === 0) return address;
  const url = new URL(address);
  for (const [name, value] of marks.slice(0, 5)) url.searchParams.set(name, value);
  return url.href;
}

function redirect(response: ServerResponse, to: string, cookies: readonly string[], isLast: boolean): void {
  const head = ["location", to, ...HEAD];
  for (const cookie of cookies) head.push("set-cookie", cookie);
  if (isLast) head.push("connection", "close");
  response.writeHead(302, head);
  response.end();
}

function refuse(response: ServerResponse, status: 405 | 503, isLast: boolean): void {
  const more = status === 405 ? ["allow", "GET, HEAD"] : [];
  response.writeHead(status, [...HEAD, ...more, ...(isLast ? ["connection", "close"] : [])]);
  response.end();
}

/** Of free text what fits and can be stored; nothing of an empty one. */
function cut(text: string | null): string | null {
  if (text === null || text === "") return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text of the database holds none of them
  const clean = text.slice(0, LONGEST_SUB).replace(/[\u0000-\u001f\ud800-\udfff\ufffd]/g, "");
  return clean === "" ? null : clean;
}

/** The page that held the link, without what it says of its reader. */
function hostOf(referer: string | undefined): string | null {
  const host = referer === undefined ? null : /^https?:\/\/([^/?#@\s]{1,253})(?=[/?#]|$)/i.exec(referer)?.[1];
  return host ? cut(host.toLowerCase()) : null;
}

/**
 * Whether two clicks of one day came from the same device and network: a digest under a key that is made anew
 * every day, kept nowhere and so never to be asked again.
 */
class Devices {
  readonly #trustProxy: boolean;
  #key = "";
  #day = -1;

  constructor({ trustProxy }: LinkDoor) {
    this.#trustProxy = trustProxy;
  }

  of(request: IncomingMessage, now: number): number {
    const day = Math.floor(now / 86_400_000);
    if (day !== this.#day) {
      this.#day = day;
      this.#key = randomBytes(16).toString("latin1");
    }
    const said = this.#trustProxy ? String(request.headers["x-forwarded-for"] ?? "").split(",")[0] : "";
    const from = said || request.socket.remoteAddress || "";
    return hash("sha256", `${this.#key} ${from} ${request.headers["user-agent"]}`, "buffer").readUIntBE(0, 6);
  }
}
