/** Something that a person can mend. Shown as its one sentence, without a stack. */
export class DemoError extends Error {
  override name = "DemoError";
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
