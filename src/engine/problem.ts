// What is wrong with a plan, a sale or a refund, and where: `contracts[0].share`. Collected, so that a reader
// says everything at once; never thrown. Example: { path: "fees[1].amount", code: "invalid_amount", message:
// "must be …" }.

export interface Problem {
  /** Where, in dots and brackets; "" is the whole. */
  path: string;
  code: string;
  message: string;
}

export type Read<K extends string, T> =
  | ({ ok: true } & { [key in K]: T })
  | { ok: false; errors: readonly Problem[] };

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** "contracts[0]" and "share" → "contracts[0].share"; the root is "". */
export function below(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

export class Problems {
  readonly list: Problem[] = [];
  /** How many members of objects were looked at: a reader of text holds it against the text's own. */
  members = 0;

  add(path: string, code: string, message: string): undefined {
    this.list.push({ path, code, message });
    return undefined;
  }

  /** Refuses every key that is not known. */
  checkKeys(object: JsonObject, path: string, known: ReadonlySet<string>): void {
    for (const key in object) {
      this.members++;
      if (known.has(key)) continue;
      this.add(below(path, key), "unknown_key", `is not a known key here (${[...known].join(", ")})`);
    }
  }

  /** Ready for the next object. */
  clear(): void {
    this.list.length = 0;
    this.members = 0;
  }
}
