// A request for any route, made from what the route itself says: its path with ids that nobody has, and a
// body that fits its shape. For the tests that walk every route there is.
// Example: sampleBody(schema) of { name, currency } → { name: "Shop", currency: "USD" }.

import { publicId } from "../../src/base/id.ts";
import type { KnownRoute } from "../../src/server/route-list.ts";
import type { Server } from "../../src/server/server-type.ts";

const NOBODY = "00000000-0000-7000-8000-000000000000";

const PREFIXES: Record<string, string> = {
  workspace: "ws",
  termsProduct: "product",
};

/** Routes of the API itself: not the pages, not HEAD. */
export function apiRoutes(server: Server): KnownRoute[] {
  return server.routeList.routes.filter(
    (route) => route.method !== "HEAD" && /^\/(v1|hooks)\//.test(route.url),
  );
}

/** The address with every parameter filled: `workspace` as told, ids of the right form, words elsewhere. */
export function fillPath(url: string, workspace: string, value?: string): string {
  return url.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    if (name === "workspace") return workspace;
    if (name === "source" && value === undefined) return "stripe";
    if (name === "rail" && value === undefined) return "sepa";
    // A line of a settlement is counted, not named.
    if (name === "n" && value === undefined) return "1";
    return value ?? publicId(PREFIXES[name] ?? name, NOBODY);
  });
}

interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  examples?: unknown[];
  default?: unknown;
  minimum?: number;
  minItems?: number;
}

interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
}

export interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
}

/** What the API document says of the route. */
export function operationOf(server: Server, route: KnownRoute): Operation | undefined {
  const document = server.swagger() as unknown as ApiDocument;
  const path = route.url.replace(/:([A-Za-z]+)/g, "{$1}");
  return document.paths[path]?.[route.method.toLowerCase()];
}

/** A body of every key there is, or of those that must be; undefined where the route takes no JSON. */
export function sampleBody(server: Server, operation: Operation | undefined, keys: Keys = "all"): unknown {
  const schema = operation?.requestBody?.content["application/json"]?.schema;
  return schema === undefined
    ? undefined
    : sample(server.swagger() as unknown as ApiDocument, schema, keys, 0);
}

export type Keys = "all" | "required";

function sample(document: ApiDocument, schema: JsonSchema, keys: Keys, depth: number): unknown {
  if (depth > 12) return null;
  const go = (inner: JsonSchema) => sample(document, inner, keys, depth + 1);
  if (schema.$ref !== undefined) {
    return go(document.components.schemas[schema.$ref.replace("#/components/schemas/", "")] as JsonSchema);
  }
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const branch = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (branch) return go(branch);
  if (schema.properties) {
    const named = Object.entries(schema.properties).filter(
      ([key]) => keys === "all" || schema.required?.includes(key),
    );
    return Object.fromEntries(named.map(([key, inner]) => [key, go(inner)]));
  }
  switch ([schema.type].flat()[0]) {
    case "object":
      return typeof schema.additionalProperties === "object"
        ? { [keyOf(schema)]: go(schema.additionalProperties) }
        : {};
    case "array":
      return schema.items ? [go(schema.items)] : [];
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 1, 1);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return "sample";
  }
}

function keyOf(schema: JsonSchema): string {
  return String(schema.propertyNames?.enum?.[0] ?? schema.propertyNames?.examples?.[0] ?? "default");
}

/** The places of a body that hold a text or a number, as paths: ["workspace", "name"]. */
export function leavesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leavesOf(item, [...path, i]));
  if (value !== null && typeof value === "object") {
    return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
  }
  return path.length === 0 ? [] : [path];
}

/** A copy of the body with another value at the place. */
export function withLeaf(body: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(body);
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path.at(-1) as string | number] = value;
  return copy;
}

/**
 * A copy of the body without what `contracts[0].share` names; where that is missing, without what it is
 * missing in.
 */
export function withoutLeaf(body: object, path: string): object {
  const copy = structuredClone(body);
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  for (let depth = keys.length; depth > 0; depth--) {
    let at: unknown = copy;
    for (const key of keys.slice(0, depth - 1)) at = (at as Record<string, unknown> | undefined)?.[key];
    const last = keys[depth - 1] as string;
    if (at === null || typeof at !== "object" || !(last in at)) continue;
    if (Array.isArray(at)) at.splice(Number(last), 1);
    else delete (at as Record<string, unknown>)[last];
    return copy;
  }
  return copy;
}
