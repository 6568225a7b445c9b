// A click as one line of text, for a disk that keeps what is not in the database yet, and back. A line that
// was cut off, or is none of ours, is nothing; it never throws.
// Example: [7,"UTC","link…","product…",null,"click…","visitor…",0,1767225600000,null,"bio","blog.example"]

import type { NewClick } from "../affiliates/click.ts";
import { isUuid, type Uuid } from "../base/id.ts";

/** The workspace that a click belongs to, with its calendar. */
export interface Place {
  readonly ws: number;
  readonly timeZone: string;
}

/**
 * Where clicks are kept until they are in the database: of a process that is killed the next one finds them.
 */
export interface ClickDisk {
  /**
   * `then` runs once the line is kept, in the order of calls. `isHeld`: it is in memory too. False: there is
   * no room, and nothing is kept.
   */
  keep(line: string, isHeld: boolean, then: () => void): boolean;
  /** Is there anything that a round may let go, or bring in? */
  readonly isIdle: boolean;
  /** What comes from now on is kept apart; answers a mark for what came until now. */
  cut(): number;
  /** Everything up to the mark that was held in memory is in the database. */
  letGo(mark: number): void;
  readonly hasLeft: boolean;
  /** What only the disk has: the oldest piece; null when there is none. */
  readLeft(): { name: string; text: string } | null;
  /** That piece is in the database. */
  dropLeft(name: string): void;
}

const heads = new Map<string, string>();
const MOST_HEADS = 10_000;

export function lineOf({ ws, timeZone }: Place, click: NewClick): string {
  const { id, link, product, party, visitor, isReturning, at, device, subId, referrer } = click;
  let head = heads.get(link);
  if (head === undefined) {
    head = `[${JSON.stringify([ws, timeZone, link, product, party]).slice(1, -1)},"`;
    if (heads.size >= MOST_HEADS) heads.clear();
    heads.set(link, head);
  }
  const rest =
    subId === null && referrer === null ? "null,null" : JSON.stringify([subId, referrer]).slice(1, -1);
  return `${head}${id}","${visitor}",${isReturning ? 1 : 0},${at},${device},${rest}]\n`;
}

/** By workspace; `bad`: how many lines were none. A last line without its end was never answered. */
export function readLines(text: string): { trays: Map<number, Place & { clicks: NewClick[] }>; bad: number } {
  const trays = new Map<number, Place & { clicks: NewClick[] }>();
  let bad = 0;
  for (const line of text.slice(0, text.lastIndexOf("\n") + 1).split("\n")) {
    if (line === "") continue;
    const read = readLine(line);
    if (read === null) {
      bad += 1;
      continue;
    }
    const { place, click } = read;
    const tray = trays.get(place.ws);
    if (tray === undefined) trays.set(place.ws, { ...place, clicks: [click] });
    else tray.clicks.push(click);
  }
  return { trays, bad };
}

function readLine(line: string): { place: Place; click: NewClick } | null {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return null;
  }
  if (!Array.isArray(read) || read.length !== 12) return null;
  const [ws, timeZone, link, product, party, id, visitor, isReturning, at, device, subId, referrer] = read;
  if (![link, product, id, visitor].every((one) => typeof one === "string" && isUuid(one))) return null;
  if (!Number.isInteger(ws) || typeof timeZone !== "string" || !Number.isFinite(at)) return null;
  const whose = { link: link as Uuid, product: product as Uuid, party: party as Uuid | null };
  const who = { id: id as Uuid, visitor: visitor as Uuid, isReturning: isReturning === 1 };
  return { place: { ws, timeZone }, click: { ...who, ...whose, at, device, subId, referrer } };
}
