// What differs, side by side: the file's words, and what was issued. The file's
// are a stranger's, and set off as such.
import type { Alteration } from '../types';
import { t } from '../words';

function Issued({ issued }: { issued?: string }) {
  return (
    <>
      {issued === undefined
        ? t('文件里没有凭据，说不出', 'Cannot be told from this file')
        : issued || t('（空）', '(nothing)')}
    </>
  );
}

function Row({ alteration }: { alteration: Alteration }) {
  const { label, field, shown, attached, issued } = alteration;
  return (
    <tr class="diff">
      <th scope="row">
        {label || field}
        <span class="tag">{t('不一致', 'Differs')}</span>
      </th>
      <td data-l={t('您的文件上写的', 'Your file says')}>
        {shown ? (
          <s>
            <bdi>{shown}</bdi>
          </s>
        ) : (
          t('（没有显示）', '(not shown)')
        )}
        {attached !== undefined && (
          <span class="attached">
            {t('附带的数据：', 'Its attached data: ')}
            <bdi>{attached || t('（空）', '(nothing)')}</bdi>
          </span>
        )}
      </td>
      <td data-l={t('出具时写的', 'As issued')}>
        <Issued issued={issued} />
      </td>
    </tr>
  );
}

export function CompareTable(props: { alterations: Alteration[] }) {
  return (
    <section class="sec2">
      <h2>{t('哪里不一样', 'What differs')}</h2>
      <div class="tbl">
        <table class="cmp">
          <thead>
            <tr>
              <th scope="col">{t('项目', 'Field')}</th>
              <th scope="col">{t('您的文件上写的', 'Your file says')}</th>
              <th scope="col">{t('出具时写的', 'As issued')}</th>
            </tr>
          </thead>
          <tbody>
            {props.alterations.map((alteration) => (
              <Row alteration={alteration} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
