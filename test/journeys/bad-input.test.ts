// Bad input on every route: the short run, which is part of npm test. The walks are in bad-input.ts.
// Example of what it refuses: a new route that answers 500 to "\u0000" in one of its texts.
import { describe } from "vitest";
import { badInput } from "./bad-input.ts";

describe("bad input", () => badInput(false));
