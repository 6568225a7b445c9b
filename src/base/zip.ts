// A zip archive as a stream: one file after the other, deflated while it comes, sizes written behind each, so
// that nothing is held but the list of names. Never above 4 GiB a file or in all: then it throws, and the
// stream breaks.
// Example: for await (const piece of zip([{ name: "README.txt", content: ["hello"] }], at))
// socket.write(piece)
import { crc32, createDeflateRaw } from "node:zlib";
import { assert } from "./refusal.ts";

export interface ZipEntry {
  /** "sales.ndjson": ASCII, no leading slash. */
  readonly name: string;
  readonly content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const LIMIT = 0xffff_ffff;
/** Sizes follow the content; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;

/** `at` is epoch milliseconds: the time every file wears. */
export async function* zip(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
  at: number,
): AsyncGenerator<Uint8Array> {
  const stamp = stampOf(at);
  const written: Written[] = [];
  let offset = 0;
  for await (const { name, content } of entries) {
    const label = Buffer.from(name, "utf8");
    const head = localHeader(label, stamp);
    yield head;
    const from = offset;
    offset += head.length;
    const counts = { crc: 0, size: 0, packed: 0 };
    for await (const piece of deflate(content, counts)) yield piece;
    offset += counts.packed;
    const tail = descriptor(counts);
    yield tail;
    offset += tail.length;
    assert(offset <= LIMIT && counts.size <= LIMIT, "a zip of more than 4 GiB");
    written.push({ name: label, ...counts, offset: from });
  }
  yield directory(written, stamp, offset);
}

async function* deflate(
  content: ZipEntry["content"],
  counts: { crc: number; size: number; packed: number },
): AsyncGenerator<Uint8Array> {
  const packer = createDeflateRaw({ level: 6 });
  const fed = (async () => {
    try {
      for await (const piece of content) {
        const bytes = typeof piece === "string" ? Buffer.from(piece, "utf8") : piece;
        counts.crc = crc32(bytes, counts.crc);
        counts.size += bytes.length;
        if (!packer.write(bytes)) await new Promise((drained) => packer.once("drain", drained));
      }
      packer.end();
    } catch (error) {
      packer.destroy(error as Error);
    }
  })();
  for await (const piece of packer as AsyncIterable<Buffer>) {
    counts.packed += piece.length;
    yield piece;
  }
  await fed;
}

/** Date and time as MS-DOS wrote them, in UTC. */
function stampOf(at: number): number {
  const date = new Date(at);
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}

function localHeader(name: Buffer, stamp: number): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt32LE(stamp, 10);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function descriptor({ crc, packed, size }: { crc: number; packed: number; size: number }): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function directory(written: readonly Written[], stamp: number, offset: number): Buffer {
  const rows = written.map(({ name, crc, packed, size, offset: from }) => {
    const row = Buffer.alloc(46);
    row.writeUInt32LE(0x02014b50, 0);
    row.writeUInt16LE(VERSION, 4);
    row.writeUInt16LE(VERSION, 6);
    row.writeUInt16LE(FLAGS, 8);
    row.writeUInt16LE(DEFLATED, 10);
    row.writeUInt32LE(stamp, 12);
    row.writeUInt32LE(crc, 16);
    row.writeUInt32LE(packed, 20);
    row.writeUInt32LE(size, 24);
    row.writeUInt16LE(name.length, 28);
    row.writeUInt32LE(from, 42);
    return Buffer.concat([row, name]);
  });
  const list = Buffer.concat(rows);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([list, end]);
}
