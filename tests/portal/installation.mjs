// A real installation for the browser: all services, the gateway with the built
// pages and the demo's identity provider, with the demo's deliveries.
import { execFile, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const root = new URL('../../', import.meta.url).pathname;
const bin = process.env.CREDITPROOF_BIN ?? `${root}build/release/bin`;
const sample = `${root}deploy/local/sample`;

// Whom the demo's identity provider logs in, and as whom.
export const CLEAN = 'demo-clean';
export const PENALISED = 'demo-penalised';
export const AGENT = 'demo-agent';
export const CLEAN_CODE = '91230103TE00000103';
export const PENALISED_CODE = '91230199TE00000292';
export const AGENT_CODE = '91230000TE0000061T';

// A penalty of the agent's business with a day that does not exist: a row in
// doubt, which holds it.
function rowInDoubt() {
  const bytes = readFileSync(`${sample}/penalties.csv`);
  const [head, row] = new TextDecoder('gbk').decode(bytes).split(/\r?\n/);
  const doubtful = row
    .replaceAll(PENALISED_CODE, AGENT_CODE)
    .replace('18号', '118号')
    .replace('2024-03-12', '2024-03-42');
  return `${head}\n${doubtful}\n`;
}

export class Installation {
  #suite;

  constructor() {
    this.dir = mkdtempSync(`${tmpdir()}/creditproof-portal-`);
  }

  async start() {
    this.#suite = spawn(`${root}deploy/local/up`, [this.dir, bin], {
      stdio: 'ignore',
    });
    while (!existsSync(`${this.dir}/ready`)) {
      if (this.#suite.exitCode !== null) throw new Error('up has ended');
      await pause(100);
    }
    const address = readFileSync(`${this.dir}/gateway.address`, 'utf8').trim();
    this.url = `http://${address}`;
    await this.#deliver();
  }

  async #deliver() {
    // What comes back of a file is written beside it.
    const files = `${this.dir}/files`;
    cpSync(sample, files, { recursive: true });
    const doubtful = `${files}/doubtful.csv`;
    writeFileSync(doubtful, rowInDoubt());
    for (const [file, source] of [
      [`${files}/registry.csv`, 'registry'],
      [`${files}/penalties.csv`, 'penalties'],
      [doubtful, 'penalties'],
    ])
      await this.tool('ingest', file, '--source', source);
  }

  // What the tool prints. Rows in doubt are no failure here.
  tool(...args) {
    return this.#run('client', args);
  }

  // In the hands of the second administrator, who approves.
  secondTool(...args) {
    return this.#run('second-client', args);
  }

  #run(client, args) {
    const config = ['--config', `${this.dir}/${client}.textproto`];
    return new Promise((resolve) =>
      execFile(`${bin}/creditproof`, [...config, ...args], (_, out, err) =>
        resolve(out + err),
      ),
    );
  }

  // Stops a service in its tracks, and lets it go on.
  signal(service, name) {
    const pid = readFileSync(`${this.dir}/run/${service}.pid`, 'utf8');
    process.kill(Number(pid), name);
  }

  async stop() {
    this.#suite.kill('SIGTERM');
    if (this.#suite.exitCode === null) await once(this.#suite, 'exit');
    rmSync(this.dir, { recursive: true });
  }
}
