// Home: what it is, who may use it, what it proves and what not, both doors.
import { Clauses } from '../parts/Clauses';
import { Proves } from '../parts/Proves';
import { Sheet } from '../parts/Sheet';
import { t, to } from '../words';
import { NumberForm } from '../verify/NumberForm';

export const title = () => t('首页', 'Home');
export const description = () =>
  t(
    '一份报告，代替各部门的无违法违规证明。申请和核验都免费。',
    'One report in place of the no-violation certificates of the departments. Free.',
  );

function Hero() {
  return (
    <div class="hero">
      <div>
        <h1>
          <Clauses
            parts={[
              t('一份报告，', 'One report'),
              t('代替各部门的', 'in place of every'),
              t('无违法违规证明', 'no-violation certificate'),
            ]}
          />
        </h1>
        <p class="lead">
          {t(
            '不用再跑各个部门开证明。登录后选好用途，几秒钟就能拿到一份带电子签名的报告。收到报告的人扫码就能核验。免费。',
            'No more queues at each department. Log in, say what it is for, and get a signed report in seconds. Whoever receives it scans to verify. Free.',
          )}
        </p>
      </div>
      <Sheet />
    </div>
  );
}

function Doors() {
  return (
    <div class="doors">
      <section class="card">
        <h2>{t('我要办理报告', 'I need a report')}</h2>
        <p class="mut">
          {t(
            '在黑龙江登记的公司、个体工商户、农民专业合作社等经营主体和它们的分支机构，都可以办。',
            "Companies, individual businesses, farmers' cooperatives and other operators registered in Heilongjiang, and their branches.",
          )}
        </p>
        <div class="btns">
          <a class="btn" href={to('/apply')}>
            {t('申请报告', 'Apply')}
          </a>
          <a class="btn sec" href={to('/guide#sample')}>
            {t('看看报告样子', 'What it looks like')}
          </a>
        </div>
      </section>
      <section class="card">
        <h2>{t('我收到了一份报告', 'I received a report')}</h2>
        <p class="mut">
          {t(
            '不用登录。输入报告编号，或者扫码、选 PDF 文件。',
            'No log-in. Type its number, scan it, or choose the PDF.',
          )}
        </p>
        <NumberForm />
        <div class="btns">
          <a class="btn sec" href={to('/verify#scan')}>
            {t('拍照扫码', 'Scan')}
          </a>
          <a class="btn sec" href={to('/verify#file')}>
            {t('选择文件', 'Choose a file')}
          </a>
        </div>
      </section>
    </div>
  );
}

function Steps() {
  return (
    <>
      <h2 class="sec-h">{t('三步办好', 'Three steps')}</h2>
      <ol class="steps">
        <li>
          <h3>{t('登录', 'Log in')}</h3>
          <p class="mut">
            {t(
              '用电子营业执照，或者企业授权过的个人账号。',
              'With the electronic business licence, or as a person whom the business authorised.',
            )}
          </p>
        </li>
        <li>
          <h3>{t('选用途和范围', 'Say what it is for')}</h3>
          <p class="mut">
            {t(
              '默认查全部 50 个领域、2021 年 1 月 1 日至今，一般不用改。',
              'All 50 areas since 1 January 2021, unless you choose otherwise.',
            )}
          </p>
        </li>
        <li>
          <h3>{t('下载报告', 'Download')}</h3>
          <p class="mut">
            {t(
              '查不到记录，马上出报告。查到了，会告诉您是哪一条、怎么办。',
              'Nothing found: the report comes at once. Something found: you are told what it is and what to do.',
            )}
          </p>
        </li>
      </ol>
      <p class="gap">
        <a href={to('/guide')}>
          {t('看完整的办事指南', 'Read the full guide')}
        </a>
      </p>
    </>
  );
}

export function Body() {
  return (
    <div class="wrap">
      <Hero />
      <Doors />
      <Steps />
      <Proves />
    </div>
  );
}
