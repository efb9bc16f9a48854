/** One step forward of the schema. Migrations never go back; each lives in a numbered file of its own. */
export interface Migration {
  /** The `user_version` of the file after it. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
