/** Every use case of the app by channel name: all that the window, the command line and the local server can call. */
import type { z } from 'zod';
import { close } from './close.ts';
import { decisions } from './decisions.ts';
import { issues } from './issues.ts';
import { ledger } from './ledger.ts';
import { setup } from './setup.ts';
import { sync } from './sync.ts';

export const contract = { ...setup, ...sync, ...issues, ...decisions, ...close, ...ledger } as const;

export type ChannelName = keyof typeof contract;
/** What a caller gives. */
export type InputOf<C extends ChannelName> = z.input<(typeof contract)[C]['input']>;
/** What a use case gets: parsed, defaults filled in. */
export type ParsedInputOf<C extends ChannelName> = z.output<(typeof contract)[C]['input']>;
export type OutputOf<C extends ChannelName> = z.output<(typeof contract)[C]['output']>;
