// What a test run prints: vitest's own lines, each failed test in a line, why tests were skipped, and last "N
// passed, N failed, N skipped". A file that could not be loaded and an error outside any test count as
// failed; nothing is counted as passed that did not run. Example: "411 passed, 0 failed, 12 skipped"
import type { SerializedError } from "vitest";
import { DefaultReporter, type TestModule, type TestRunEndReason } from "vitest/node";

export default class PartageReporter extends DefaultReporter {
  override onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    super.onTestRunEnd(modules, errors, reason);
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    const notes = new Map<string, number>();
    for (const module of modules) {
      let tests = 0;
      for (const test of module.children.allTests()) {
        tests++;
        const result = test.result();
        counts[result.state === "pending" ? "skipped" : result.state]++;
        if (result.state !== "skipped") continue;
        const note = result.note ?? "no reason given";
        notes.set(note, (notes.get(note) ?? 0) + 1);
      }
      const brokenFile = module.state() === "failed" && (tests === 0 || module.errors().length > 0);
      if (brokenFile) counts.failed++;
    }
    for (const module of modules)
      for (const test of module.children.allTests("failed")) {
        const [first] = test.result().errors?.[0]?.message.split("\n") ?? [];
        this.log(`FAILED ${module.relativeModuleId}: ${test.fullName}: ${first?.slice(0, 300) ?? ""}`);
      }
    for (const [note, count] of notes) this.log(`skipped ${count}: ${note}`);
    this.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  }
}
