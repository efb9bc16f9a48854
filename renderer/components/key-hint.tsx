import classes from './components.module.css';

/** Keys as a person presses them: `Ctrl+K`. On a Mac the command key stands for Ctrl. */
export function KeyHint({ keys }: { readonly keys: string }) {
  const mac = navigator.userAgent.includes('Mac');
  return <kbd className={classes.key}>{mac ? keys.replace('Ctrl+', '⌘') : keys}</kbd>;
}
