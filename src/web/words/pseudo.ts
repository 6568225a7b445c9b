// A language for those who build: English with accents, a third longer, in brackets. Where a text stays plain
// it was not taken from the words; where a bracket is missing it was cut off. Not in what is shipped.
//   pseudoNodes(read("{n} sales")) → "[{n} šåļéš··]"
import type { Node } from "./icu.ts";

export const PSEUDO = "en-XA";

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = [..."åƀçđéƒĝĥîĵķļɱñöþǫřšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŘŠŢÛṼŴẊÝŽ"];

export function pseudoNodes(nodes: readonly Node[], isOutermost = true): Node[] {
  const told = nodes.map((node): Node => {
    if (node.kind === "text") return { kind: "text", text: pseudoText(node.text) };
    if (node.kind !== "choice") return node;
    const arms = Object.entries(node.arms).map(([key, arm]) => [key, pseudoNodes(arm, false)] as const);
    return { ...node, arms: Object.fromEntries(arms) };
  });
  return isOutermost ? [{ kind: "text", text: "[" }, ...told, { kind: "text", text: "]" }] : told;
}

function pseudoText(text: string): string {
  const accented = [...text].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join("");
  const letters = text.replace(/[^A-Za-z]/g, "").length;
  return accented.replace(/(\s*)$/, `${"·".repeat(Math.ceil(letters * 0.35))}$1`);
}
