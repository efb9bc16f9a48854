/** Decisions in force, laid out as apply asks for them. Of two about one subject the later one counts. */
import { z } from 'zod';
import { civilDate, parseCivilDate } from '../../shared/domain/civil-date.ts';
import { PERIOD_STATUSES, type PeriodStatus } from '../../shared/domain/entities.ts';
import type { Decision } from './decisions.ts';
import { type ChosenPolicies, chosenPolicies, POLICY_DECISION } from './policies.ts';

const date = z
  .string()
  .refine((text) => parseCivilDate(text) !== null)
  .transform(civilDate);
const optionalDate = date.nullish().transform((value) => value ?? null);

/** What each kind's value must hold. Parsed when a decision is made and again when it is read. */
export const DECISION_VALUES = {
  'map-service': z.object({ service: z.string().nullable() }),
  'map-status': z.object({ status: z.enum(PERIOD_STATUSES) }),
  contract: z.object({ with: z.string().nullable() }),
  unlink: z.object({}),
  enrolment: z.object({ with: z.string() }),
  merge: z.object({ into: z.string() }),
  different: z.object({ from: z.string() }),
  client: z.object({ client: z.string() }),
  dates: z.object({ start: optionalDate, end: optionalDate }),
  'stop-date': z.object({ lastDay: date }),
  duplicate: z.object({ keep: z.boolean() }),
  gone: z.object({ confirmed: z.literal(true) }),
  confirm: z.object({ code: z.string(), discriminator: z.string().nullish() }),
  price: z.object({ amount: z.int() }),
  'price-change': z.object({
    /** The first day on which the new price holds. */
    from: date,
    amount: z.int().min(0),
    /** Null: as the policy about changes of price has it. */
    mode: z
      .enum(['prospective', 'catch_up'])
      .nullish()
      .transform((value) => value ?? null),
  }),
  drop: z.object({ refund: z.int().min(0), confirmedOwed: z.boolean().default(false), lastDay: optionalDate }),
  pause: z.object({
    lastDay: date,
    returnDay: optionalDate,
    /** Null: as the policy about pauses has it. */
    mode: z
      .enum(['extend', 'compress'])
      .nullish()
      .transform((value) => value ?? null),
  }),
  resume: z.object({ firstDay: date, newEnd: date }),
  complete: z.object({ lastDay: date }),
  manual: z.object({
    month: z.string().regex(/^\d{4}-\d{2}$/),
    amount: z.int(),
    /** Who approved it, where that is somebody else than who entered it. */
    approver: z.string().min(1).max(200).nullish(),
  }),
  'vat-rate': z.object({ basisPoints: z.int().min(0).max(10_000) }),
  'exchange-rate': z.object({ rate: z.string().regex(/^\d+(\.\d+)?$/) }),
  policy: POLICY_DECISION,
} as const;

type ValueOf<K extends keyof typeof DECISION_VALUES> = z.output<(typeof DECISION_VALUES)[K]>;

/** Kinds of which several about one subject stand side by side. */
const REPEATABLE = new Set(['pause', 'resume', 'manual', 'different', 'confirm', 'price-change', 'policy']);

export class DecisionIndex {
  readonly #bySubject = new Map<string, unknown>();
  readonly #lists = new Map<string, { value: unknown; reason: string }[]>();
  readonly confirmed = new Set<string>();
  #policies: ChosenPolicies | null = null;

  constructor(decisions: readonly Decision[]) {
    for (const decision of decisions) {
      const parsed = DECISION_VALUES[decision.kind].safeParse(decision.value);
      if (!parsed.success) throw new Error(`Decision ${decision.id} cannot be read`);
      const key = `${decision.kind} ${decision.subject}`;
      if (decision.kind === 'confirm') {
        const { code, discriminator } = parsed.data as ValueOf<'confirm'>;
        this.confirmed.add(`${code}|${decision.subject}`);
        if (discriminator) this.confirmed.add(`${code}|${decision.subject}|${discriminator}`);
      }
      if (REPEATABLE.has(decision.kind)) {
        const list = this.#lists.get(key) ?? [];
        list.push({ value: parsed.data, reason: decision.reason });
        this.#lists.set(key, list);
      }
      this.#bySubject.set(key, parsed.data);
    }
  }

  get<K extends keyof typeof DECISION_VALUES>(kind: K, subject: string): ValueOf<K> | null {
    return (this.#bySubject.get(`${kind} ${subject}`) as ValueOf<K> | undefined) ?? null;
  }

  list<K extends keyof typeof DECISION_VALUES>(
    kind: K,
    subject: string,
  ): readonly { value: ValueOf<K>; reason: string }[] {
    return (this.#lists.get(`${kind} ${subject}`) ?? []) as { value: ValueOf<K>; reason: string }[];
  }

  /** Every subject of a kind with what was decided about it. */
  *all<K extends keyof typeof DECISION_VALUES>(kind: K): Generator<[string, ValueOf<K>], void, void> {
    const prefix = `${kind} `;
    for (const [key, value] of this.#bySubject)
      if (key.startsWith(prefix)) yield [key.slice(prefix.length), value as ValueOf<K>];
  }

  isConfirmed(code: string, subject: string, discriminator?: string): boolean {
    return (
      this.confirmed.has(`${code}|${subject}`) ||
      (discriminator !== undefined && this.confirmed.has(`${code}|${subject}|${discriminator}`))
    );
  }

  /** The policies that somebody chose, one period after the other. */
  get policies(): ChosenPolicies {
    this.#policies ??= chosenPolicies(this.#policyChoices());
    return this.#policies;
  }

  *#policyChoices(): Generator<[string, ValueOf<'policy'>[]], void, void> {
    for (const [subject] of this.all('policy')) yield [subject, this.list('policy', subject).map(({ value }) => value)];
  }

  status(word: string): PeriodStatus | null {
    return this.get('map-status', word)?.status ?? null;
  }

  /** Whether nothing at all was decided. */
  get empty(): boolean {
    return this.#bySubject.size === 0;
  }
}
