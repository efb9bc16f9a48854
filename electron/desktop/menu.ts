/** The native menu: what every program has, under the names the system gives it, and the few acts that need no screen. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { ShellWords } from './shell-words.ts';

export interface MenuActs {
  newWindow(): void;
  runTheMonth(): void;
  showLogs(): void;
  copyDiagnostics(): void;
}

/** Sets the menu of all windows. */
export function setMenu(words: ShellWords, acts: MenuActs, platform: NodeJS.Platform, devTools: boolean): void {
  const mac = platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: words.file,
      submenu: [
        { label: words.newWindow, accelerator: 'CmdOrCtrl+N', click: () => acts.newWindow() },
        { label: words.runTheMonth, accelerator: 'CmdOrCtrl+Shift+R', click: () => acts.runTheMonth() },
        { type: 'separator' },
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { label: words.edit, role: 'editMenu' },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(devTools ? [{ role: 'toggleDevTools' } as const] : []),
      ],
    },
    { label: words.window, role: 'windowMenu' },
    {
      label: words.help,
      role: 'help',
      submenu: [
        { label: words.showLogs, click: () => acts.showLogs() },
        { label: words.copyDiagnostics, click: () => acts.copyDiagnostics() },
        ...(mac ? [] : [{ type: 'separator' } as const, { role: 'about' } as const]),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
