import { loadEngineLanguage } from './engine/engine-language.ts';
import { i18next } from './instance.ts';
import { directionOf, type Language } from './language.ts';

/** Changes the language of everything on screen, and the direction of the page with it. */
export async function speak(language: Language): Promise<void> {
  // Before the first word: whatever is said in this language finds the engine's words there.
  await loadEngineLanguage(language);
  if (i18next.language !== language) await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
