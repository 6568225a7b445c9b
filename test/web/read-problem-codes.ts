// Every code that a no of ours can carry, read from the sources by their syntax: of the answer (Refusal,
// Fault, DoorAnswer, NotJson), of one field or row, and of what is told at a field by a shape. It never runs
// what it reads.
// Example: throw new Refusal(409, "slug_taken", …) in affiliates/write-program.ts → "slug_taken", spoken.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What no screen meets: the command line, and what keeps a server from starting at all. */
const NOT_SPOKEN = [
  /^(cli|web)\//,
  /^db\/(embedded|backup|check-server|migrate)/,
  /^engine\/(read-line|exact-json)\.ts$/,
  // What a verification found is told as facts.
  /^(flows|ledger)\/verify-/,
  /^server\/(settings|keep-secret|refuse-taken-port|start)\.ts$/,
];

/** Codes made of a state: the beginning, and every end there is. */
const MADE: Readonly<Record<string, readonly string[]>> = {
  proposal_: ["accepted", "declined", "withdrawn"],
  run_: ["proposed", "approved", "paying", "done", "withdrawn"],
  adjustment_: ["posted", "declined", "withdrawn"],
  opening_: ["confirmed", "objected", "withdrawn"],
  correction_: ["posted", "declined", "withdrawn"],
  difference_: ["agrees", "booked", "explained"],
  payout_: ["proposed", "withdrawn", "in_transit", "unknown", "settled", "failed", "returned", "refused"],
  unknown_: ["party", "product", "offer"],
  _differs: ["refund", "dispute"],
};

const SPELLED = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const CARRIERS: Readonly<Record<string, number>> = { Refusal: 1, DoorAnswer: 1, Fault: 0, NotJson: 0 };

export interface Found {
  code: string;
  at: string;
}

export interface Codes {
  found: Found[];
  /** What could not be read: made in a way that this does not know. */
  unread: string[];
}

/** All codes below a folder of sources. */
export function readProblemCodes(folder: string): Codes {
  const codes: Codes = { found: [], unread: [] };
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !NOT_SPOKEN.some((one) => one.test(path)),
  );
  const trees = files.flatMap((path) => {
    const text = readFileSync(join(folder, path), "utf8");
    if (!/Refusal|Fault|DoorAnswer|NotJson|\bcode\b|\.(fail|add)\(/.test(text)) return [];
    return [{ path, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }];
  });
  const handers = new Map<string, number>();
  for (const { path, tree } of trees) noteHanders(path, tree, handers);
  for (const { path, tree } of trees) new Reader(path, tree, handers, codes).read();
  return codes;
}

/**
 * Functions that are handed a code: their name, with the file of those that others cannot call, and the
 * place.
 */
function noteHanders(path: string, node: ts.Node, handers: Map<string, number>): void {
  if (ts.isFunctionLike(node)) {
    const place = node.parameters.findIndex((one) => one.name.getText() === "code");
    const owner = node.parent as { name?: ts.Node };
    const name = node.name?.getText() ?? owner.name?.getText();
    const says = node.parameters.some((one) => /^(message|says|sentence)$/.test(one.name.getText()));
    if (place >= 0 && name !== undefined && (says || name === "notGenuine")) {
      const isOpen = ts.isMethodDeclaration(node) || /^export /.test(node.getText());
      handers.set(isOpen ? name : `${path}#${name}`, place);
    }
  }
  ts.forEachChild(node, (child) => noteHanders(path, child, handers));
}

class Reader {
  readonly #path: string;
  readonly #tree: ts.SourceFile;
  readonly #handers: ReadonlyMap<string, number>;
  readonly #codes: Codes;

  constructor(path: string, tree: ts.SourceFile, handers: ReadonlyMap<string, number>, codes: Codes) {
    this.#path = path;
    this.#tree = tree;
    this.#handers = handers;
    this.#codes = codes;
  }

  read(node: ts.Node = this.#tree): void {
    if (ts.isNewExpression(node)) {
      const place = CARRIERS[node.expression.getText()];
      if (place !== undefined) this.#take(node.arguments?.[place]);
    } else if (ts.isCallExpression(node)) {
      const name = ts.isPropertyAccessExpression(node.expression)
        ? node.expression.name.getText()
        : node.expression.getText();
      const place = this.#handers.get(`${this.#path}#${name}`) ?? this.#handers.get(name);
      const code = place === undefined ? undefined : node.arguments[place];
      if (code !== undefined && node.arguments.length > 1 - Number(name === "notGenuine"))
        this.#take(code, true);
    } else if (ts.isPropertyAssignment(node) && node.name.getText() === "code") {
      const beside = (node.parent as ts.ObjectLiteralExpression).properties.map((one) => one.name?.getText());
      if (beside.some((one) => one === "message" || one === "detail")) this.#take(node.initializer, true);
    }
    ts.forEachChild(node, (child) => this.read(child));
  }

  /** `isPassed`: a value that is no literal was read where it was made. */
  #take(value: ts.Expression | undefined, isPassed = false): void {
    if (value === undefined) return;
    if (ts.isStringLiteral(value)) {
      // "custom" is what a shape calls a rule of ours: src/server/issue-words.ts gives it its own.
      if (SPELLED.test(value.text) && value.text !== "custom") this.#note(value.text, value);
    } else if (ts.isConditionalExpression(value)) {
      this.#take(value.whenTrue, isPassed);
      this.#take(value.whenFalse, isPassed);
    } else if (ts.isTemplateExpression(value)) {
      const made = value.head.text === "" ? value.templateSpans[0]?.literal.text : value.head.text;
      const ends = MADE[made ?? ""];
      if (ends === undefined) this.#unread(value);
      for (const end of ends ?? [])
        this.#note(value.head.text === "" ? `${end}${made}` : `${made}${end}`, value);
    } else if (ts.isIdentifier(value) || ts.isPropertyAccessExpression(value)) {
      if (ts.isIdentifier(value)) this.#takeNamed(value);
      if (!isPassed && !/(^|\.)code$/.test(value.getText())) this.#unread(value);
    } else if (!isPassed) this.#unread(value);
  }

  /** const code = …, or const [code, message] = one of several pairs. */
  #takeNamed(name: ts.Identifier): void {
    for (let up: ts.Node = name; up !== this.#tree; up = up.parent) {
      if (!ts.isBlock(up)) continue;
      for (const one of up.statements.filter(ts.isVariableStatement)) {
        for (const { name: to, initializer } of one.declarationList.declarations) {
          if (initializer === undefined) continue;
          if (to.getText() === name.text) this.#take(initializer, true);
          if (ts.isArrayBindingPattern(to) && to.elements[0]?.getText() === name.text)
            this.#takeFirst(initializer);
        }
      }
    }
  }

  #takeFirst(value: ts.Expression): void {
    if (ts.isConditionalExpression(value)) {
      this.#takeFirst(value.whenTrue);
      this.#takeFirst(value.whenFalse);
    } else if (ts.isAsExpression(value)) this.#takeFirst(value.expression);
    else if (ts.isArrayLiteralExpression(value)) this.#take(value.elements[0], true);
  }

  #note(code: string, node: ts.Node): void {
    this.#codes.found.push({ code, at: this.#where(node) });
  }

  #unread(node: ts.Node): void {
    this.#codes.unread.push(`${this.#where(node)}: ${node.getText()}`);
  }

  #where(node: ts.Node): string {
    return `${this.#path}:${this.#tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  }
}

/** What shapes say in words of their own: "must be an e-mail address". */
export function readShapeRules(folder: string): string[] {
  const texts = readdirSync(folder).flatMap((path) => [
    ...readFileSync(join(folder, path), "utf8").matchAll(
      /(?:refine\([^"`]*?|regex\([^"]*?|\.(?:email|min|int)\([^"`)]*?|error: |message:\s*)["'`]((?:must|is) [^"`\n]+?)["`']\s*[,)}\n]/g,
    ),
  ]);
  return [...new Set(texts.map((match) => (match[1] as string).replace(/\$\{[^}]*\}+/g, "0.99")))];
}
