/** Why a line is not taken: which of its cells, and the reason (a key below `errors.reasons`). */
export type LineProblem = { line: number; column: string; value: string; reason: string };

const longest = 200;

/** Gathers what is wrong with the lines of a step. A line with any problem is rejected as a whole. */
export class LineProblems {
  readonly list: LineProblem[] = [];
  /** Lines that were rejected. */
  rejected = 0;
  private line = 0;
  private failed = false;

  begin(line: number): void {
    this.line = line;
    this.failed = false;
  }

  add(column: string, value: string, reason: string): void {
    if (!this.failed) this.rejected++;
    this.failed = true;
    this.list.push({
      line: this.line,
      column: column.slice(0, longest),
      value: value.slice(0, longest),
      reason,
    });
  }

  /** True once the line that was begun last has a problem. */
  hasFailed(): boolean {
    return this.failed;
  }
}
