// SHA-256 of text (as UTF-8) or bytes, as lower-case hexadecimal or as 32 bytes. Server only, never in a
// page.
// Example: sha256Hex("abc") → "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".
import { createHash, hash } from "node:crypto";

/** 64 lower-case hexadecimal characters. */
export function sha256Hex(content: string | Uint8Array): string {
  return hash("sha256", content, "hex");
}

/** 32 bytes; several parts are hashed one after the other, with nothing between them. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return digest.digest();
}
