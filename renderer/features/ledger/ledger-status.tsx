import { StatusWord } from '../../components/status-word.tsx';
import { useWords } from '../../i18n/words.ts';
import { statusInWords, statusMeaning } from './statuses.ts';
import { words } from './words.ts';

/** A status of the ledger: colour, icon and word. */
export function LedgerStatus({ status }: { readonly status: string | null }) {
  const say = useWords(words);
  return status === null ? null : <StatusWord meaning={statusMeaning(status)}>{statusInWords(status, say)}</StatusWord>;
}
