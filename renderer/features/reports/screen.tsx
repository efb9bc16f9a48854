/** Reports: the list of them in words, and each of them down to the stored records. */
import { useHashPath } from '../../state/location.ts';
import { ParityPage } from './parity-page.tsx';
import { ReportList } from './report-list.tsx';
import { ReportPage } from './report-page.tsx';

export function ReportsScreen() {
  const name = useHashPath()[0].split('/')[2];
  if (name === 'parity') return <ParityPage />;
  return name === undefined || name === '' ? <ReportList /> : <ReportPage key={name} name={name} />;
}
