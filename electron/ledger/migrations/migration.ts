/** One step forward of the schema. Migrations never go back; each lives in a numbered file of its own. */
export interface Migration {
  /** The `user_version` of the file after it. Numbers only grow; one that was never used leaves a gap. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** The version of a file that has seen all of these. */
export function versionAfter(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}
