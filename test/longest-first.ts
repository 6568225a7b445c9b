// The order of test files: those that take minutes first, so that no worker is left alone with one at the
// end; then as the runner has it, by size. It runs nothing.
// Example: bad-input.long.test.ts, ten minutes long and six lines short, begins at once.
import { BaseSequencer, type TestSpecification } from "vitest/node";

const MINUTES = [
  "bad-input",
  "simulation/agreements",
  "browser/every-page",
  "payouts/kill",
  "simulation/touches",
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      MINUTES.some((name) => moduleId.endsWith(`${name}.long.test.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
