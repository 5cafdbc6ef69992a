/** What a command says: a JSON value for programs, lines for people, and the exit status. */
export class Answer {
  readonly json: unknown;
  readonly lines: readonly string[];
  readonly status: number;

  constructor(json: unknown, lines: readonly string[], status: number) {
    this.json = json;
    this.lines = lines;
    this.status = status;
  }
}
