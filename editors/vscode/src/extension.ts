// The client: it starts the language server, runs scenarios in a terminal, and says what to do if there is no program.

import * as path from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';
import { isFound, runCommand } from './command';

const LANGUAGE = 'benefit-flow';
const SETTING = 'benefitFlows.command';

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand('benefit-flows.run', run),
    vscode.commands.registerCommand('benefit-flows.restart', restart),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration(SETTING)) {
        await restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  const running = client;
  client = undefined;
  if (running?.needsStop()) {
    await running.stop();
  }
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

function command(): readonly string[] {
  return vscode.workspace.getConfiguration().get<string[]>(SETTING, ['benefit-flows', 'lsp']);
}

async function start(): Promise<void> {
  const [program = '', ...args] = command();
  if (!isFound(program, process.env)) {
    sayNotFound(program);
    return;
  }
  client = new LanguageClient(
    'benefit-flows',
    'benefit-flows',
    { command: program, args },
    { documentSelector: [{ scheme: 'file', language: LANGUAGE }, { scheme: 'untitled', language: LANGUAGE }] },
  );
  try {
    await client.start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('The language server did not start: {0}', reason));
  }
}

/** Say it without waiting for an answer: the extension is active while the message is open. */
function sayNotFound(program: string): void {
  const open = vscode.l10n.t('Open settings');
  const message = vscode.l10n.t(
    'The program "{0}" was not found. Install benefit-flows (pip install .[lsp] in its folder), or give its full path in the setting benefitFlows.command.',
    program,
  );
  void vscode.window.showErrorMessage(message, open).then((choice) =>
    choice === open ? vscode.commands.executeCommand('workbench.action.openSettings', SETTING) : undefined,
  );
}

/** Run the scenario of a line: the one of a code lens, else the one under the cursor. */
async function run(file?: string, line?: number): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const chosen = file ?? editor?.document.uri.fsPath;
  if (chosen === undefined) {
    return;
  }
  const at = line ?? (editor?.selection.active.line ?? 0) + 1;
  const [program = '', ...args] = runCommand(command(), chosen, at);
  if (!isFound(program, process.env)) {
    sayNotFound(program);
    return;
  }
  await save(chosen);
  await vscode.tasks.executeTask(task(chosen, program, args));
}

/** What runs is the file on disk. */
async function save(file: string): Promise<void> {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.fsPath === vscode.Uri.file(file).fsPath);
  await open?.save();
}

/** A task, not text typed into a shell: no name of a file needs quoting, and the result stays to be read. */
function task(file: string, program: string, args: string[]): vscode.Task {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file));
  const cwd = folder?.uri.fsPath ?? path.dirname(file);
  const made = new vscode.Task(
    { type: 'benefit-flows' },
    folder ?? vscode.TaskScope.Workspace,
    `run ${path.basename(file)}`,
    'benefit-flows',
    new vscode.ProcessExecution(program, args, { cwd }),
  );
  made.presentationOptions = { clear: true, panel: vscode.TaskPanelKind.Shared };
  return made;
}
