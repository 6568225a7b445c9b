// The way to the server, as the console's data files know it: it lies below console and portal, which share
// it. Nothing of the console's own is here.
//   import { ask, type PageOf } from "./ask.ts"
export { ask, type PageOf, queryText } from "../../data/ask.ts";
