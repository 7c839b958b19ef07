// What the fixture server answers: invented businesses, as the services would
// tell of them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const vectors = new URL('../vectors/claim/', import.meta.url);
const read = (name) => readFileSync(new URL(name, vectors), 'utf8');

export const qrText = read('clean.url').trim();
export const publicKeyPem = read('public-key.pem');
export const subject = '91230103TE00000103';
export const number = '5HGT2QZJDSAYQ5W6X';
export const pdf = Buffer.from('%PDF-1.7\n% stands for a report\n%%EOF\n');

const pdfSha256 = createHash('sha256').update(pdf).digest('base64');

const report = {
  name: `subjects/${subject}/reports/${number}`,
  reportNumber: number,
  issueTime: '2026-11-23T02:16:42Z',
  pdfSha256,
  pdfSizeBytes: String(pdf.length),
  qrText,
  scenario: 'SCENARIO_GOVERNMENT_INVESTMENT',
  receiver: '黑河示例公共资源交易中心',
};

const basis = {
  policyId: 'heilongjiang-2024',
  partition: 3,
  position: '18277',
  decisionTime: '2026-11-23T02:16:42Z',
};

const eligible = {
  outcome: 'OUTCOME_ELIGIBLE',
  periodStartDate: '2021-01-01',
  periodEndDate: '2026-11-23',
  basis,
};

const penalty = {
  record: {
    record: {
      recordId: '00112233445566778899aabbccddeeff',
      kind: 'RECORD_KIND_PENALTY',
      sourceId: 'hrb-scjg',
      creditCode: subject,
      area: 'AREA_MARKET_REGULATION',
      authority: '哈尔滨市南岗区市场监督管理局',
      documentNumber: '示市监罚〔2024〕17号',
      decisionDate: '2024-03-12',
      content: '使用未经检验的特种设备。罚款 3 万元。',
      penaltyKinds: ['PENALTY_KIND_FINE'],
    },
    state: { kind: 'KIND_EFFECTIVE' },
  },
  rule: 'counting_kinds',
  remedy: '已履行并改正的，可以向作出决定的机关申请信用修复。',
};

const defaulter = {
  record: {
    record: {
      recordId: 'ffeeddccbbaa99887766554433221100',
      kind: 'RECORD_KIND_DEFAULTER',
      creditCode: subject,
      authority: '哈尔滨市示例区人民法院',
      documentNumber: '（2025）示执1234号',
      decisionDate: '2025-06-02',
      content: '有履行能力而拒不履行生效法律文书确定义务。',
    },
    state: { kind: 'KIND_EFFECTIVE', objected: true },
  },
};

export const refused = {
  ...eligible,
  outcome: 'OUTCOME_RECORDS_FOUND',
  findings: [penalty, defaulter],
  findingCount: 2,
};

export const undetermined = {
  ...eligible,
  outcome: 'OUTCOME_UNDETERMINED',
  causes: [
    {
      kind: 'KIND_HELD',
      message: '有 1 行待核实的数据可能与本主体有关，核实前不作结论。',
      contact: '齐齐哈尔市示例局 0452-0000000',
    },
    {
      kind: 'KIND_MISMATCH',
      message: '来源单位的底账与平台不一致，正在核对。',
    },
  ],
};

export const notApplicable = {
  ...eligible,
  outcome: 'OUTCOME_NOT_APPLICABLE',
  causes: [
    { kind: 'KIND_BARRED', message: '因使用变造的报告，停用至2027年5月31日。' },
  ],
};

const issued = {
  reportNumber: number,
  creditCode: subject,
  subjectName: '哈尔滨云杉示例装备制造有限公司',
  issueTime: '2026-11-23T02:16:42Z',
  periodStartDate: '2021-01-01',
  periodEndDate: '2026-11-23',
  outcome: 'OUTCOME_CLEAN',
};

const asOfTime = '2026-11-23T02:40:10Z';
export const verdicts = {
  '01': {
    authenticity: 'AUTHENTICITY_GENUINE',
    message:
      '这个二维码是真的，出具后没有新的变化。这里只核对了二维码，请把下面的名称、代码和时间与手中的报告逐项对照，一致才可以使用。',
    issued,
    asOfTime,
  },
  '02': {
    authenticity: 'AUTHENTICITY_CHANGED_SINCE',
    message:
      '这个编号的报告是真的，但出具后该主体的情况有变化，请让对方重新出具一份。',
    issued,
    asOfTime,
  },
  '03': {
    authenticity: 'AUTHENTICITY_SUPERSEDED',
    message:
      '这个编号的报告是真的，但已被该主体后来出具的报告替代，请让对方提供新的一份。',
    issued,
    asOfTime,
  },
  '04': {
    authenticity: 'AUTHENTICITY_REVOKED',
    message:
      '这份报告已被撤销（2026年11月25日，数据有误）。请不要使用，让对方重新出具一份。',
    issued,
  },
  '05': {
    authenticity: 'AUTHENTICITY_ALTERED',
    message:
      '这份文件被改动过，不能用：有 2 处与出具时不一致。请让对方提供从平台下载的原件。',
    alterations: [
      {
        field: 'subject.name',
        label: '名称',
        shown: '哈尔滨红杉示例装备制造有限公司',
        issued: '哈尔滨云杉示例装备制造有限公司',
      },
      {
        field: 'receiver',
        label: '接收单位',
        shown: '佳木斯示例建设集团',
        attached: '黑河示例公共资源交易中心',
        issued: '黑河示例公共资源交易中心',
      },
    ],
    alteredCopyOf: number,
  },
  '06': {
    authenticity: 'AUTHENTICITY_TRANSPLANTED',
    message: '二维码是真的，但不是这份文件的。请不要使用，并向平台举报。',
  },
  '07': {
    authenticity: 'AUTHENTICITY_UNREGISTERED',
    message: '签名是真的，但平台没有登记。请不要使用，平台正在核查。',
  },
  '08': {
    authenticity: 'AUTHENTICITY_NOT_ISSUED',
    message:
      '本平台没有出具过这个编号的报告。请对照报告核对编号；编号无误的，请不要使用。',
  },
  '09': {
    authenticity: 'AUTHENTICITY_UNREADABLE',
    message: '二维码看不清，没法核验。请重新扫描，或者输入报告编号。',
  },
  10: {
    authenticity: 'AUTHENTICITY_CANNOT_TELL',
    message: '现在还不能确定。请过一分钟再试；这不表示报告是假的。',
  },
};

export const filled = {
  verdict: '01',
  title: '报告是真的，结论没有变化',
  sentence: '这个编号的报告是真的，出具后没有新的变化。',
  advice: '请把名称、代码和时间与手中的报告逐项对照。',
  tone: 'ok',
};

export const grants = {
  grants: [
    {
      name: `subjects/${subject}/grants/PVGHP3EBNRHFVCRTT`,
      grantId: 'PVGHP3EBNRHFVCRTT',
      receiverId: 'stock-exchange',
      receiver: '某证券交易所（演示）',
      createTime: '2026-11-20T02:00:00Z',
      endTime: '2026-12-20T02:00:00Z',
      state: 'STATE_OPEN',
    },
  ],
};

export const newGrant = { grant: grants.grants[0], code: '5HGT2QZJDSAYQ5W6X' };

export const objections = {
  objections: [
    {
      name: 'sources/hrb-scjg/objections/0123456789abcdef0123456789abcdef',
      record: `subjects/${subject}/records/00112233445566778899aabbccddeeff`,
      state: 'STATE_REJECTED',
      statement: '这张罚单已经撤销了。',
      fileTime: '2026-11-01T01:00:00Z',
      answer: '经核实，决定书仍然有效，没有撤销。',
      answerTime: '2026-11-05T08:30:00Z',
    },
  ],
};

export const trail = {
  entries: [
    {
      time: '2026-11-23T02:16:42Z',
      client: 'gateway.creditproof',
      actor: 'user-7',
      ground: 'SUBJECT',
      method: 'IssueReport',
      outcome: 'ELIGIBLE',
      reportNumber: number,
    },
    {
      time: '2026-11-22T06:03:00Z',
      ground: 'DUTY',
      actor: '黑龙江省示例厅',
      method: 'CheckEligibility',
      purpose: '项目申报审核',
      outcome: 'ELIGIBLE',
    },
  ],
};

export const presentations = {
  reportNumber: number,
  totalCount: '3',
  days: [
    {
      date: '2026-11-24',
      counts: [
        {
          channel: 'CHANNEL_QR_TEXT',
          authenticity: 'AUTHENTICITY_GENUINE',
          count: '2',
          lastTime: '2026-11-24T03:00:00Z',
        },
        {
          channel: 'CHANNEL_PDF',
          authenticity: 'AUTHENTICITY_ALTERED',
          count: '1',
          lastTime: '2026-11-24T03:10:00Z',
        },
      ],
    },
  ],
};

export const issueAnswer = {
  verdict: eligible,
  report,
  pdf: pdf.toString('base64'),
};

export const start = {
  session: { loggedIn: true, creditCode: subject, actor: 'user-7' },
  keys: [
    { keyId: '814dfc6a', algorithm: 'P-256', publicKeyPem, state: 'ACTIVE' },
  ],
  issue: issueAnswer,
  preview: { verdict: eligible, pdf: pdf.toString('base64') },
  verdict: refused,
  verify: verdicts['01'],
  reports: { reports: [report] },
  config: {
    appOrigins: [],
    receivers: [{ id: 'stock-exchange', name: '某证券交易所（演示）' }],
  },
  frameAncestors: "'none'",
};
