/** The screens by path, in the order of the rail. Each is loaded when it is first gone to. */
import {
  BookOpen,
  CalendarCheck,
  CalendarClock,
  ChartNoAxesColumn,
  FileChartColumn,
  History,
  Info,
  Library,
  ListChecks,
  type LucideIcon,
  Plug,
  Scale,
  Settings,
} from 'lucide-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

export interface Screen {
  readonly name:
    | 'close'
    | 'runs'
    | 'issues'
    | 'ledger'
    | 'accruals'
    | 'reports'
    | 'connections'
    | 'schedule'
    | 'settings'
    | 'policies'
    | 'accounts'
    | 'about'
    | 'start';
  /** As wouter matches it. */
  readonly pattern: string;
  readonly icon: LucideIcon | null;
  /** Stands under Settings in the rail. */
  readonly under?: true;
  readonly component: LazyExoticComponent<ComponentType>;
  /** Begins to load it, for where it is known that it will be shown before it can be drawn. */
  readonly load: () => void;
}

function loaded(get: () => Promise<ComponentType>): Pick<Screen, 'component' | 'load'> {
  let coming: Promise<ComponentType> | null = null;
  const load = (): Promise<ComponentType> => {
    coming ??= get();
    return coming;
  };
  return {
    component: lazy(async () => ({ default: await load() })),
    // Whoever draws it then is told that it could not be loaded.
    load: () => void load().catch(() => {}),
  };
}

export const SCREENS: readonly Screen[] = [
  {
    name: 'close',
    pattern: '/close',
    icon: CalendarCheck,
    ...loaded(async () => (await import('../features/close/screen.tsx')).CloseScreen),
  },
  {
    name: 'runs',
    pattern: '/runs/*?',
    icon: History,
    ...loaded(async () => (await import('../features/runs/screen.tsx')).RunsScreen),
  },
  {
    name: 'issues',
    pattern: '/issues/*?',
    icon: ListChecks,
    ...loaded(async () => (await import('../features/issues/screen.tsx')).IssuesScreen),
  },
  {
    name: 'ledger',
    pattern: '/ledger/*?',
    icon: Library,
    ...loaded(async () => (await import('../features/ledger/screen.tsx')).LedgerScreen),
  },
  {
    name: 'accruals',
    pattern: '/accruals/*?',
    icon: ChartNoAxesColumn,
    ...loaded(async () => (await import('../features/accruals/screen.tsx')).AccrualsScreen),
  },
  {
    name: 'reports',
    pattern: '/reports/*?',
    icon: FileChartColumn,
    ...loaded(async () => (await import('../features/reports/screen.tsx')).ReportsScreen),
  },
  {
    name: 'connections',
    pattern: '/connections/*?',
    icon: Plug,
    ...loaded(async () => (await import('../features/connections/screen.tsx')).ConnectionsScreen),
  },
  {
    name: 'schedule',
    pattern: '/schedule',
    icon: CalendarClock,
    ...loaded(async () => (await import('../features/schedule/screen.tsx')).ScheduleScreen),
  },
  {
    name: 'settings',
    pattern: '/settings/*?',
    icon: Settings,
    ...loaded(async () => (await import('../features/settings/screen.tsx')).SettingsScreen),
  },
  {
    name: 'policies',
    pattern: '/policies',
    icon: Scale,
    under: true,
    ...loaded(async () => (await import('../features/policies/screen.tsx')).PoliciesScreen),
  },
  {
    name: 'accounts',
    pattern: '/accounts',
    icon: BookOpen,
    under: true,
    ...loaded(async () => (await import('../features/accounts/screen.tsx')).AccountsScreen),
  },
  {
    name: 'about',
    pattern: '/about',
    icon: Info,
    under: true,
    ...loaded(async () => (await import('../features/about/screen.tsx')).AboutScreen),
  },
  {
    name: 'start',
    pattern: '/start/*?',
    icon: null,
    ...loaded(async () => (await import('../features/start/screen.tsx')).StartScreen),
  },
];

/** The screen that stands at a place; Close where there is none. */
export function screenAt(path: string): Screen | undefined {
  const name = path.split('/')[1] || 'close';
  return SCREENS.find((screen) => screen.name === name);
}
