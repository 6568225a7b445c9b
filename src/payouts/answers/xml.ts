// A bank's XML as plain objects: names without their prefixes, texts as they stand, lists always lists. Takes
// no document type, so that no entity is ever opened. Example: at(document, "GrpHdr", "MsgId") → "STS-1".
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { unreadable } from "./said.ts";

export type Node = { readonly [name: string]: unknown };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
});

/** The document's first element behind <Document>. Throws 422 for what is no XML. */
export function readXml(text: string): { name: string; node: Node } {
  if (/<!(DOCTYPE|ENTITY)/i.test(text))
    throw unreadable("The file declares a document type; banks' files do not.");
  if (XMLValidator.validate(text) !== true) throw unreadable("The file is cut off or is not XML.");
  const document = nodes((parser.parse(text) as Node).Document)[0];
  const name = Object.keys(document ?? {}).find((key) => !key.startsWith("@"));
  const node = name === undefined ? undefined : nodes(document?.[name])[0];
  if (name === undefined || node === undefined) throw unreadable("The file holds no message of a bank.");
  return { name, node };
}

/** One or many, or none, as a list. */
export function nodes(value: unknown): Node[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((one): one is Node => one !== null && typeof one === "object");
}

/** The text at the end of the path; null where it is missing. */
export function at(node: Node | undefined, ...path: string[]): string | null {
  let value: unknown = node;
  for (const name of path) value = nodes(value)[0]?.[name];
  const first = Array.isArray(value) ? value[0] : value;
  if (typeof first === "string") return first === "" ? null : first;
  const text = nodes(first)[0]?.["#text"];
  return typeof text === "string" ? text : null;
}
