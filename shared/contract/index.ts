/** Every use case of the app by channel name: all that the window, the command line and the local server can call. */
import type { z } from 'zod';
import { browse } from './browse.ts';
import { close } from './close.ts';
import { decisions } from './decisions.ts';
import { history } from './history.ts';
import { issues } from './issues.ts';
import { ledger } from './ledger.ts';
import { months, operators } from './months.ts';
import { outsideIds } from './outside-ids.ts';
import { packages } from './packages.ts';
import { parity } from './parity.ts';
import { policies } from './policies.ts';
import { reports } from './reports.ts';
import { setup } from './setup.ts';
import { sync } from './sync.ts';
import { triage } from './triage.ts';
import { upkeep } from './upkeep.ts';

export const contract = {
  ...setup,
  ...sync,
  ...history,
  ...issues,
  ...triage,
  ...decisions,
  ...browse,
  ...close,
  ...ledger,
  ...months,
  ...operators,
  ...outsideIds,
  ...packages,
  ...parity,
  ...policies,
  ...reports,
  ...upkeep,
} as const;

export type ChannelName = keyof typeof contract;
/** What a caller gives. */
export type InputOf<C extends ChannelName> = z.input<(typeof contract)[C]['input']>;
/** What a use case gets: parsed, defaults filled in. */
export type ParsedInputOf<C extends ChannelName> = z.output<(typeof contract)[C]['input']>;
export type OutputOf<C extends ChannelName> = z.output<(typeof contract)[C]['output']>;
