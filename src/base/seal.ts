// Secrets that must be used again (an API key of a platform) and so cannot be hashed: sealed with AES-256-GCM
// under a key made of the installation's own secret, so that a copy of the database alone opens none. Never
// logs, never keeps what it opened.
// Example: const safe = openSafe(secret, random); safe.open(safe.seal("rk_live_1", "7 stripe"), "7 stripe") →
// "rk_live_1".
import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

export interface Safe {
  /** `place` is what it belongs to: sealed for one place, it opens at no other. */
  seal(text: string, place: string): Buffer;
  /** Null when it was sealed elsewhere, under another secret, or changed. */
  open(sealed: Uint8Array, place: string): string | null;
}

const VERSION = 1;
const IV = 12;
const TAG = 16;

export function openSafe(secret: string, random: (bytes: number) => Uint8Array): Safe {
  const key = Buffer.from(hkdfSync("sha256", secret, "partage", "seal/1", 32));
  return {
    seal(text, place) {
      const iv = random(IV);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body]);
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < 1 + IV + TAG || bytes[0] !== VERSION) return null;
      const iv = bytes.subarray(1, 1 + IV);
      const decipher = createDecipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(1 + IV, 1 + IV + TAG));
      try {
        return decipher.update(bytes.subarray(1 + IV + TAG), undefined, "utf8") + decipher.final("utf8");
      } catch {
        return null;
      }
    },
  };
}
