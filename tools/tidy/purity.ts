// What must be handed in, and what must be left to others: no clock and no chance in engine, ledger and
// flows; no multiplying or dividing of money outside base and engine. By the names of things, so a guide and
// not a proof.
// Example: src/flows/record-sale.ts:40 "Date.now: time is handed in, so that a seed can replay a month"
import ts from "typescript";
import { type Finding, lineOf, type Source, walk } from "./source-files.ts";

const SEEDED = new Set(["engine", "ledger", "flows"]);
const CHANCE =
  /^(Date\.now|Math\.random|performance\.now|(globalThis\.)?crypto\.(randomUUID|getRandomValues)|randomUUID|randomBytes|randomInt|process\.hrtime(\.bigint)?)$/;
const MAY_COUNT = new Set(["base", "engine", "test", "tools", "bench", "bin"]);
const MONEY =
  /(amount|paid|tax|shipping|fee|balance|minor|price|payable|reversed|refunded|owed|allocation)s?$/i;
const SCALES = new Set([
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.AsteriskEqualsToken,
  ts.SyntaxKind.SlashEqualsToken,
]);

export function checkPurity(sources: Source[]): Finding[] {
  return sources.flatMap((source) => [
    ...(SEEDED.has(source.room) ? chances(source) : []),
    ...(MAY_COUNT.has(source.room) ? [] : scalings(source)),
  ]);
}

function chances(source: Source): Finding[] {
  const findings: Finding[] = [];
  walk(source.tree, (node) => {
    const called = ts.isCallExpression(node) ? node.expression.getText() : null;
    const today = ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length;
    if (!today && !(called && CHANCE.test(called))) return;
    const what = today ? "new Date()" : called;
    const sentence = `${what}: time, ids and chance are handed in, so that a seed can replay a month`;
    findings.push({
      rule: "nothing-by-chance",
      path: source.path,
      line: lineOf(source, node.getStart()),
      sentence,
    });
  });
  return findings;
}

function scalings(source: Source): Finding[] {
  const findings: Finding[] = [];
  walk(source.tree, (node) => {
    if (!ts.isBinaryExpression(node) || !SCALES.has(node.operatorToken.kind)) return;
    const money = [node.left, node.right].find((side) => MONEY.test(lastName(side)));
    if (!money) return;
    const sentence = `${node.getText()}: money is multiplied and divided only in base/allocate and engine`;
    findings.push({
      rule: "money-is-not-scaled",
      path: source.path,
      line: lineOf(source, node.getStart()),
      sentence,
    });
  });
  return findings;
}

/** "sale.paid" → "paid"; "(amount as number)" → "amount"; anything else "". */
function lastName(node: ts.Expression): string {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) {
    return lastName(node.expression);
  }
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isCallExpression(node) && /^(Number|BigInt)$/.test(node.expression.getText()) && node.arguments[0]) {
    return lastName(node.arguments[0]);
  }
  return ts.isIdentifier(node) ? node.text : "";
}
