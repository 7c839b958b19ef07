// What each scenario is for, in a few words.
import { t } from '../words';

export function scenarioHint(value: string): string {
  switch (value) {
    case 'SCENARIO_FINANCING_LISTING':
      return t('上市、发债、并购重组', 'Listing, bonds, mergers');
    case 'SCENARIO_GOVERNMENT_INVESTMENT':
      return t('政府采购、招投标', 'Procurement, tenders');
    case 'SCENARIO_THIRD_PARTY_SERVICE':
      return t('评估、尽职调查、商业合作', 'Due diligence, business');
    case 'SCENARIO_ADMINISTRATIVE_ENFORCEMENT':
      return t('行政检查、处罚裁量参考', 'Inspections, discretion');
    case 'SCENARIO_POLICY_APPLICATION':
      return t('资金支持、项目申报', 'Subsidies, projects');
    case 'SCENARIO_AWARDS_EVALUATION':
      return t('评比、表彰', 'Awards');
    case 'SCENARIO_FINANCIAL_SERVICE':
      return t('银行贷款、信贷审核', 'Loans, credit');
    case 'SCENARIO_NOTARIAL_SERVICE':
      return t('办理公证', 'Notarial acts');
    default:
      return t('以上都不是', 'None of these');
  }
}
