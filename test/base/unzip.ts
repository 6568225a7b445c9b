// Reads a zip from the list at its end, as other programs do, and checks every sum. For tests alone.
// Example: unzip(bytes).get("README.txt") → "hello"
import { crc32, inflateRawSync } from "node:zlib";

export function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map<string, string>();
  let row = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    if (bytes.readUInt32LE(row) !== 0x02014b50) throw new Error("no row of the list");
    const nameLength = bytes.readUInt16LE(row + 28);
    const name = bytes.toString("utf8", row + 46, row + 46 + nameLength);
    const at = bytes.readUInt32LE(row + 42);
    if (bytes.readUInt32LE(at) !== 0x04034b50) throw new Error(`${name} does not begin where the list says`);
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(row + 20));
    const content = inflateRawSync(packed);
    if (crc32(content) !== bytes.readUInt32LE(row + 16)) throw new Error(`${name} has another sum`);
    if (content.length !== bytes.readUInt32LE(row + 24)) throw new Error(`${name} has another size`);
    files.set(name, content.toString("utf8"));
    row += 46 + nameLength + bytes.readUInt16LE(row + 30) + bytes.readUInt16LE(row + 32);
  }
  return files;
}
