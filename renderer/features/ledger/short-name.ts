/** A name of 10,000 characters is no heading. */
export function clip(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
