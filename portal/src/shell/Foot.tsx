// The foot: guide, repair, objection, the other language, the telephone.
import { questionOf } from '../verify/address';
import { spoken, t, to } from '../words';

function otherLanguage(page: string): string {
  const path = page === 'index' ? '/' : `/${page}`;
  return spoken() === 'zh' ? `/en${path}` : path;
}

// Keeps the question that the page answers, such as `?number=`.
function keepQuestion(event: MouseEvent): void {
  const link = event.currentTarget as HTMLAnchorElement;
  link.search = questionOf(location);
}

export function Foot({ page }: { page: string }) {
  const other = spoken() === 'zh' ? 'en' : 'zh-CN';
  return (
    <footer class="foot">
      <div class="wrap">
        <span>
          {t('黑龙江省公共信用信息平台', 'Heilongjiang public credit platform')}
        </span>
        <nav aria-label={t('更多', 'More')}>
          <a href={to('/guide')}>{t('办事指南', 'Guide')}</a>
          <a href={to('/guide#repair')}>{t('信用修复', 'Credit repair')}</a>
          <a href={to('/guide#objection')}>{t('提出异议', 'Objections')}</a>
          <a
            href={otherLanguage(page)}
            lang={other}
            hreflang={other}
            onClick={keepQuestion}
          >
            {t('English', '中文')}
          </a>
        </nav>
        <a href="tel:12345">
          {t('咨询与投诉：12345', 'Questions and complaints: 12345')}
        </a>
      </div>
      <div class="call">
        <a class="btn" href="tel:12345">
          {t('拨打 12345', 'Call 12345')}
        </a>
      </div>
    </footer>
  );
}
