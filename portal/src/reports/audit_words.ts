// What the audit trail's words mean to a business.
import { t } from '../words';

export function groundName(ground?: string): string {
  switch (ground) {
    case 'SUBJECT':
      return t('您自己', 'Yourself');
    case 'GRANT':
      return t('您授权的单位', 'Whom you granted it');
    case 'DUTY':
      return t('依职责的机关', 'An agency on duty');
    case 'SOURCE':
      return t('报送数据的部门', 'A department');
    case 'ADMINISTRATOR':
      return t('平台管理员', 'An administrator');
    case 'RETENTION':
      return t('平台按规定', 'The platform, by rule');
    default:
      return t('未注明', 'Not said');
  }
}

const METHODS: Record<string, [zh: string, en: string]> = {
  CheckEligibility: ['查询记录', 'Checked the records'],
  IssueReport: ['出具报告', 'Issued a report'],
  PreviewReport: ['预览报告', 'Previewed a report'],
  DownloadReport: ['下载报告', 'Downloaded a report'],
  ReadReportFile: ['下载报告', 'Downloaded a report'],
  GetReport: ['看报告信息', 'Looked at a report'],
  GetReportData: ['看报告数据', "Looked at a report's data"],
  ListReports: ['看报告清单', 'Listed reports'],
  CreateGrant: ['生成取件码', 'Made a code'],
  ListGrants: ['看取件码清单', 'Listed codes'],
  RevokeGrant: ['收回取件码', 'Revoked a code'],
  GetPresentations: ['看核验次数', 'Looked at presentations'],
  VerifyReport: ['核验报告', 'Verified a report'],
  VerifyUpload: ['核验报告文件', 'Verified a file'],
  FileObjection: ['提出异议', 'Objected'],
  AnswerObjection: ['答复异议', 'Answered an objection'],
  ListObjections: ['看异议清单', 'Listed objections'],
  ListEntries: ['看谁看过', 'Looked at who looked'],
  FileAppeal: ['提出申诉', 'Appealed'],
  ListSubjectBars: ['看停用情况', 'Looked at bars'],
};

export function methodName(method: string): string {
  const words = METHODS[method];
  return words ? t(...words) : method;
}
