/** What came of the fixtures of one kind. */
export class Tally {
  passed = 0;
  readonly failed: { what: string; why: string }[] = [];
  readonly skipped = new Map<string, number>();

  skip(why: string): void {
    this.skipped.set(why, (this.skipped.get(why) ?? 0) + 1);
  }

  /** `why`: what is wrong; null where nothing is. */
  note(what: string, why: string | null): void {
    if (why === null) this.passed += 1;
    else this.failed.push({ what, why });
  }

  lines(title: string): string[] {
    const many = [...this.skipped.values()].reduce((sum, count) => sum + count, 0);
    const reasons = [...this.skipped].map(([why, count]) => `    ${count} ${why}`);
    return [
      `${title}: ${this.passed} passed, ${many} skipped, ${this.failed.length} failed`,
      ...reasons,
      ...this.failed.map(({ what, why }) => `  ✗ ${what}: ${why}`),
    ];
  }
}
