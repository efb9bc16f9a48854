import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { call } from '../bridge/api.ts';
import { problemOf } from '../bridge/problem-error.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { showNote } from '../components/toasts.tsx';
import { common } from '../i18n/common.ts';
import { say } from '../i18n/words.ts';

interface Props {
  readonly children: ReactNode;
  /** Another value is another screen: it starts anew. */
  readonly screen: string;
}

/** A bug in one screen takes only that screen away, and says how to report it. */
export class CrashGuard extends Component<Props, { readonly thrown: unknown; readonly screen: string }> {
  override state = { thrown: null as unknown, screen: this.props.screen };

  static getDerivedStateFromError(thrown: unknown) {
    return { thrown: thrown ?? 'nothing' };
  }

  static getDerivedStateFromProps(props: Props, state: { readonly screen: string }) {
    return props.screen === state.screen ? null : { thrown: null, screen: props.screen };
  }

  override render() {
    if (this.state.thrown === null) return this.props.children;
    const { details } = problemOf(this.state.thrown);
    const problem = {
      code: 'SCREEN_STOPPED',
      message: say(common, 'crash.title'),
      fix: say(common, 'crash.meaning'),
      ...(details === undefined ? {} : { details }),
    };
    return (
      <div style={{ padding: '1.5rem' }}>
        <ProblemNotice
          problem={problem}
          action={
            <>
              <Button size="xs" onClick={() => this.setState({ thrown: null })}>
                {say(common, 'crash.again')}
              </Button>
              <Button size="xs" variant="default" onClick={() => void copyDiagnostics()}>
                {say(common, 'crash.copy')}
              </Button>
            </>
          }
        />
      </div>
    );
  }
}

async function copyDiagnostics(): Promise<void> {
  const result = await call('desk/diagnostics', {});
  await navigator.clipboard.writeText(
    result.ok ? result.value.text : `${result.problem.code}: ${result.problem.message}`,
  );
  showNote(say(common, 'crash.copied'));
}
