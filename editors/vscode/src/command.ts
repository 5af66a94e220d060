// The commands that are started, without the editor: so they can be tried without one.

import * as fs from 'node:fs';
import * as path from 'node:path';

/** The command that runs the scenario of a line: the server's, with `run` for `lsp` and all behind it. */
export function runCommand(server: readonly string[], file: string, line: number): string[] {
  const end = server.indexOf('lsp');
  return [...(end < 0 ? server : server.slice(0, end)), 'run', `${file}:${line}`];
}

/** Say whether a program can be started: by its path, or from the search path. */
export function isFound(program: string, environment: NodeJS.ProcessEnv): boolean {
  if (program === '') {
    return false;
  }
  const endings = process.platform === 'win32' ? ['', '.exe', '.cmd', '.bat'] : [''];
  const searched = (environment['PATH'] ?? environment['Path'] ?? '').split(path.delimiter);
  const folders = program.includes('/') || program.includes(path.sep) ? [''] : searched.filter((each) => each !== '');
  return folders.some((folder) => endings.some((ending) => isFile(path.join(folder, program + ending))));
}

function isFile(name: string): boolean {
  return fs.statSync(name, { throwIfNoEntry: false })?.isFile() ?? false;
}
