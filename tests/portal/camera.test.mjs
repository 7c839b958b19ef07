// The camera of the verify page: a QR code in an unsteady hand is read, and
// without a camera the page still helps.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awake, launch, open, shots } from './browser.mjs';
import { cameraOf, film } from './camera_film.mjs';
import * as answers from './fixture_answers.mjs';
import { startFixture } from './fixture_server.mjs';

let fixture;
before(async () => (fixture = await startFixture()));
after(() => fixture.close());

async function openCamera(args) {
  const browser = await launch(args);
  const { page, errors } = await open(browser);
  await page.goto(`${fixture.url}/verify#scan`);
  await awake(page);
  return { browser, page, errors };
}

test('a QR code that moves, is turned and out of focus is read', async () => {
  const file = `${shots}camera.y4m`;
  film(answers.qrText, file);
  const { browser, page, errors } = await openCamera(cameraOf(file));
  const asked = page.waitForRequest(/reports:verify$/);
  assert.deepEqual((await asked).postDataJSON(), {
    qrText: answers.qrText,
    fromPhoto: true,
  });
  await page.getByText('核验结果 01').waitFor();
  await page.getByText('二维码里的签名是真的').waitFor();
  assert.deepEqual(errors, []);
  await browser.close();
});

test('where the camera is denied, photo and number are offered', async () => {
  const { browser, page, errors } = await openCamera([
    '--deny-permission-prompts',
  ]);
  await page.getByRole('heading', { name: /摄像头/ }).waitFor();
  await page.getByLabel('报告编号').fill(answers.number);
  await page.getByRole('button', { name: '核验', exact: true }).click();
  await page.getByText('核验结果 01').waitFor();
  assert.deepEqual(errors, []);
  await browser.close();
});

test('a reader that did not load is tried again', async () => {
  fixture.state.broken = /qr\.worker/;
  const file = `${shots}camera.y4m`;
  film(answers.qrText, file);
  const { browser, page } = await openCamera(cameraOf(file));
  await page.getByText('识别程序没有加载成功').waitFor();
  fixture.state.broken = undefined;
  await page.getByRole('button', { name: '再试一次' }).click();
  await page.getByText('核验结果 01').waitFor();
  await browser.close();
});
