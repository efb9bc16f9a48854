import './theme/nonce.ts';
import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { screenAt } from './app/screens.ts';
import { call } from './bridge/api.ts';
import { startListening } from './bridge/listen.ts';
import { setAppearance } from './state/appearance.ts';
import { placeOf } from './state/place.ts';

const root = document.getElementById('root');
if (root === null) throw new TypeError('The page has no place for the app');

// It comes while the program is asked how things stand, rather than after.
screenAt(placeOf(window.location.hash).path)?.load();
const [appearance] = await Promise.all([call('desk/appearance', {}), startListening()]);
if (appearance.ok) setAppearance(appearance.value);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
