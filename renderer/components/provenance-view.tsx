import type { z } from 'zod';
import type { provenance } from '../../shared/contract/browse.ts';
import { useFormat } from '../format/use-format.ts';
import { common } from '../i18n/common.ts';
import { useTold } from '../i18n/engine/use-told.ts';
import { useWords } from '../i18n/words.ts';
import classes from './components.module.css';
import { RecordTree } from './record-tree.tsx';
import { StatusWord } from './status-word.tsx';

/** Where a row comes from: system, record, when and in which run it was read, and the record itself, folded. */
export function ProvenanceView({ source }: { readonly source: z.output<typeof provenance> | null }) {
  const say = useWords(common);
  const told = useTold();
  const format = useFormat();
  if (source === null) return <p className={classes.soft}>{say('from.none')}</p>;
  return (
    <div className={classes.stack}>
      <dl className={classes.facts}>
        <dt>{say('from.system')}</dt>
        <dd>
          <bdi>{source.connection}</bdi> ({source.system}, {told(source.stream)})
        </dd>
        <dt>{say('from.record')}</dt>
        <dd>
          <bdi>{source.externalId}</bdi>, {say('from.version', { version: source.version, versions: source.versions })}
        </dd>
        <dt>{say('from.read')}</dt>
        <dd>{format.instant(source.fetchedAt)}</dd>
        <dt>{say('from.run')}</dt>
        <dd>
          <a href={`#/runs/${source.run}`}>{source.run}</a>
        </dd>
      </dl>
      <StatusWord meaning={source.intact ? 'done' : 'stop'}>
        {say(source.intact ? 'from.intact' : 'from.touched')}
      </StatusWord>
      <details>
        <summary>{say('tree.label')}</summary>
        <RecordTree value={source.payload} />
      </details>
    </div>
  );
}
