// What the verify page says before, without and beside the platform's answer.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch, shots } from './browser.mjs';
import * as answers from './fixture_answers.mjs';
import { visit as visitIn } from './visit.mjs';

const portal = createRequire(
  new URL('../../portal/package.json', import.meta.url),
);
const QRCode = portal('qrcode');

const claimPath = new URL(answers.qrText).pathname;
const forgedPath = claimPath.replace('KA3VME7', 'KA3VME6');

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const visit = (...args) => visitIn(browser, ...args);

async function choosePhoto(page, text) {
  const photo = `${shots}photo.png`;
  writeFileSync(photo, await QRCode.toBuffer(text, { scale: 4 }));
  await page.locator('input[type=file]').setInputFiles(photo);
}

test('before the platform answered no face is a verdict', async () => {
  let answer;
  const delay = new Promise((done) => (answer = done));
  const { page, leave } = await visit(claimPath, { delay });
  await page.getByText('二维码里的签名是真的，').waitFor();
  assert.equal(await page.locator('.face').getAttribute('class'), 'face unk');
  assert.equal(await page.getByText('核验结果').count(), 0);
  answer();
  await page.getByText('核验结果 01').waitFor();
  assert.equal(await page.locator('.face').getAttribute('class'), 'face ok');
  await leave();
});

test('a forged claim is not called genuine by the browser', async () => {
  const { page, leave } = await visit(forgedPath, {
    verify: answers.verdicts['05'],
  });
  await page.getByText('核验结果 05').waitFor();
  await page.getByText('二维码里的签名不对', { exact: true }).waitFor();
  await leave();
});

test('a forged claim stays one where the platform does not answer', async () => {
  const { page, errors, leave } = await visit(forgedPath, {
    problem: [503, 'BACK_END_DOWN'],
  });
  await page.getByRole('heading', { name: '不要使用' }).waitFor();
  assert.equal(await page.locator('.face').getAttribute('class'), 'face bad');
  const text = await page.locator('main').textContent();
  for (const wrong of ['这不表示报告是假的', '二维码里写着', answers.subject])
    assert.ok(!text.includes(wrong), wrong);
  assert.deepEqual(errors, []);
  await leave();
});

test('what keeps the platform from answering is named as what it is', async () => {
  const { page, fixture, leave } = await visit('/verify');
  for (const [problem, line] of [
    [[400, 'INVALID_FIELD'], '送去的内容平台看不懂'],
    [[413, 'BODY_TOO_LARGE'], '文件太大'],
    [[429, 'TOO_MANY_REQUESTS'], '从您这个网络来的核验太多了，请过 1 分钟再试'],
    [[403, 'CLIENT_NOT_ALLOWED'], '403 CLIENT_NOT_ALLOWED'],
    [[500, 'INTERNAL'], '平台出了差错'],
    [[503, 'BACK_END_DOWN'], '平台现在很忙，请过 1 分钟再试'],
  ]) {
    fixture.state.problem = problem;
    await page.getByLabel('报告编号').fill(answers.number);
    await page.getByRole('button', { name: '核验', exact: true }).click();
    await page.getByText(line).waitFor();
    await page.getByRole('button', { name: '核验另一份' }).click();
  }
  await leave();
});

test('what was scanned stays when the language is changed', async () => {
  const { page, leave } = await visit(`${claimPath}?from=an-app`);
  await page.getByText('核验结果 01').waitFor();
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByText('Verdict 01').waitFor();
  await page.getByText('The signature in the QR code is genuine').waitFor();
  await leave();
});

test('a key that others may have had proves nothing here', async () => {
  const keys = [{ ...answers.start.keys[0], state: 'COMPROMISED' }];
  const { page, leave } = await visit(claimPath, { keys });
  await page.getByText('以平台回答为准').waitFor();
  await leave();
});

test('what the browser cannot check it leaves to the platform', async () => {
  const keys = [{ ...answers.start.keys[0], algorithm: 'SM2' }];
  const { page, leave } = await visit(claimPath, { keys });
  await page.getByText('由平台核对').waitFor();
  await leave();
});

test('without a connection a photo is still checked', async () => {
  const { page, leave } = await visit('/verify');
  await choosePhoto(page, answers.qrText);
  await page.getByText('核验结果 01').waitFor();
  await page.getByRole('button', { name: '核验另一份' }).click();
  await page.context().setOffline(true);
  await choosePhoto(page, answers.qrText);
  await page.getByText('其他还不能确定').waitFor();
  await page.getByText('连不上平台').waitFor();
  await leave();
});

test('who was connected when the page came can check a photo', async () => {
  const { page, leave } = await visit('/verify');
  if (!page.workers().length) await page.waitForEvent('worker');
  await page.workers()[0].evaluate(() => undefined);
  await page.context().setOffline(true);
  await choosePhoto(page, answers.qrText);
  await page.getByText('其他还不能确定').waitFor();
  await leave();
});

test('where the reader does not load, the page says so and goes on', async () => {
  const { page, fixture, errors, leave } = await visit('/verify', {
    broken: /qr\.worker/,
  });
  await choosePhoto(page, answers.qrText);
  await page.getByText('识别程序没有加载成功').waitFor();
  await page.getByRole('button', { name: '选择文件' }).waitFor();
  fixture.state.broken = undefined;
  await choosePhoto(page, answers.qrText);
  await page.getByText('核验结果 01').waitFor();
  assert.deepEqual(errors, []);
  await leave();
});

test('a dropped file is taken, and a wrong one answered', async () => {
  const { page, errors, leave } = await visit('/verify');
  const drop = (text, name) =>
    page.evaluate(
      ([content, file]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([content], file));
        document
          .getElementById('file')
          .dispatchEvent(
            new DragEvent('drop', { dataTransfer, bubbles: true }),
          );
      },
      [text, name],
    );
  await drop('hello', 'hello.txt');
  await page.getByText('这个文件打不开').waitFor();
  const sent = page.waitForRequest(/reports:verifyUpload$/);
  await drop('%PDF-1.7 report', 'report.pdf');
  const headers = await (await sent).allHeaders();
  assert.equal(headers['content-type'], 'application/pdf');
  assert.equal(headers['x-creditproof'], '1');
  await page.getByText('核验结果 01').waitFor();
  assert.deepEqual(errors, []);
  await leave();
});

test('keys alone are enough to verify a number', async () => {
  const { page, leave } = await visit('/verify');
  await page.getByLabel('报告编号').focus();
  await page.keyboard.type(answers.number);
  await page.keyboard.press('Enter');
  await page.getByText('核验结果 01').waitFor();
  const focused = page.locator('h1:focus');
  assert.equal(await focused.textContent(), '报告是真的，结论没有变化');
  await leave();
});
