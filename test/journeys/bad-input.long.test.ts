// Bad input on every route, every string at every place, under both addresses: part of npm run test:long.
// The walks are in bad-input.ts.
import { describe } from "vitest";
import { badInput } from "./bad-input.ts";

describe("bad input, all of it", () => badInput(true));
