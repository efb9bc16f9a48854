/** Outside systems as they call themselves. */
const NAMES: Readonly<Record<string, string>> = {
  holded: 'Holded',
  fourgeeks: '4Geeks',
  notion: 'Notion',
  billingo: 'Billingo',
};

export function systemName(system: string): string {
  return NAMES[system] ?? system;
}
