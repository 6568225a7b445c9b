// Remembers ids, each with a few bytes beside it, compactly and for as many as memory holds: a Map of V8 ends
// at some 16.7 million and costs three times as much. Ids and what stands beside them lie in large blocks; a
// table of hashes finds them. Never forgets one. Example: a 13-letter id with 20 bytes beside it takes 36
// bytes, and 11 to 21 in the table.

/** Blocks are addressed in steps of four bytes, so that 32 bits reach 16 GiB. */
const STEP = 4;
const BLOCK = 1 << 20;
const STEPS = BLOCK / STEP;
const FIRST_SLOTS = 1 << 10;

export class IdTable {
  /**
   * Per slot a hash, and 1 + the place of an entry or 0 where it is free: side by side, to be fetched as one.
   */
  #slots = new Uint32Array(FIRST_SLOTS * 2);
  readonly #blocks: Uint8Array[] = [];
  /** Where the next entry begins in the last block. */
  #next = BLOCK;
  #count = 0;
  // Where find ended without finding: add is the next call almost always, with the same id.
  #missed = "";
  #missedHash = 0;
  #missedSlot = -1;

  /** The place of an id, or −1. */
  find(id: string): number {
    const slots = this.#slots;
    const hash = hashOf(id);
    const mask = slots.length - 1;
    for (let slot = (hash * 2) & mask; ; slot = (slot + 2) & mask) {
      const place = slots[slot + 1] as number;
      if (place === 0) {
        this.#missed = id;
        this.#missedHash = hash;
        this.#missedSlot = slot;
        return -1;
      }
      if (slots[slot] === hash && this.#isAt(place - 1, id)) return place - 1;
    }
  }

  /** Adds an id that find does not know, with room for `room` bytes beside it; gives its place. */
  add(id: string, room: number): number {
    if (this.#count * 16 >= this.#slots.length * 5) this.#grow();
    if (this.#missedSlot < 0 || this.#missed !== id) this.find(id);
    const needed = 5 + id.length * 2 + room;
    if (this.#next + needed > BLOCK) {
      this.#blocks.push(new Uint8Array(Math.max(BLOCK, needed)));
      this.#next = 0;
    }
    const place = (this.#blocks.length - 1) * STEPS + this.#next / STEP;
    if (place >= 0xffff_ffff) throw new RangeError("more than 16 GiB of ids");
    writeId(this.#blocks.at(-1) as Uint8Array, this.#next, id);
    this.#slots[this.#missedSlot] = this.#missedHash;
    this.#slots[this.#missedSlot + 1] = place + 1;
    this.#missedSlot = -1;
    this.#count++;
    return place;
  }

  /** Says where the bytes beside the id last added end: the next id begins after them. */
  close(end: number): void {
    this.#next = Math.min(BLOCK, Math.ceil(end / STEP) * STEP);
  }

  blockOf(place: number): Uint8Array {
    return this.#blocks[Math.floor(place / STEPS)] as Uint8Array;
  }

  /** Where the bytes beside an id begin, in its block. */
  besideId(place: number): number {
    const block = this.blockOf(place);
    const start = (place % STEPS) * STEP;
    const length = readLength(block, start);
    return start + 4 + (block[start + 3] === 1 ? length * 2 : length);
  }

  #isAt(place: number, id: string): boolean {
    const block = this.blockOf(place);
    const start = (place % STEPS) * STEP;
    const { length } = id;
    if (readLength(block, start) !== length) return false;
    const isWide = block[start + 3] === 1;
    for (let i = 0, at = start + 4; i < length; i++) {
      const unit = isWide ? (block[at++] as number) + (block[at++] as number) * 256 : block[at++];
      if (unit !== id.charCodeAt(i)) return false;
    }
    return true;
  }

  #grow(): void {
    const before = this.#slots;
    const slots = new Uint32Array(before.length * 2);
    const mask = slots.length - 1;
    for (let from = 0; from < before.length; from += 2) {
      if (before[from + 1] === 0) continue;
      const hash = before[from] as number;
      let slot = (hash * 2) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = hash;
      slots[slot + 1] = before[from + 1] as number;
    }
    this.#slots = slots;
    this.#missedSlot = -1;
  }
}

function hashOf(id: string): number {
  let hash = 0x811c_9dc5 | 0;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x0100_0193);
  // The low bits choose the slot: mix the high ones in.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9_f3b);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Three bytes of length, one that says whether a unit takes one byte or two, then the units. */
function writeId(block: Uint8Array, start: number, id: string): undefined {
  const { length } = id;
  block[start] = length & 255;
  block[start + 1] = (length >>> 8) & 255;
  block[start + 2] = length >>> 16;
  let at = start + 4;
  for (let i = 0; i < length; i++) {
    const unit = id.charCodeAt(i);
    if (unit > 255) return writeWideId(block, start, id);
    block[at++] = unit;
  }
  block[start + 3] = 0;
}

function writeWideId(block: Uint8Array, start: number, id: string): undefined {
  block[start + 3] = 1;
  for (let i = 0, at = start + 4; i < id.length; i++) {
    const unit = id.charCodeAt(i);
    block[at++] = unit & 255;
    block[at++] = unit >>> 8;
  }
}

function readLength(block: Uint8Array, start: number): number {
  return (
    (block[start] as number) + ((block[start + 1] as number) << 8) + ((block[start + 2] as number) << 16)
  );
}
