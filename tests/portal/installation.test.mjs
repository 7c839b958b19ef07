// The pages on a real installation: from log-in to a proven report, and what
// may go wrong on the way.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { assertFine, awake, launch, open } from './browser.mjs';
import { cameraOf, film } from './camera_film.mjs';
import {
  AGENT,
  CLEAN,
  CLEAN_CODE,
  Installation,
  PENALISED,
} from './installation.mjs';

// A service that was just started may be slow.
const PATIENCE_MS = 20_000;

const installation = new Installation();
let browser;
let clean;
let report;

before(async () => {
  await installation.start();
  browser = await launch();
  clean = await visit('/apply', CLEAN);
});
after(async () => {
  await browser.close();
  await installation.stop();
});

const heading = (page, name) =>
  page.getByRole('heading', { name }).first().waitFor();

// The pages of the identity provider are not ours.
const ofOthers = (url) => !url.startsWith(installation.url);

// A page of its own, logged in as the user where there is one.
async function visit(path, user, options) {
  const visitor = await open(browser, options, ofOthers);
  visitor.page.setDefaultTimeout(PATIENCE_MS);
  await visitor.page.goto(
    user
      ? `${installation.url}/login?return=${encodeURIComponent(path)}`
      : installation.url + path,
  );
  if (user) await logIn(visitor.page, user);
  return visitor;
}

async function logIn(page, user) {
  await page.locator(`button[value=${user}]`).click();
  await awake(page);
}

async function apply(page) {
  await page.getByText('融资上市类').click();
  await page.getByRole('button', { name: '查询并出具报告' }).click();
}

async function downloaded(page, name) {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name }).first().click();
  return readFileSync(await (await coming).path());
}

async function chooseFile(page, file) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件' }).click();
  await (await chooser).setFiles(file);
}

const textOf = (file) =>
  execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });

test('a business logs in, applies and downloads its report', async () => {
  const { page, errors } = clean;
  await page.getByLabel('接收单位').fill('某证券交易所');
  await apply(page);
  await heading(page, '报告办好了');
  await page.getByText('文件完整，和登记的一样').waitFor();
  await page.getByText('二维码里的签名是真的').waitFor();
  const text = await page.locator('dd.code, dd .code').first().textContent();
  const number = text.replaceAll('-', '');
  const pdf = await downloaded(page, '下载 PDF');
  const file = `${installation.dir}/report.pdf`;
  writeFileSync(file, pdf);
  const byTool = `${installation.dir}/by-tool.pdf`;
  const said = await installation.tool(
    ...['report', 'download', CLEAN_CODE, number, '--out', byTool],
  );
  assert.deepEqual(pdf, readFileSync(byTool), said);
  report = { number, file };
  await assertFine(page, errors);
});

test('its list gives the same file again, and who looked', async () => {
  const { page, errors, close } = await visit('/reports', CLEAN);
  const pdf = await downloaded(page, /^下载/);
  assert.deepEqual(pdf, readFileSync(report.file));
  await page.getByText('出具报告').first().waitFor();
  await assertFine(page, errors);
  await close();
});

test('a code is given to a receiver, listed and revoked', async () => {
  const { page } = clean;
  await page.getByRole('button', { name: '给对方取件码' }).click();
  await page.getByRole('button', { name: '生成取件码' }).click();
  await page.getByText('只显示这一次').waitFor();
  const mine = await visit('/reports', CLEAN);
  await mine.page.getByRole('button', { name: '收回' }).click();
  await mine.page.getByText('收回了').waitFor();
  await mine.close();
});

test('a preview opens, and proves nothing', async () => {
  // What was opened is read past the page's policy.
  const past = { bypassCSP: true };
  const { page, errors, close } = await visit('/apply', CLEAN, past);
  await page.getByText('融资上市类').click();
  await page.getByRole('button', { name: '先预览' }).click();
  await heading(page, '预览好了');
  await assertFine(page, errors);
  const opening = page.waitForEvent('popup');
  await page.getByRole('link', { name: '打开预览' }).click();
  const opened = await opening;
  await opened.waitForURL(/^blob:/);
  const bytes = await page.evaluate(async (blob) => {
    const answer = await fetch(blob);
    return [...new Uint8Array(await answer.arrayBuffer())];
  }, opened.url());
  const file = `${installation.dir}/preview.pdf`;
  writeFileSync(file, Uint8Array.from(bytes));
  assert.match(textOf(file), /预览/);
  await page.goto(`${installation.url}/verify`);
  await chooseFile(page, file);
  await page.getByText('核验结果 08').waitFor();
  await close();
});

test('a business with a penalty is told which, and objects', async () => {
  const { page, errors, close } = await visit('/apply', PENALISED);
  await apply(page);
  await heading(page, '这次不能出具报告');
  await page.getByText('2024年3月12日').waitFor();
  await page.getByText('处罚款人民币20000元').waitFor();
  await assertFine(page, errors);
  await page.getByRole('button', { name: '提出异议' }).click();
  await page.getByLabel('哪里不对').fill('这张罚单已经撤销了。');
  await page.getByRole('button', { name: '提交异议' }).click();
  await heading(page, '异议已经提交');
  await page.goto(`${installation.url}/reports`);
  await page.getByText('这张罚单已经撤销了。').waitFor();
  await page.getByText('正在核实').waitFor();
  await close();
});

test('what cannot be said is said kindly', async () => {
  const { page, errors, close } = await visit('/apply', AGENT);
  await apply(page);
  await heading(page, '现在还不能确定');
  await heading(page, '有一条数据正在核对');
  await assertFine(page, errors);
  await close();
});

test('an agent applies for a business that it acts for', async () => {
  const { page, close } = await visit('/apply', AGENT);
  await page.getByLabel('为哪一家办理').selectOption(CLEAN_CODE);
  await apply(page);
  await heading(page, '报告办好了');
  await close();
});

test('a number is verified', async () => {
  const { page, errors, close } = await visit('/');
  await page.getByLabel('报告编号').fill(report.number.toLowerCase());
  await page.getByRole('button', { name: '核验', exact: true }).click();
  await page.getByText('核验结果 01').waitFor();
  await page.getByText('哈尔滨云杉示例装备制造有限公司').waitFor();
  await assertFine(page, errors);
  await close();
});

test('a number is verified without script', async () => {
  const { page, close } = await visit('/', null, { javaScriptEnabled: false });
  await page.getByLabel('报告编号').fill(report.number);
  await page.getByRole('button', { name: '核验', exact: true }).click();
  await heading(page, '报告是真的');
  await close();
});

test('a file is verified whole', async () => {
  const { page, errors, close } = await visit('/verify');
  await chooseFile(page, report.file);
  await page.getByText('核验结果 01').waitFor();
  await page.getByText('整个文件和登记的一模一样').waitFor();
  await assertFine(page, errors);
  await close();
});

test('an altered file is caught', async () => {
  const altered = `${installation.dir}/altered.pdf`;
  const pdf = readFileSync(report.file);
  pdf[Math.floor(pdf.length / 2)] ^= 1;
  writeFileSync(altered, pdf);
  const { page, errors, close } = await visit('/verify');
  await chooseFile(page, altered);
  await page.getByText('核验结果 05').waitFor();
  await assertFine(page, errors);
  await close();
});

test('a photo of the page is verified by its QR code', async () => {
  const photo = `${installation.dir}/photo`;
  execFileSync('pdftoppm', [
    ...['-png', '-r', '150', '-singlefile', report.file, photo],
  ]);
  const { page, close } = await visit('/verify');
  await chooseFile(page, `${photo}.png`);
  await page.getByText('核验结果 01').waitFor();
  await page.getByText('页面上的文字没有核对').waitFor();
  await close();
});

test('the camera reads the QR code of the report', async () => {
  const { page } = clean;
  const list = `/v1/subjects/${CLEAN_CODE}/reports/${report.number}`;
  const { qrText } = await page.evaluate(
    (path) => fetch(path).then((answer) => answer.json()),
    list,
  );
  const file = `${installation.dir}/camera.y4m`;
  film(qrText, file);
  const filmed = await launch(cameraOf(file));
  const { page: scanner, errors } = await open(filmed);
  scanner.setDefaultTimeout(PATIENCE_MS);
  await scanner.goto(`${installation.url}/verify#scan`);
  await scanner.getByText('核验结果 01').waitFor();
  await scanner.getByText('二维码里的签名是真的').waitFor();
  assert.deepEqual(errors, []);
  // What any camera app opens.
  await scanner.goto(installation.url + new URL(qrText).pathname);
  await scanner.getByText('核验结果 01').waitFor();
  await filmed.close();
});

test('after a log-in has ended the form is kept', async () => {
  const { page, close } = await visit('/apply', CLEAN);
  await page.getByLabel('用途').fill('参加投标');
  await page.context().clearCookies({ name: /creditproof/ });
  await apply(page);
  await heading(page, '登录过期了');
  await page.getByRole('link', { name: '重新登录' }).click();
  await logIn(page, CLEAN);
  await page.getByRole('button', { name: '查询并出具报告' }).waitFor();
  assert.equal(await page.getByLabel('用途').inputValue(), '参加投标');
  await close();
});

test('a log-in that comes to nothing is told of', async () => {
  const { page, errors, close } = await visit('/login/callback?state=unknown');
  await heading(page, '没有登录成功');
  assert.equal(page.url(), `${installation.url}/`);
  await assertFine(page, errors);
  await close();
});

test('who logs out is logged out', async () => {
  const { page, close } = await visit('/reports', CLEAN);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL(`${installation.url}/`);
  await page.goto(`${installation.url}/reports`);
  await heading(page, '先登录');
  await close();
});

test('who opens a page first loads less than 60 KB', async () => {
  for (const path of ['/', '/verify', '/apply']) {
    const visitor = await open(browser);
    const wire = await visitor.page.context().newCDPSession(visitor.page);
    let bytes = 0;
    wire.on('Network.loadingFinished', (e) => (bytes += e.encodedDataLength));
    await wire.send('Network.enable');
    await visitor.page.goto(installation.url + path);
    await awake(visitor.page);
    assert.ok(bytes > 1000 && bytes < 60_000, `${path}: ${bytes} bytes`);
    await visitor.close();
  }
});

test('where a service does not answer, the page says so and goes on', async () => {
  const { page, close } = await visit('/verify');
  page.setDefaultTimeout(60_000);
  installation.signal('verification', 'SIGSTOP');
  await page.getByLabel('报告编号').fill(report.number);
  await page.getByRole('button', { name: '核验', exact: true }).click();
  await heading(page, '现在还不能确定');
  installation.signal('verification', 'SIGCONT');
  await page.getByRole('button', { name: '再试一次' }).click();
  await page.getByText('核验结果 01').waitFor();
  await close();
});
