/**
 * Who a party of an outside system is: the client linked already, one with the same e-mail or tax id, or somebody new. What only
 * looks alike is proposed and never linked.
 */
import type { PartyDraft } from '../../../shared/domain/drafts.ts';
import { foldEmail, normaliseName, SAME_NAME_SCORE, sameNameScore } from '../../../shared/domain/similar-names.ts';

/** A client found by e-mail or tax id. */
export interface ClientCandidate {
  readonly clientId: number;
  /** The id that this client already has in the party's system; null when the slot is free. */
  readonly heldBy: string | null;
}

/** A client that might be proposed; the caller preselects, so that not everybody is compared with everybody. */
export interface LookAlike {
  readonly clientId: number;
  readonly name: string;
  readonly emails: readonly string[];
  /** The name normalised and the e-mails folded, where the caller keeps them: the same people are compared again and again. */
  readonly plainName?: string;
  readonly foldedEmails?: readonly (string | null)[];
}

export interface PartyToResolve {
  readonly party: Pick<PartyDraft, 'externalId' | 'name' | 'email' | 'creates'>;
  /** Enrolled in a synced month; decides for parties that create a client only then. */
  readonly enrolled: boolean;
  /** (1) Client that this system's id is linked to. */
  readonly linkedTo: number | null;
  /** (2) Clients with exactly this normalised e-mail or alias. */
  readonly byEmail: readonly ClientCandidate[];
  /** (3) Clients with exactly this normalised tax id. */
  readonly byTaxId: readonly ClientCandidate[];
  readonly lookAlikes: readonly LookAlike[];
}

export type ResolvedBy = 'external_id' | 'email' | 'tax_id';

export type ClientResolution =
  | { readonly kind: 'linked'; readonly clientId: number; readonly by: ResolvedBy }
  /** The client is found, but has another id in this system: nothing is overwritten. */
  | { readonly kind: 'conflict'; readonly clientId: number; readonly by: ResolvedBy; readonly heldBy: string }
  /** Several clients share the e-mail or tax id: the first of them would be a guess. */
  | { readonly kind: 'ambiguous'; readonly clientIds: readonly number[]; readonly by: ResolvedBy }
  | { readonly kind: 'new' }
  /** Nobody known, and this party may not become a client by itself. */
  | { readonly kind: 'unknown' };

export interface MergeProposal {
  readonly clientId: number;
  readonly by: 'name' | 'folded_email';
  readonly score: number;
}

export interface ResolvedParty {
  readonly resolution: ClientResolution;
  /** Best first. Only for parties that were not found. */
  readonly proposals: readonly MergeProposal[];
}

/** Decides who a party is. The first of link, e-mail and tax id that finds anybody decides, even if it finds a conflict. */
export function resolveClient(input: PartyToResolve): ResolvedParty {
  if (input.linkedTo !== null) return found({ kind: 'linked', clientId: input.linkedTo, by: 'external_id' });
  const byKey = among(input.byEmail, 'email', input) ?? among(input.byTaxId, 'tax_id', input);
  if (byKey) return found(byKey);
  const { creates } = input.party;
  const kind = creates === 'always' || (creates === 'enrolled' && input.enrolled) ? 'new' : 'unknown';
  return { resolution: { kind }, proposals: proposals(input) };
}

function found(resolution: ClientResolution): ResolvedParty {
  return { resolution, proposals: [] };
}

function among(
  candidates: readonly ClientCandidate[],
  by: ResolvedBy,
  { party, byTaxId }: PartyToResolve,
): ClientResolution | null {
  const ids = new Set(candidates.map(({ clientId }) => clientId));
  // Of several clients that share an e-mail, the tax id may single out one.
  const narrowed =
    ids.size < 2 ? candidates : candidates.filter((one) => byTaxId.some((two) => two.clientId === one.clientId));
  const left = new Set(narrowed.map(({ clientId }) => clientId));
  if (ids.size > 1 && left.size !== 1) return { kind: 'ambiguous', clientIds: [...ids].sort((a, b) => a - b), by };
  const [candidate] = narrowed;
  if (!candidate) return null;
  const { clientId, heldBy } = candidate;
  if (heldBy !== null && heldBy !== party.externalId) return { kind: 'conflict', clientId, by, heldBy };
  return { kind: 'linked', clientId, by };
}

function proposals({ party, lookAlikes }: PartyToResolve): MergeProposal[] {
  if (lookAlikes.length === 0) return [];
  const folded = foldEmail(party.email);
  const plain = normaliseName(party.name);
  const proposed: MergeProposal[] = [];
  for (const { clientId, name, emails, plainName, foldedEmails } of lookAlikes) {
    if (folded !== null && (foldedEmails ?? emails.map(foldEmail)).includes(folded)) {
      proposed.push({ clientId, by: 'folded_email', score: 1 });
      continue;
    }
    const score = sameNameScore(plain, plainName ?? normaliseName(name));
    if (score >= SAME_NAME_SCORE) proposed.push({ clientId, by: 'name', score });
  }
  return proposed.sort((a, b) => b.score - a.score || byKind(a) - byKind(b) || a.clientId - b.clientId);
}

function byKind({ by }: MergeProposal): number {
  return by === 'folded_email' ? 0 : 1;
}
