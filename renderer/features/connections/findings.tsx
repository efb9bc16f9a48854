/** What a test found, line by line: what works, what is missing, and what to do about it. */
import { CircleAlert, CircleCheck } from 'lucide-react';
import { StatusWord } from '../../components/status-word.tsx';
import { useTold } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import classes from './connections.module.css';
import type { Findings } from './drafts.ts';
import { words } from './words.ts';

export function FindingsList({ name, found }: { readonly name: string; readonly found: Findings }) {
  const say = useWords(words);
  const told = useTold();
  return (
    <div className={classes.findings} role="status">
      <StatusWord meaning={found.works ? 'done' : 'look'}>
        {say(found.works ? 'findingsWork' : 'findingsLook', { name: isolate(name) })}
      </StatusWord>
      <ul>
        {found.findings.map((finding) => {
          const Icon = finding.ok ? CircleCheck : CircleAlert;
          return (
            <li key={finding.text} data-ok={finding.ok}>
              <Icon size="1rem" aria-label={say(finding.ok ? 'findingOk' : 'findingLook')} role="img" />
              <div>
                <p dir="auto">{told(finding.text)}</p>
                {finding.fix !== undefined && !finding.ok && (
                  <p dir="auto" className={classes.fix}>
                    {told(finding.fix)}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
