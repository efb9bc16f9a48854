/** Time zones this computer knows, for choosing one by its place. */
export function zoneNames(chosen: string): readonly string[] {
  const known = Intl.supportedValuesOf('timeZone');
  const all = known.includes('UTC') ? known : [...known, 'UTC'];
  // An older name of a zone stays choosable where it is the one in use.
  return chosen === '' || all.includes(chosen) ? all : [chosen, ...all];
}

/** The zone of this computer. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
