/** Details at the right. The content beside it shrinks, so that the row they belong to stays in sight. */
import { Button, CloseButton } from '@mantine/core';
import { ArrowLeft } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import { DRAWER_WIDTH, setDrawerWidth, useDrawerPlace } from '../state/drawer.ts';
import classes from './drawer.module.css';
import { takeFocus } from './take-focus.ts';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** Buttons below the content that stay in sight. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

export function Drawer(props: Props) {
  const slot = useDrawerPlace((state) => state.slot);
  return props.open && slot !== null ? createPortal(<Panel {...props} />, slot) : null;
}

function Panel({ onClose, title, footer, children }: Props) {
  const say = useWords(common);
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const before = document.activeElement;
    takeFocus(panel.current, { preventScroll: true });
    // Esc closes the topmost thing: a menu, a dialogue and a search take it first.
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      const above = document.querySelectorAll('[aria-modal="true"], [role="listbox"], [role="menu"]');
      if ([...above].some((element) => element.checkVisibility())) return;
      event.preventDefault();
      close.current();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      // A row may be drawn anew meanwhile: its grid then knows which one it was.
      const back =
        before instanceof HTMLElement && before.isConnected
          ? before
          : document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]');
      takeFocus(back, { preventScroll: true });
    };
  }, []);

  return (
    <aside ref={panel} tabIndex={-1} aria-labelledby={id} className={classes.drawer}>
      <Resizer />
      <header className={classes.head}>
        <h2 id={id} dir="auto">
          {title}
        </h2>
        <CloseButton className={classes.x} aria-label={say('drawer.close')} onClick={onClose} />
        <Button
          className={classes.back}
          variant="default"
          size="xs"
          leftSection={<ArrowLeft size="1rem" aria-hidden className={classes.arrow} />}
          onClick={onClose}
        >
          {say('drawer.back')}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.body} tabIndex={0} aria-labelledby={id}>
        {children}
      </section>
      {footer !== undefined && <footer className={classes.foot}>{footer}</footer>}
    </aside>
  );
}

const STEP = 32;

function Resizer() {
  const say = useWords(common);
  const width = useDrawerPlace((state) => state.width);
  const rightToLeft = () => document.documentElement.dir === 'rtl';
  const onKeyDown = (event: KeyboardEvent) => {
    const wider = rightToLeft() ? 'ArrowRight' : 'ArrowLeft';
    const narrower = rightToLeft() ? 'ArrowLeft' : 'ArrowRight';
    if (event.key === wider) setDrawerWidth(width + STEP);
    else if (event.key === narrower) setDrawerWidth(width - STEP);
    else if (event.key === 'Home') setDrawerWidth(DRAWER_WIDTH.most);
    else if (event.key === 'End') setDrawerWidth(DRAWER_WIDTH.least);
    else return;
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    setDrawerWidth(rightToLeft() ? event.clientX : document.documentElement.clientWidth - event.clientX);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is a widget; hr cannot be one
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={say('drawer.resize')}
      aria-valuenow={width}
      aria-valuemin={DRAWER_WIDTH.least}
      aria-valuemax={DRAWER_WIDTH.most}
      tabIndex={0}
      className={classes.resizer}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => setDrawerWidth(DRAWER_WIDTH.normal)}
    />
  );
}
