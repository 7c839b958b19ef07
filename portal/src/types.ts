// The JSON of the services that the pages read, as far as they read it
// (proto3 JSON: what has its default value is left out).
interface CreditRecord {
  recordId: string;
  kind: string | number;
  creditCode: string;
  area?: string;
  authority?: string;
  documentNumber?: string;
  decisionDate?: string;
  content?: string;
  penaltyKinds?: string[];
  sourceId?: string;
}

export interface Finding {
  record: {
    record: CreditRecord;
    state?: { kind?: string; objected?: boolean };
  };
  remedy?: string;
  kindName?: { displayName?: string };
}

export interface Cause {
  kind: string;
  message?: string;
  contact?: string;
}

type Outcome =
  | 'OUTCOME_ELIGIBLE'
  | 'OUTCOME_RECORDS_FOUND'
  | 'OUTCOME_NOT_APPLICABLE'
  | 'OUTCOME_UNDETERMINED';

export interface Verdict {
  outcome: Outcome;
  causes?: Cause[];
  findings?: Finding[];
  findingCount?: number;
  uncoveredAreas?: string[];
  periodStartDate?: string;
  periodEndDate?: string;
  conditions?: string[];
  nextFindingsPageToken?: string;
  basis?: { partition?: number; position?: string; decisionTime?: string };
}

export interface Report {
  name: string;
  reportNumber: string;
  issueTime: string;
  pdfSha256: string;
  pdfSizeBytes?: string;
  qrText: string;
  recordCount?: number;
  scenario?: string;
  areas?: string[];
  receiver?: string;
  replaces?: string;
  keepUntilTime?: string;
}

export interface IssueAnswer {
  verdict: Verdict;
  report?: Report;
  pdf?: string;
}

export interface Grant {
  name: string;
  grantId: string;
  receiverId: string;
  receiver?: string;
  scenario?: string;
  createTime: string;
  endTime: string;
  revokeTime?: string;
  state: string;
  reportNumber?: string;
}

export interface Objection {
  name: string;
  record: string;
  state: string;
  statement: string;
  fileTime: string;
  answer?: string;
  answerTime?: string;
  recordWithdrawn?: boolean;
}

export interface AuditEntry {
  time: string;
  client?: string;
  actor?: string;
  ground?: string;
  method: string;
  purpose?: string;
  outcome?: string;
  reportNumber?: string;
}

export interface PresentationCount {
  channel: string;
  authenticity: string;
  count: string;
  lastTime: string;
}

export interface Presentations {
  totalCount?: string;
  days?: { date: string; counts: PresentationCount[] }[];
}

export interface IssuedReport {
  reportNumber: string;
  creditCode: string;
  subjectName: string;
  issueTime: string;
  periodStartDate: string;
  periodEndDate: string;
  pdfSha256?: string;
  outcome: string;
  recordCount?: number;
  stampTime?: string;
}

export interface Alteration {
  field: string;
  label?: string;
  shown?: string;
  attached?: string;
  issued?: string;
}

export interface VerifyAnswer {
  authenticity: string;
  message?: string;
  issued?: IssuedReport;
  asOfTime?: string;
  alterations?: Alteration[];
  alteredCopyOf?: string;
}
