// The states of every page that the tests look at: name, address, what the
// fixture server knows, and what is done on the page.
import * as answers from './fixture_answers.mjs';

const heading = (page, text) =>
  page.getByRole('heading', { name: text }).first().waitFor();

const forged = answers.qrText.replace('KA3VME7', 'KA3VME6');

async function issue(page) {
  await page.getByText('政府投资类').first().click();
  await page.getByRole('button', { name: '查询并出具报告' }).click();
}

export const STATES = [
  ['home', '/'],
  ['home-en', '/en/'],
  [
    'login-failed',
    '/?login=failed',
    { session: { loggedIn: false } },
    (page) => heading(page, '没有登录成功'),
  ],
  [
    'login-failed-en',
    '/en/apply?login=failed',
    { session: { loggedIn: false } },
    (page) => heading(page, 'You are not logged in'),
  ],
  [
    'login-unavailable',
    '/verify?login=unavailable',
    { session: { loggedIn: false } },
    (page) => heading(page, '登录服务暂时用不了'),
  ],
  [
    'login-unavailable-en',
    '/en/?login=unavailable',
    { session: { loggedIn: false } },
    (page) => heading(page, 'out of service'),
  ],
  [
    'logout-failed',
    '/reports',
    { problem: [503, 'BACK_END_DOWN'] },
    async (page) => {
      await page.getByRole('button', { name: '退出登录' }).click();
      await heading(page, '可能还登录着');
    },
  ],
  ['guide', '/guide'],
  ['guide-en', '/en/guide'],
  ['apply', '/apply', {}, (page) => page.getByText('文化与信息').click()],
  [
    'apply-en',
    '/en/apply',
    {},
    (page) => page.getByText('Culture and information').click(),
  ],
  [
    'apply-login',
    '/apply',
    { session: { loggedIn: false } },
    (page) => heading(page, '先登录'),
  ],
  [
    'apply-nobody',
    '/apply',
    { session: { loggedIn: true, creditCode: '' } },
    (page) => heading(page, '没有可办理的企业'),
  ],
  [
    'apply-nobody-en',
    '/en/apply',
    { session: { loggedIn: true, creditCode: '' } },
    (page) => heading(page, 'may not act for any business'),
  ],
  [
    'apply-errors',
    '/apply',
    {},
    async (page) => {
      await page.getByLabel('全部 50 个领域').click();
      await page.getByText('自己选').click();
      await page.getByLabel('从哪一天').fill('2026-11-02');
      await page.getByLabel('到哪一天').fill('2026-11-01');
      await page.getByRole('button', { name: '查询并出具报告' }).click();
      await page.getByText('请选一项').waitFor();
    },
  ],
  [
    'apply-search',
    '/apply',
    {},
    (page) => page.getByLabel('找领域').fill('安全'),
  ],
  [
    'apply-preview',
    '/apply',
    {},
    async (page) => {
      await page.getByText('金融服务类').click();
      await page.getByRole('button', { name: '先预览' }).click();
      await heading(page, '预览好了');
    },
  ],
  [
    'apply-working',
    '/apply',
    { delay: 'until-closed' },
    async (page) => {
      await issue(page);
      await heading(page, '正在办理');
    },
  ],
  [
    'apply-issued',
    '/apply',
    {},
    async (page) => {
      await issue(page);
      await page.getByText('二维码里的签名是真的').waitFor();
      await page.getByRole('button', { name: '给对方取件码' }).click();
      await page.getByRole('button', { name: '生成取件码' }).click();
      await heading(page, '取件码');
    },
  ],
  [
    'apply-expired',
    '/apply',
    { problem: [401, 'NOT_LOGGED_IN'] },
    async (page) => {
      await issue(page);
      await heading(page, '登录过期了');
    },
  ],
  [
    'apply-busy',
    '/apply',
    { problem: [503, 'BACK_END_DOWN'] },
    async (page) => {
      await issue(page);
      await heading(page, '平台现在很忙');
    },
  ],
  [
    'apply-unknown-en',
    '/en/apply',
    { problem: [409, 'REQUEST_ID_REUSED'] },
    async (page) => {
      await page.getByText('Government investment').first().click();
      await page.getByRole('button', { name: 'Check and issue' }).click();
      await heading(page, 'This did not work');
      await page.locator('.note [lang=zh-CN]').waitFor();
    },
  ],
  ['refused', '/refused', {}, (page) => heading(page, '这次不能出具报告')],
  [
    'refused-en',
    '/en/refused',
    {},
    (page) => heading(page, 'No report this time'),
  ],
  [
    'refused-objection',
    '/refused',
    {},
    async (page) => {
      await page.getByRole('button', { name: '提出异议' }).click();
      await page.getByRole('button', { name: '提交异议' }).click();
      await page.getByText('请写一写').waitFor();
    },
  ],
  [
    'refused-objected',
    '/refused',
    {},
    async (page) => {
      await page.getByRole('button', { name: '提出异议' }).click();
      await page.getByLabel('哪里不对').fill('这张罚单已经撤销了。');
      await page.getByRole('button', { name: '提交异议' }).click();
      await heading(page, '异议已经提交');
    },
  ],
  [
    'undetermined',
    '/refused',
    { verdict: answers.undetermined },
    (page) => heading(page, '现在还不能确定'),
  ],
  [
    'not-applicable',
    '/refused',
    { verdict: answers.notApplicable },
    (page) => heading(page, '这里办不了您的报告'),
  ],
  [
    'eligible-now',
    '/refused',
    { verdict: answers.issueAnswer.verdict },
    (page) => heading(page, '现在可以出具报告了'),
  ],
  [
    'reports',
    '/reports',
    {},
    async (page) => {
      await page.getByRole('button', { name: '什么时候被核验过' }).click();
      await page.getByText('一共被核验 3 次').waitFor();
      await page.getByText('项目申报审核').first().waitFor();
    },
  ],
  [
    'reports-en',
    '/en/reports',
    {},
    (page) => page.getByText('Issued a report').first().waitFor(),
  ],
  [
    'reports-down',
    '/reports',
    { problem: [503, 'BACK_END_DOWN'] },
    (page) => heading(page, '平台现在很忙'),
  ],
  ['verify', '/verify'],
  ['verify-en', '/en/verify'],
  [
    'verify-slip',
    '/verify',
    {},
    async (page) => {
      await page.getByLabel('报告编号').fill('5HGT-2QZJ');
      await page.getByRole('button', { name: '核验', exact: true }).click();
      await page.getByText('编号少了 9 位').waitFor();
    },
  ],
  [
    'verify-waiting',
    new URL(answers.qrText).pathname,
    { delay: 'until-closed' },
    (page) => heading(page, '正在问平台'),
  ],
  [
    'verify-unanswered',
    new URL(answers.qrText).pathname,
    { problem: [503, 'BACK_END_DOWN'] },
    (page) => heading(page, '其他还不能确定'),
  ],
  [
    'verify-forged-en',
    `/en/verify?claim=${encodeURIComponent(forged)}`,
    { problem: [500, 'INTERNAL'] },
    (page) => heading(page, 'do not use it'),
  ],
  [
    'verify-01-qr',
    new URL(answers.qrText).pathname,
    {},
    (page) => heading(page, '报告是真的'),
  ],
  ...Object.entries(answers.verdicts).map(([number, verify]) => [
    `verify-${number}`,
    `/verify?number=${answers.number}`,
    { verify },
    (page) => page.getByText(`核验结果 ${number}`).waitFor(),
  ]),
  [
    'verify-05-en',
    `/en/verify?number=${answers.number}`,
    { verify: answers.verdicts['05'] },
    (page) => page.getByText('Verdict 05').waitFor(),
  ],
  ['verdict', `/verify/number?number=${answers.number}`],
  ...[
    ['home', '/'],
    ['apply', '/apply'],
    ['refused', '/refused'],
    ['reports', '/reports'],
    ['verify', '/verify'],
    ['verify-05', `/verify?number=${answers.number}`],
  ].map(([name, path]) => [
    `elder-${name}`,
    path,
    { verify: answers.verdicts['05'] },
    (page) => page.getByRole('button', { name: '长辈模式' }).click(),
  ]),
];
