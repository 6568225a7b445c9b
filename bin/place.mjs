// Where this clone lies, and how the bootstrap speaks (on standard error, so that a command's output stays
// clean). Never reads anything. Example: join(root, "package-lock.json"); say("installing packages") →
// "partage: installing packages"
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`partage: ${sentence}\n`);
}
