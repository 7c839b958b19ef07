// The top bar: brand, places, large text, log-in.
import { t, to } from '../words';
import { Account } from './Account';
import { ElderSwitch } from './ElderSwitch';
import { PUBLIC_PLACES } from './places';
import { Wave } from './Wave';

interface Props {
  page: string;
  onLogOut: () => void;
}

export function TopBar({ page, onLogOut }: Props) {
  const at = page === 'refused' ? 'apply' : page;
  return (
    <header class="top">
      <div class="wrap">
        <a class="brand" href={to('/')}>
          <Wave width={26} height={18} turns={1} lines={4} />
          {t('信用代证', 'CreditProof')}
          <small>
            {t('信用中国（黑龙江）', 'Credit China (Heilongjiang)')}
          </small>
        </a>
        <nav class="nav" aria-label={t('主导航', 'Main')}>
          {PUBLIC_PLACES.map((place) => (
            <a
              href={to(place.path)}
              aria-current={place.page === at ? 'page' : undefined}
            >
              {place.name()}
            </a>
          ))}
        </nav>
        <div class="tools">
          <ElderSwitch />
          <Account onLogOut={onLogOut} />
        </div>
      </div>
    </header>
  );
}
