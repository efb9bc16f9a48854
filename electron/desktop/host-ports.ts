/** What the host gets from the desktop: file dialogs, the file manager, and where the looks are kept. */

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, nativeTheme, shell } from 'electron';
import type { Appearance } from '../../shared/contract/desk.ts';
import type { HostPorts } from '../host/host-ports.ts';
import type { Preferences } from './preferences.ts';
import type { ShellWords } from './shell-words.ts';

const FORMATS = { csv: 'CSV', xlsx: 'Excel' } as const;

/** The desktop's ports. `changed` is told when the operator chose another look or language. */
export function desktopPorts(
  preferences: Preferences,
  front: () => BrowserWindow | undefined,
  words: () => ShellWords,
  changed: () => void,
): HostPorts {
  nativeTheme.themeSource = preferences.appearance().theme;
  async function opened(options: Electron.OpenDialogOptions): Promise<string | null> {
    const window = front();
    const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  }
  return {
    shell: 'desktop',
    async chooseFile({ name, kind }) {
      const options = {
        title: words().saveTitle,
        defaultPath: join(app.getPath('documents'), name),
        filters: [{ name: FORMATS[kind], extensions: [kind] }],
      };
      const window = front();
      const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
    async chooseFolder() {
      return opened({ defaultPath: app.getPath('documents'), properties: ['openDirectory', 'createDirectory'] });
    },
    async chooseWorkbook() {
      return opened({
        defaultPath: app.getPath('documents'),
        filters: [{ name: FORMATS.xlsx, extensions: ['xlsx'] }],
        properties: ['openFile'],
      });
    },
    show: showInFolder,
    download: () => null,
    appearance: {
      read: () => preferences.appearance(),
      write(value: Appearance) {
        preferences.keepAppearance(value);
        nativeTheme.themeSource = value.theme;
        changed();
      },
    },
    views: preferences.views,
    locale: app.getLocale(),
    version: app.getVersion(),
  };
}

/** Shows a folder, or a file in its folder; false where it is gone or nothing can show it. */
export async function showInFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found === null) return false;
  // Never opened, only shown: a file somebody put in the place of an export must not be run.
  if (found.isDirectory()) return (await shell.openPath(path)) === '';
  shell.showItemInFolder(path);
  return true;
}
