/** Everything of the machine around the windows: menu, dialogs, notifications, clipboard, power, screens. */
import { EventEmitter } from 'node:events';
import { changed, offer, tellPart } from './control.ts';

interface Template {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly accelerator?: string;
  readonly click?: (...input: unknown[]) => void;
  readonly submenu?: readonly Template[];
}

class BuiltMenu {
  readonly items: readonly Template[];
  constructor(items: readonly Template[]) {
    this.items = items;
  }
}
let applicationMenu: BuiltMenu | null = null;

export const Menu = {
  buildFromTemplate: (template: readonly Template[]) => new BuiltMenu(template),
  setApplicationMenu(menu: BuiltMenu | null): void {
    applicationMenu = menu;
    changed();
  },
  getApplicationMenu: () => applicationMenu,
};

const nameOf = (item: Template): string => item.label ?? item.role ?? item.type ?? '';

function seen(items: readonly Template[]): unknown[] {
  return items
    .filter((item) => item.type !== 'separator')
    .map((item) => ({
      label: nameOf(item),
      role: item.role ?? null,
      accelerator: item.accelerator ?? null,
      items: seen(item.submenu ?? []),
    }));
}

tellPart('menu', () => seen(applicationMenu?.items ?? []));
offer('menu.click', (...path: string[]) => {
  let items = applicationMenu?.items ?? [];
  let item: Template | undefined;
  for (const label of path) {
    item = items.find((one) => nameOf(one) === label);
    if (!item) throw new Error(`the menu has no ${path.join(' > ')}`);
    items = item.submenu ?? [];
  }
  if (!item?.click) throw new Error(`${path.join(' > ')} does nothing of ours`);
  item.click(item, null, {});
});

const notifications: Notification[] = [];

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }
  readonly title: string;
  readonly body: string;
  constructor({ title = '', body = '' }: { title?: string; body?: string }) {
    super();
    this.title = title;
    this.body = body;
  }
  show(): void {
    notifications.push(this);
    changed();
  }
}
tellPart('notifications', () => notifications.map(({ title, body }) => ({ title, body })));
offer('notification.click', (index: number) => notifications[index]?.emit('click'));

interface Asked {
  readonly id: number;
  readonly kind: 'message' | 'save';
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly answer: (given: unknown) => void;
}
const asked: Asked[] = [];
const errorBoxes: { title: string; content: string }[] = [];
let nextDialog = 1;

type Options = {
  readonly message?: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
  readonly defaultPath?: string;
};
const optionsOf = (input: readonly unknown[]): Options => (input.at(-1) ?? {}) as Options;

function askFor<Given>(kind: Asked['kind'], options: Options): Promise<Given> {
  return new Promise((resolve) => {
    asked.push({
      id: nextDialog++,
      kind,
      message: options.message ?? '',
      detail: options.detail ?? options.defaultPath ?? '',
      buttons: options.buttons ?? ['OK'],
      answer: (given) => resolve(given as Given),
    });
    changed();
  });
}

export const dialog = {
  showMessageBox: (...input: unknown[]) => askFor<{ response: number }>('message', optionsOf(input)),
  showSaveDialog: (...input: unknown[]) => askFor<{ canceled: boolean; filePath: string }>('save', optionsOf(input)),
  showErrorBox(title: string, content: string): void {
    errorBoxes.push({ title, content });
    changed();
  },
};
tellPart('dialogs', () => asked.map(({ answer: _, ...shown }) => shown));
tellPart('errorBoxes', () => errorBoxes);
offer('dialog.answer', (id: number, given: unknown) => {
  const at = asked.findIndex((one) => one.id === id);
  if (at < 0) throw new Error(`there is no dialog ${id}`);
  asked.splice(at, 1)[0]?.answer(given);
  changed();
});

const openedOutside: string[] = [];
const shown: string[] = [];
let copied = '';

export const shell = {
  async openExternal(url: string): Promise<void> {
    openedOutside.push(url);
    changed();
  },
  async openPath(path: string): Promise<string> {
    shown.push(path);
    changed();
    return '';
  },
  showItemInFolder(path: string): void {
    shown.push(path);
    changed();
  },
};
export const clipboard = {
  writeText(text: string): void {
    copied = text;
    changed();
  },
  readText: () => copied,
};
tellPart('openedOutside', () => openedOutside);
tellPart('shown', () => shown);
tellPart('clipboard', () => copied);

const blockers = new Map<number, string>();
let nextBlocker = 1;

export const powerSaveBlocker = {
  start(kind: string): number {
    blockers.set(nextBlocker, kind);
    changed();
    return nextBlocker++;
  },
  stop(id: number): boolean {
    changed();
    return blockers.delete(id);
  },
  isStarted: (id: number) => blockers.has(id),
};
export const powerMonitor = new EventEmitter();
tellPart('blockers', () => [...blockers.values()]);
offer('power.emit', (name: string) => powerMonitor.emit(name));

const work = { x: 0, y: 0, width: 1920, height: 1040 };
const displays = [{ id: 1, workArea: work, bounds: { ...work, height: 1080 }, scaleFactor: 1 }];

export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => displays[0],
  getAllDisplays: () => displays,
});

class NativeTheme extends EventEmitter {
  #source = 'system';
  get themeSource(): string {
    return this.#source;
  }
  set themeSource(value: string) {
    this.#source = value;
    changed();
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}
export const nativeTheme = new NativeTheme();
tellPart('theme', () => nativeTheme.themeSource);
