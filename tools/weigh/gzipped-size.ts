// How many bytes a script of a running server is as gzip makes it; each is fetched once.
// Example: await gzippedSize("http://127.0.0.1:4000/assets/index-1a2b3c4d.js") → 102,100
import { gzipSync } from "node:zlib";

const sizes = new Map<string, Promise<number>>();

export function gzippedSize(script: string): Promise<number> {
  const known = sizes.get(script);
  if (known !== undefined) return known;
  const size = fetch(script).then(async (got) => gzipSync(Buffer.from(await got.arrayBuffer())).length);
  sizes.set(script, size);
  return size;
}
