// Where the top bar leads. A kiosk or a console gets a list of its own here.
import { t } from '../words';

interface Place {
  page: string;
  path: string;
  name: () => string;
}

export const PUBLIC_PLACES: Place[] = [
  { page: 'index', path: '/', name: () => t('首页', 'Home') },
  { page: 'apply', path: '/apply', name: () => t('申请报告', 'Apply') },
  {
    page: 'reports',
    path: '/reports',
    name: () => t('我的报告', 'My reports'),
  },
  { page: 'verify', path: '/verify', name: () => t('核验报告', 'Verify') },
];
