import { useHashPath } from '../../state/location.ts';
import { RunList } from './run-list.tsx';
import { RunPage } from './run-page.tsx';

/** The history of runs, or one of them (`/runs/12`). */
export function RunsScreen() {
  const [path] = useHashPath();
  const id = path.split('/')[2] ?? '';
  return /^[1-9]\d{0,14}$/.test(id) ? <RunPage key={id} id={Number(id)} /> : <RunList />;
}
