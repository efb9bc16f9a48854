/** The stand-in for the module `electron`, as far as the app uses it. What is not here makes the start fail, not the test pass. */
import { app } from './app.ts';
import { ipcMain } from './ipc-main.ts';
import { protocol, session } from './session.ts';
import {
  clipboard,
  dialog,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
} from './system.ts';
import { BrowserWindow } from './windows.ts';

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
};

export default { app, BrowserWindow, ipcMain, protocol, session, shell };
