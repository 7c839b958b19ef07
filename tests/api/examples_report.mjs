// ReportService: issued, listed and fetched again.
import { CLEAN_CODE, PENALISED_CODE } from '../portal/installation.mjs';
import { ISSUE, NO_REPORT } from './world.mjs';

const ofClean = ({ clean }) => ({
  token: clean,
  path: { subject: CLEAN_CODE },
});

const PREVIEW = { scenario: ISSUE.scenario, areas: ISSUE.areas };

// What each way to an issued report answers, and refuses.
const theReport = (shows) => ({
  good: {
    'one that was issued': ({ clean, report }) => ({
      token: clean,
      path: { subject: CLEAN_CODE, report: report.reportNumber },
      shows,
    }),
  },
  bad: {
    'a number that no report has': ({ clean }) => ({
      token: clean,
      path: { subject: CLEAN_CODE, report: NO_REPORT },
      status: 404,
      reason: 'REPORT_NOT_FOUND',
    }),
    'a number that is none': ({ clean }) => ({
      token: clean,
      path: { subject: CLEAN_CODE, report: '12' },
      status: 400,
      reason: 'INVALID_FIELD',
    }),
    "another business's": ({ penalised, report }) => ({
      token: penalised,
      path: { subject: CLEAN_CODE, report: report.reportNumber },
      status: 403,
      reason: 'GROUND_REFUSED',
    }),
  },
});

export const reportExamples = {
  'ReportService.IssueReport': {
    good: {
      'a clean business': (world) => ({
        ...ofClean(world),
        body: ISSUE,
        shows: ['verdict.basis', 'report.qrText', 'pdf'],
      }),
      'a business with a penalty': ({ penalised }) => ({
        token: penalised,
        path: { subject: PENALISED_CODE },
        body: ISSUE,
        shows: ['verdict.findings'],
      }),
    },
    bad: {
      'an id that was used for another': (world) => ({
        ...ofClean(world),
        body: { ...ISSUE, receiver: '另一家' },
        status: 409,
        reason: 'REQUEST_ID_REUSED',
      }),
      'in place of a report that is not there': (world) => ({
        ...ofClean(world),
        body: {
          ...ISSUE,
          requestId: '0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a07',
          replaces: NO_REPORT,
        },
        status: 404,
        reason: 'REPORT_NOT_FOUND',
      }),
      'another business': ({ clean }) => ({
        token: clean,
        path: { subject: PENALISED_CODE },
        body: ISSUE,
        status: 403,
        reason: 'GROUND_REFUSED',
      }),
    },
  },
  'ReportService.PreviewReport': {
    good: {
      'a clean business': (world) => ({
        ...ofClean(world),
        body: PREVIEW,
        shows: ['verdict', 'pdf'],
      }),
    },
    bad: {
      'another business': ({ clean }) => ({
        token: clean,
        path: { subject: PENALISED_CODE },
        body: PREVIEW,
        status: 403,
        reason: 'GROUND_REFUSED',
      }),
    },
  },
  'ReportService.ReadReportFile': theReport([]),
  'ReportService.GetReport': theReport(['name', 'issueTime', 'pdfSizeBytes']),
  'ReportService.GetReportData': theReport(['reportData', 'json']),
  'ReportService.ListReports': {
    good: {
      'all of them': (world) => ({ ...ofClean(world), shows: ['reports'] }),
      'those for a scenario, of some time': (world) => ({
        ...ofClean(world),
        query: {
          scenario: ISSUE.scenario,
          pageSize: 1,
          startTime: '2020-01-01T00:00:00Z',
          endTime: '2099-01-01T00:00:00Z',
        },
        shows: ['reports'],
      }),
    },
    bad: {
      'of another business': ({ clean }) => ({
        token: clean,
        path: { subject: PENALISED_CODE },
        status: 403,
        reason: 'GROUND_REFUSED',
      }),
      'a page token that was never given': (world) => ({
        ...ofClean(world),
        query: { pageToken: 'x' },
        status: 400,
        reason: 'INVALID_FIELD',
      }),
    },
  },
};
