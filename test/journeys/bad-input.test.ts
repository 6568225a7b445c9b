// Bad input on every route: the short run. See bad-input.ts.
import { describe } from "vitest";
import { badInput } from "./bad-input.ts";

describe("bad input", () => badInput(false));
