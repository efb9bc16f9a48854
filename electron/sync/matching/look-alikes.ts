import { foldEmail, normaliseName } from '../../../shared/domain/similar-names.ts';
import type { LookAlike } from './resolve-client.ts';

interface Look {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
}

/** A word that more clients share than this says nothing about who somebody is. */
const COMMON = 50;

export interface LookAlikes {
  /** Clients that share an uncommon word of the name, or the e-mail but for its dots and tags. */
  find(name: string, email: string | null): readonly LookAlike[];
  /** Somebody new, to be compared with whoever comes after. */
  add(look: Look): void;
}

/**
 * Finds the few clients worth comparing with somebody unknown, without comparing everybody with everybody. The list is read when
 * first asked, so a run in which everybody is known pays nothing.
 */
export function lookAlikes(read: () => readonly Look[]): LookAlikes {
  const byWord = new Map<string, LookAlike[]>();
  const byEmail = new Map<string, LookAlike[]>();
  let filled = false;
  const add = ({ id, name, email }: Look) => {
    const folded = foldEmail(email);
    const known: LookAlike = {
      clientId: id,
      name,
      emails: email === null ? [] : [email],
      plainName: normaliseName(name),
      foldedEmails: [folded],
    };
    for (const word of wordsOf(name)) push(byWord, word, known);
    if (folded !== null) push(byEmail, folded, known);
  };
  const fill = () => {
    if (filled) return;
    filled = true;
    for (const look of read()) add(look);
  };
  return {
    add(look) {
      if (filled) add(look);
    },
    find(name, email) {
      fill();
      const found = new Map<number, LookAlike>();
      for (const word of wordsOf(name)) {
        const sharing = byWord.get(word) ?? [];
        if (sharing.length <= COMMON) for (const look of sharing) found.set(look.clientId, look);
      }
      const folded = foldEmail(email);
      if (folded !== null) for (const look of byEmail.get(folded) ?? []) found.set(look.clientId, look);
      return [...found.values()];
    },
  };
}

function wordsOf(name: string): string[] {
  return [
    ...new Set(
      name
        .slice(0, 300)
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .split(/[^\p{L}\p{Nd}]+/u),
    ),
  ].filter((word) => word.length >= 3);
}

function push(map: Map<string, LookAlike[]>, key: string, look: LookAlike): void {
  const list = map.get(key);
  if (!list) map.set(key, [look]);
  // One more than common is enough to know that the word says nothing: the rest need not be kept.
  else if (list.length <= COMMON) list.push(look);
}
