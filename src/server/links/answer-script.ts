// GET /l/:code?by=script: a page of the producer's own that was opened by an old link (`?via=pete`) asks for
// a click without leaving. Known codes only, and only pages on the host that the link leads to: no address is
// ever taken from the request. Answers the click's id and the visitor's as text; sets no cookie.
// Example: from https://school.example/?via=pete → "click_01k9… visitor_01k9…"
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { type IdSource, parsePublicId, publicId, type Uuid } from "../../base/id.ts";
import type { ClickDesk } from "../../flows/click-desk.ts";
import type { KnownLink } from "../../flows/link-book.ts";
import { judgeVisit, type Verdict } from "./judge-visit.ts";

export const BY_SCRIPT = "by=script";

interface Door {
  readonly ids: IdSource;
  readonly desk: ClickDesk;
  readonly isClosing: boolean;
}

/** What is made for every click, the same as for one that is followed. */
interface Makers {
  click: () => Uuid;
  visitor: () => Uuid;
  device: (request: IncomingMessage, now: number) => number;
  place: (text: string | null) => string | null;
}

type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
  link: KnownLink | null,
  query: string,
) => void;

export function answerScripts(door: Door, make: Makers): Answer {
  return (request, response, link, query) => {
    const { headers, method } = request;
    const { isClosing } = door;
    if (link === null) return tellNothing(response, 404, isClosing);
    if (!isOwnPage(link, headers.origin)) return tellNothing(response, 403, isClosing);
    const verdict = judgeScript(method, headers);
    const now = door.ids.now();
    const { product, party } = link;
    const whose = { link: link.link, product, party };
    if (verdict === "untracked" || verdict === "ignored")
      door.desk.count(link, verdict, { ...whose, at: now });
    if (verdict !== "click" || !link.isActive) return tellNothing(response, 200, isClosing);
    const asked = new URLSearchParams(query);
    const before = visitorOf(asked);
    const visitor = before ?? make.visitor();
    const id = make.click();
    const click = {
      ...{ ...whose, id, visitor, isReturning: before !== null, at: now, referrer: null },
      ...{ device: make.device(request, now), subId: make.place(asked.get("sub")) },
    };
    door.desk.take(link, click, () => tellIds(response, id, visitor, door.isClosing));
  };
}

/** A page of the host that the link leads to, or of one under it, or above it: www.school.example. */
function isOwnPage(link: Pick<KnownLink, "url">, origin: string | undefined): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  const [page, target] = [new URL(origin).hostname, new URL(link.url).hostname];
  return page === target || page.endsWith(`.${target}`) || target === `www.${page}`;
}

/** As if somebody had followed the link: what a script's request says of itself is not held against it. */
function judgeScript(method: string | undefined, headers: IncomingHttpHeaders): Verdict {
  const mode = headers["sec-fetch-mode"];
  if (mode !== undefined && mode !== "cors") return "ignored";
  return judgeVisit(method, { ...headers, "sec-fetch-dest": "document", "sec-fetch-mode": "navigate" });
}

/** Whom the page's script knows already. */
function visitorOf(asked: URLSearchParams): Uuid | null {
  return parsePublicId("visitor", asked.get("visitor") ?? "");
}

function tellIds(response: ServerResponse, click: Uuid, visitor: Uuid, isLast: boolean): void {
  tell(response, 200, `${publicId("click", click)} ${publicId("visitor", visitor)}`, isLast);
}

/** Nothing to keep: an unknown code, another site's page, somebody who refuses, a machine. */
export function tellNothing(response: ServerResponse, status: 200 | 403 | 404 | 503, isLast: boolean): void {
  tell(response, status, "", isLast);
}

function tell(response: ServerResponse, status: number, text: string, isLast: boolean): void {
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    "access-control-allow-origin": "*",
    ...(isLast ? { connection: "close" } : {}),
  });
  response.end(text);
}
