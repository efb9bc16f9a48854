import type { AnyConnector } from './connector.ts';
import { fourgeeks } from './fourgeeks/index.ts';
import { holded } from './holded/index.ts';
import { notion } from './notion/index.ts';

/** The outside systems this app knows. A new one is a folder beside this file and a line here. */
export const CONNECTORS: ReadonlyMap<string, AnyConnector> = new Map<string, AnyConnector>([
  [holded.id, holded],
  [fourgeeks.id, fourgeeks],
  [notion.id, notion],
]);
