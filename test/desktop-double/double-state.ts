/** What the double shows of itself to a test: everything the operator could see outside the windows, and every setting made. */
export interface SeenWindow {
  readonly id: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly progress: number;
  readonly focused: boolean;
  readonly visible: boolean;
  readonly url: string;
}

export interface SeenMenuItem {
  readonly label: string;
  readonly role: string | null;
  readonly accelerator: string | null;
  readonly items: readonly SeenMenuItem[];
}

export interface SeenDialog {
  readonly id: number;
  readonly kind: 'message' | 'save';
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

export interface DoubleState {
  readonly ready: boolean;
  readonly sandboxed: boolean;
  readonly schemes: readonly unknown[];
  readonly protocolClients: readonly string[];
  readonly switches: readonly string[];
  readonly channels: readonly string[];
  readonly windows: readonly SeenWindow[];
  readonly menu: readonly SeenMenuItem[];
  readonly dialogs: readonly SeenDialog[];
  readonly errorBoxes: readonly { readonly title: string; readonly content: string }[];
  readonly notifications: readonly { readonly title: string; readonly body: string }[];
  readonly badge: number;
  readonly blockers: readonly string[];
  readonly openedOutside: readonly string[];
  readonly shown: readonly string[];
  readonly clipboard: string;
  readonly theme: string;
  readonly sessionRules: readonly string[];
}
