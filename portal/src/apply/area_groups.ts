// The 50 areas in groups, so that one is found. Numbers as in catalogue.proto;
// a test sees that each area stands in one group.
import { t } from '../words';

export interface AreaGroup {
  name: () => string;
  areas: number[];
}

export const AREA_GROUPS: AreaGroup[] = [
  {
    name: () => t('经济与财税', 'Economy and taxes'),
    areas: [1, 3, 4, 8, 14, 15, 31, 34, 36, 37, 41],
  },
  {
    name: () => t('社会与民生', 'Society'),
    areas: [2, 5, 6, 7, 9, 23, 30, 32, 40, 42],
  },
  {
    name: () => t('资源、环境与农业', 'Resources, environment, farming'),
    areas: [10, 11, 16, 17, 18, 26, 43, 45, 47],
  },
  {
    name: () => t('文化与信息', 'Culture and information'),
    areas: [19, 28, 29, 46, 50],
  },
  {
    name: () => t('市场监管', 'Market regulation'),
    areas: [27, 35, 38, 44],
  },
  {
    name: () => t('建设与交通', 'Building and transport'),
    areas: [12, 13, 48, 49],
  },
  {
    name: () => t('安全与应急', 'Safety and emergencies'),
    areas: [24, 25, 33, 39],
  },
  { name: () => t('卫生健康', 'Health'), areas: [20, 21, 22] },
];

export const ALL_AREAS = AREA_GROUPS.flatMap((group) => group.areas).sort(
  (a, b) => a - b,
);
