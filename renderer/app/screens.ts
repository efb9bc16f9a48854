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
}

const load = (get: () => Promise<ComponentType>) => lazy(async () => ({ default: await get() }));

export const SCREENS: readonly Screen[] = [
  {
    name: 'close',
    pattern: '/close',
    icon: CalendarCheck,
    component: load(async () => (await import('../features/close/screen.tsx')).CloseScreen),
  },
  {
    name: 'runs',
    pattern: '/runs/*?',
    icon: History,
    component: load(async () => (await import('../features/runs/screen.tsx')).RunsScreen),
  },
  {
    name: 'issues',
    pattern: '/issues/*?',
    icon: ListChecks,
    component: load(async () => (await import('../features/issues/screen.tsx')).IssuesScreen),
  },
  {
    name: 'ledger',
    pattern: '/ledger/*?',
    icon: Library,
    component: load(async () => (await import('../features/ledger/screen.tsx')).LedgerScreen),
  },
  {
    name: 'accruals',
    pattern: '/accruals/*?',
    icon: ChartNoAxesColumn,
    component: load(async () => (await import('../features/accruals/screen.tsx')).AccrualsScreen),
  },
  {
    name: 'reports',
    pattern: '/reports/*?',
    icon: FileChartColumn,
    component: load(async () => (await import('../features/reports/screen.tsx')).ReportsScreen),
  },
  {
    name: 'connections',
    pattern: '/connections/*?',
    icon: Plug,
    component: load(async () => (await import('../features/connections/screen.tsx')).ConnectionsScreen),
  },
  {
    name: 'schedule',
    pattern: '/schedule',
    icon: CalendarClock,
    component: load(async () => (await import('../features/schedule/screen.tsx')).ScheduleScreen),
  },
  {
    name: 'settings',
    pattern: '/settings/*?',
    icon: Settings,
    component: load(async () => (await import('../features/settings/screen.tsx')).SettingsScreen),
  },
  {
    name: 'policies',
    pattern: '/policies',
    icon: Scale,
    under: true,
    component: load(async () => (await import('../features/policies/screen.tsx')).PoliciesScreen),
  },
  {
    name: 'accounts',
    pattern: '/accounts',
    icon: BookOpen,
    under: true,
    component: load(async () => (await import('../features/accounts/screen.tsx')).AccountsScreen),
  },
  {
    name: 'about',
    pattern: '/about',
    icon: Info,
    under: true,
    component: load(async () => (await import('../features/about/screen.tsx')).AboutScreen),
  },
  {
    name: 'start',
    pattern: '/start/*?',
    icon: null,
    component: load(async () => (await import('../features/start/screen.tsx')).StartScreen),
  },
];
