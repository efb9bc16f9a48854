/** Who may import whom: the map of the house, enforced. */
const rooms = (...names) => `^electron/(${names.join('|')})(/|\\.ts$)`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared runs anywhere: nothing of ours, no Node, no Electron; zod alone for schemas.',
      severity: 'error',
      from: { path: '^shared' },
      to: { pathNot: '^(shared|node_modules/zod)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pages-know-shared-only',
      comment: 'What a window shows runs in a browser: it talks to the rest through the contract alone.',
      severity: 'error',
      from: { path: '^renderer' },
      to: { path: '^(electron|scripts|test)' },
    },
    {
      name: 'pages-carry-no-schemas',
      comment:
        'Every window would load and build them at its start. Types cost nothing; words both sides need are in shared/domain.',
      severity: 'error',
      from: { path: '^renderer' },
      to: { path: '^(shared/contract/(?!window\\.ts$)|node_modules/zod/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-pages',
      severity: 'error',
      from: { path: '^(shared|electron|scripts)' },
      to: { path: '^renderer' },
    },
    {
      name: 'connectors-stand-alone',
      comment:
        'A connector knows shared, platform and the connector type; never the ledger, sync or another connector.',
      severity: 'error',
      from: { path: '^electron/connectors/([^/]+)/' },
      to: {
        path: '^electron/',
        pathNot: ['^electron/connectors/$1/', '^electron/connectors/[^/]+\\.ts$', '^electron/platform/'],
      },
    },
    {
      name: 'connector-ground-is-low',
      severity: 'error',
      from: { path: '^electron/connectors/[^/]+\\.ts$', pathNot: '^electron/connectors/registry\\.ts$' },
      to: { path: '^electron/', pathNot: ['^electron/connectors/[^/]+\\.ts$', '^electron/platform/'] },
    },
    {
      name: 'platform-is-low',
      severity: 'error',
      from: { path: '^electron/platform/' },
      to: { path: '^electron/', pathNot: '^electron/platform/' },
    },
    {
      name: 'ledger-knows-platform-only',
      severity: 'error',
      from: { path: '^electron/ledger/' },
      to: { path: '^electron/', pathNot: rooms('ledger', 'platform') },
    },
    {
      name: 'sync-does-not-know-connectors',
      comment: 'sync knows the connector type; the registry is handed to it.',
      severity: 'error',
      from: { path: '^electron/sync/' },
      to: {
        path: '^electron/',
        pathNot: [rooms('sync', 'ledger', 'platform'), '^electron/connectors/(connector|source-errors)\\.ts$'],
      },
    },
    {
      name: 'close-uses-the-ledger',
      severity: 'error',
      from: { path: '^electron/close/' },
      to: { path: '^electron/', pathNot: rooms('close', 'ledger') },
    },
    {
      name: 'exports-use-the-ledger',
      severity: 'error',
      from: { path: '^electron/exports/' },
      to: { path: '^electron/', pathNot: rooms('exports', 'ledger', 'platform') },
    },
    {
      name: 'app-does-not-compose',
      severity: 'error',
      from: { path: '^electron/app/' },
      to: { path: '^electron/(engine|cli|sandbox)' },
    },
    {
      name: 'host-composes-threads',
      comment:
        'The desk routes: the engine and the sample company work on threads, and are known by their lines alone.',
      severity: 'error',
      from: { path: '^electron/host/', pathNot: '^electron/host/sample-worker\\.ts$' },
      to: {
        path: '^electron/',
        pathNot: [
          rooms('host', 'platform', 'engine-thread', 'thread-line'),
          '^electron/ledger/(run-lock|backups)\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'serve-carries-messages',
      severity: 'error',
      from: { path: '^electron/serve(/|\\.ts$)' },
      to: { path: '^electron/', pathNot: rooms('serve', 'host', 'platform') },
    },
    {
      name: 'only-the-ledger-knows-sql',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/ledger/' },
      to: { path: 'node_modules/(better-sqlite3|kysely)' },
    },
    {
      name: 'only-the-desktop-knows-electron',
      severity: 'error',
      from: { pathNot: '^electron/(main|preload|desktop)' },
      to: { path: '^electron$' },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.jsx', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
