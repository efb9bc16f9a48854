/** The engine's words on a Spanish screen: how a sentence is found by its English, and that nothing with a key is left out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { monthSteps } from '../../../electron/close/month-state.ts';
import { DEFECTS } from '../../../electron/close/parity/defects.ts';
import { RULE_WORDS } from '../../../electron/close/parity/rule-words.ts';
import { FIXED_POLICIES, POLICY_INFO, policySentence } from '../../../electron/close/policy-words.ts';
import { CONNECTORS } from '../../../electron/connectors/registry.ts';
import { settingsForm } from '../../../electron/connectors/settings-form.ts';
import { POLICY_KEYS } from '../../../electron/ledger/policies.ts';
import { PHRASES_ES, spanish } from '../../../renderer/i18n/engine/es/index.ts';
import { phraseBook } from '../../../renderer/i18n/engine/phrase-book.ts';
import { engineWordsIn, tellerOf } from '../../../renderer/i18n/engine/use-told.ts';
import { CHECKS } from '../../../shared/close/tie-out-checks.ts';
import { VAT_CATEGORIES } from '../../../shared/close/vat-summary.ts';
import { ISSUE_KINDS } from '../../../shared/domain/issue-taxonomy.ts';
import { month } from '../../../shared/domain/month.ts';

const tell = tellerOf(spanish, 'es-ES');
const braces = (text: string): string[] => (text.match(/\{\w+[*+]?\}/g) ?? []).sort();

describe('a finished sentence of the engine', () => {
  it('is found by its English, with what it names said in turn', () => {
    expect(tell('Contract C-12: posting 7 was closed with 1,250.50 EUR and now says -3.00 EUR.')).toBe(
      'Contrato C-12: el asiento 7 se cerró con 1.250,50 EUR y ahora dice -3,00 EUR.',
    );
    expect(tell('Service revenue, March 2025, all services')).toBe(
      'Ingresos por servicio, marzo de 2025, todos los servicios',
    );
    expect(tell('Invoice F25 of 31 May 2025: 4,950.47 EUR came in.')).toBe(
      'Factura F25 del 31/05/2025: entraron 4.950,47 EUR.',
    );
    expect(
      tell(
        'Enrolled in fs-1, 13 Jan to 25 Jul 2025, status DROPPED of 31 Mar 2025; before: Enrolled in fs-1, start not known to 11 Jul 2025.',
      ),
    ).toBe(
      'Matrícula en fs-1, 13/01/2025 a 25/07/2025, estado baja del 31/03/2025; antes: Matrícula en fs-1, comienzo desconocido a 11/07/2025.',
    );
    expect(tell('Billed: Credit note CN2 of 3 Feb 2025 (-277.50); Invoice F2 of 10 Feb 2025 (+5,550.00).')).toBe(
      'Facturado: Factura rectificativa CN2 del 03/02/2025 (-277,50); Factura F2 del 10/02/2025 (+5.550,00).',
    );
    expect(tell('Prior-period adjustment (Nov 2024-Feb 2025)')).toBe(
      'Ajuste de periodos anteriores (noviembre de 2024 a febrero de 2025)',
    );
    expect(tell('− Service revenue')).toBe('− Ingresos por servicio');
    expect(
      tell(
        'It belongs to January 2025 and March 2025, which were closed by then: closed months do not move, so it is posted in the first open month.',
      ),
    ).toBe(
      'Corresponde a enero de 2025 y marzo de 2025, que ya estaban cerrados: los meses cerrados no se mueven, así que se asienta en el primer mes abierto.',
    );
    expect(tell('score 7: dated within the course (+3, +1), course not finished (+2)')).toBe(
      'puntuación 7: con fecha dentro del curso (+3, +1) y curso sin terminar (+2)',
    );
  });

  it('is said sentence by sentence where several come together', () => {
    expect(tell('Nothing was changed. Sign as preparer first.')).toBe(
      'No se ha cambiado nada. Firme antes como preparador.',
    );
  });

  it('begins with a capital where a month comes first', () => {
    expect(tell('March 2025 is closed.')).toBe('Marzo de 2025 está cerrado.');
  });

  it('stays as it is where nobody has worded it, as do names', () => {
    for (const text of ['ES - Full-Stack - Part-Time', 'Ana and Ben, S.L.', 'A sentence that nobody wrote.', 'C-12']) {
      expect(tell(text)).toBe(text);
    }
  });

  it('takes the closest phrase, and the nearest form of a slot', () => {
    const say = phraseBook(
      [
        ['{what} in {month}', '{month}: {what}'],
        ['{n} rows in {month}', '{month}: {n} filas'],
      ],
      () => null,
      'y',
    );
    expect(say('12 rows in March 2025')).toBe('March 2025: 12 filas');
    expect(say('rows in March 2025')).toBe('March 2025: rows');
    expect(say('rows in the house')).toBe('rows in the house');
  });
});

describe('what the engine says by a key', () => {
  it('is there in Spanish for every kind of issue, with the same braces', () => {
    for (const { code, title, meaning, fix } of ISSUE_KINDS) {
      const es = spanish.issues[code];
      expect({
        code,
        braces: braces(`${es.title} ${es.meaning} ${es.fix}`).filter(
          (each) => !braces(`${title} ${meaning} ${fix}`).includes(each),
        ),
      }).toEqual({ code, braces: [] });
      expect(es.title, code).not.toBe(title);
      expect(es.fix, code).not.toBe(fix);
    }
  });

  it('is there for every control total', () => {
    const { lamp } = engineWordsIn(spanish);
    for (const { id, words, left, right } of CHECKS) {
      const said = lamp({ id, words, left: { words: left }, right: { words: right } });
      expect([said.words, said.left], String(id)).not.toEqual([words, left]);
    }
  });

  it('is there for every step of the checklist', () => {
    const steps = monthSteps({
      month: month('2025-01'),
      firstOpenMonth: month('2025-01'),
      synced: true,
      worked: true,
      stale: 0,
      gate: { state: 'READY', balanceAtRisk: 0, monthAtRisk: 0, materiality: 0, coverage: null },
      open: {},
      silent: [],
      lamps: { red: [], notStated: [], overridden: [] },
      prepared: null,
      reviewed: null,
      closed: false,
    });
    const { checkStep } = engineWordsIn(spanish);
    for (const step of steps) {
      expect(checkStep(step), step.key).not.toBe(step.words);
      expect(tell(step.because), step.because).not.toBe(step.because);
    }
  });

  it('is there for every policy and every value it can have', () => {
    for (const key of POLICY_KEYS) {
      const { title, options, limits } = POLICY_INFO[key];
      expect(tell(title), key).not.toBe(title);
      for (const value of options ?? [limits?.least ?? 0, 1, limits?.most ?? 0]) {
        const sentence = policySentence(key, value);
        expect(tell(sentence), `${key} ${String(value)}`).not.toBe(sentence);
      }
    }
    for (const { sentence } of FIXED_POLICIES) expect(tell(sentence)).not.toBe(sentence);
  });

  it('is there for every rule and defect of the old system', () => {
    for (const words of [...Object.values(RULE_WORDS), ...Object.values(DEFECTS)]) expect(tell(words)).not.toBe(words);
  });

  it('is there for every kind of tax', () => {
    for (const category of VAT_CATEGORIES)
      expect(`${tell(category)} ${tell(`${category} 21%`)}`).not.toBe(`${category} ${category} 21%`);
  });

  it('is there for the fields of every system', () => {
    for (const { settings, secrets } of CONNECTORS.values()) {
      for (const { label, help } of [...settingsForm(settings), ...secrets]) {
        if (help !== '') expect(tell(help)).not.toBe(help);
        expect(spanish.phrases.map(([english]) => english)).toContain(label);
      }
    }
  });
});

describe('the Spanish phrases', () => {
  it('are worded once each, and use the slots of their English', () => {
    const own = PHRASES_ES.filter(
      ([english]) =>
        !ISSUE_KINDS.some(({ title, meaning, fix }) => [title, meaning, fix].some((each) => each === english)),
    );
    expect(own.map(([english]) => english).filter((each, at, all) => all.indexOf(each) !== at)).toEqual([]);
    for (const [english, es] of PHRASES_ES) {
      expect(es.trim(), english).not.toBe('');
      expect(
        braces(es).filter((each) => !braces(english).includes(each)),
        english,
      ).toEqual([]);
    }
  });

  it('are still said by the engine: what it words anew is worded anew here', () => {
    const source = sourceText();
    const gone = PHRASES_ES.filter(([english]) =>
      english.split(/\{\w+[*+]?\}/).some((literal) => !isSaid(literal, source)),
    );
    expect(gone.map(([english]) => english)).toEqual([]);
  });
});

/** Everything the engine could say, as it is written in its files: once with the first of two forms that it chooses from, once with the other. */
function sourceText(): string {
  const root = join(import.meta.dirname, '../../..');
  const written = ['electron', 'shared', 'renderer/format']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => readFileSync(join(root, folder, file), 'utf8')),
    )
    .join('\n')
    .replaceAll("\\'", "'");
  const choice = /\$\{[^{}`]*?\?\s*'([^']*)'\s*:\s*'([^']*)'\s*\}/g;
  const counted = /\$\{counted\([^{}`]*?'([^']*)'(?:, '([^']*)')?\)\}/g;
  const first = written.replace(choice, '$1').replace(counted, '$1');
  const other = written.replace(choice, '$2').replace(counted, (_, one: string, many?: string) => many ?? `${one}s`);
  return `${first}\n${other}`.toLowerCase();
}

/** A part of a sentence stands in the source, at most put together of a few; figures and the stops between parts come on top. */
function isSaid(literal: string, source: string): boolean {
  const words = bare(literal).split(' ');
  const stands = (from: number, until: number) => isThere(bare(words.slice(from, until).join(' ')), source);
  if (stands(0, words.length)) return true;
  return words.some((_, at) => {
    if (!stands(0, at)) return false;
    if (stands(at, words.length)) return true;
    return words.length < 9 && words.some((__, end) => end > at && stands(at, end) && stands(end, words.length));
  });
}

function bare(text: string): string {
  return text.replace(/^[\s.,:;()]*(?:1 )?|[\s.,:;()]+$/g, '').toLowerCase();
}

function isThere(words: string, source: string): boolean {
  return !/[a-z]/.test(words) || source.includes(words) || source.includes(words.replace(/s$/, ''));
}
