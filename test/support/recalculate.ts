/** A workbook opened, worked out anew and saved by LibreOffice, in a profile of its own. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Why workbooks cannot be recalculated here; undefined when they can. */
export const NO_OFFICE = process.env.MONTHEND_NO_TEST_OFFICE;

// Always work out anew: without this, what stands beside a formula would only be copied.
const ALWAYS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/** The recalculated workbook's bytes. `folder`: a fresh one. */
export async function recalculated(path: string, folder: string): Promise<Uint8Array> {
  const profile = join(folder, 'profile');
  mkdirSync(join(profile, 'user'), { recursive: true });
  writeFileSync(join(profile, 'user', 'registrymodifications.xcu'), ALWAYS);
  const out = join(folder, 'out');
  await run(
    'soffice',
    [
      `-env:UserInstallation=${pathToFileURL(profile)}`,
      '--headless',
      '--norestore',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      out,
      path,
    ],
    { timeout: 120_000 },
  );
  return readFileSync(join(out, basename(path)));
}
