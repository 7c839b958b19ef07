// What the examples are about: made once, through the same door, by the demo's
// users. Examples repeat these requests where they may, so that none depends on
// which ran before.
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  AGENT,
  AGENT_CODE,
  CLEAN,
  CLEAN_CODE,
  PENALISED,
  PENALISED_CODE,
} from '../portal/installation.mjs';
import { Client, tokenOf } from './client.mjs';

// Well formed, and no report's.
export const NO_REPORT = '0'.repeat(17);

export const ISSUE = {
  requestId: '0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a01',
  scenario: 'SCENARIO_FINANCING_LISTING',
  areas: ['AREA_EDUCATION', 'AREA_PUBLIC_FINANCE'],
  receiver: '某证券交易所',
  purpose: '上市申请',
};

export const OBJECTION = {
  requestId: '0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a02',
  statement: '这张罚单已经撤销了。',
};

export const APPEAL = { statement: '不是我们做的。' };

export const GRANT_ID = '0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a03';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();

export const grantOf = (requestId) => ({
  requestId,
  grant: {
    receiverId: 'stock-exchange',
    scenario: 'SCENARIO_FINANCING_LISTING',
    areas: ['AREA_EDUCATION'],
    endTime: TOMORROW,
  },
});

async function bar(installation, code) {
  const proposed = await installation.tool(
    ...['--json', 'bar', 'propose', code, '--reason', '伪造信用报告'],
    ...['--evidence', '核验为 05', '--until', '2099-12-31'],
  );
  const { bar: id } = JSON.parse(proposed);
  await installation.secondTool('bar', 'approve', id);
}

class User {
  #client;
  #headers;

  constructor(url, token) {
    this.#client = new Client(url);
    this.#headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    };
  }

  get(target) {
    return this.#send({ method: 'GET', target });
  }

  post(target, json) {
    const body = JSON.stringify(json);
    return this.#send({ method: 'POST', target, body });
  }

  async #send(request) {
    const headers = this.#headers;
    const answer = await this.#client.send({ ...request, headers });
    const { status, body } = answer;
    if (status !== 200) throw new Error(`${request.target}: ${body}`);
    return JSON.parse(body);
  }
}

// The first is made when somebody asks.
async function awaitStatusList(url) {
  const request = { method: 'GET', target: '/v1/statusList' };
  let answer;
  while ((answer = await new Client(url).send(request)).status === 429)
    await pause(100);
  if (answer.status !== 200) throw new Error(`no status list: ${answer.body}`);
}

export async function makeWorld(installation) {
  const { url } = installation;
  const [clean, penalised, agent] = await Promise.all(
    [CLEAN, PENALISED, AGENT].map((user) => tokenOf(installation, user)),
  );
  const owner = new User(url, clean);
  const offender = new User(url, penalised);
  const own = `/v1/subjects/${CLEAN_CODE}`;
  const others = `/v1/subjects/${PENALISED_CODE}`;
  const { report, pdf } = await owner.post(`${own}/reports`, ISSUE);
  await owner.get(`/v1/reports/${report.reportNumber}/presentations`);
  const { grant } = await owner.post(`${own}/grants`, grantOf(GRANT_ID));
  const refused = await offender.post(`${others}:check`, {});
  const record = refused.verdict.findings[0].record.record.recordId;
  await offender.post(`${others}/records/${record}/objections`, OBJECTION);
  await bar(installation, AGENT_CODE);
  await awaitStatusList(url);
  const bytes = Buffer.from(pdf, 'base64');
  return {
    clean,
    penalised,
    agent,
    record,
    report,
    grant,
    pdf: bytes,
    sha256: createHash('sha256').update(bytes).digest('base64'),
  };
}
