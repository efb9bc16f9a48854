/** What a reference names, as lines: in words first, then what stands behind it, the records and the runs. */
import type { OutputOf } from '../../shared/contract/index.ts';
import { moment } from './format.ts';
import { cut, plain } from './plain-text.ts';
import type { Reader } from './terminal.ts';

export function referenceLines(found: OutputOf<'trace/reference'>, { paint }: Reader): string[] {
  const text = (words: string) => cut(plain(words), 300);
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', paint.strong(title), ...lines.map((line) => `  ${line}`)];
  return [
    `${paint.strong(plain(found.ref))}  ${text(found.title)}`,
    ...found.sentences.map(text),
    ...part('Stands on', [
      ...found.behind.map(({ ref, words }) => `${plain(ref)}  ${text(words)}`),
      ...(found.more > 0 ? [`and ${found.more} more`] : []),
    ]),
    ...part(
      'Read from',
      found.sources.map(
        (source) =>
          `${plain(source.ref)}  ${text(source.words)}, ${source.versions > 1 ? `version ${source.version} of ${source.versions}, ` : ''}brought by run ${plain(source.run)} on ${moment(source.fetchedAt)}${source.intact ? '' : ', and altered on file since'}`,
      ),
    ),
    ...part(
      'Written by',
      found.runs.map(({ ref, words, at }) => `${plain(ref)}  ${text(words)}, ${moment(at)}`),
    ),
  ];
}
